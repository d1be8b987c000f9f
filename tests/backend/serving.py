"""`mailroom-backend serve` as a process of its own, on a port of the system's choice."""

import datetime as dt
import signal
import subprocess
import sys
import time
from pathlib import Path

import requests

from mailroom.backend import practice
from mailroom.backend.settings import BackendSettings
from tests.backend.builders import session_request


class Server:
    def __init__(self, settings: BackendSettings, log: Path) -> None:
        self.settings = settings
        self.port_file = settings.data / "port"
        self.log = log
        self.http = requests.Session()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.port_file.unlink(missing_ok=True)
        command = [sys.executable, "-m", "mailroom.backend", "--data", str(self.settings.data)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "serve", "--port", "0", "--port-file", str(self.port_file)],
                stderr=log,
            )
        give_up = time.monotonic() + 60
        while not self.port_file.exists():
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < give_up
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(30)

    @property
    def port(self) -> int:
        return int(self.port_file.read_text("ascii"))

    def sign_in(self) -> str:
        request = session_request(practice.seed(self.settings), at=dt.datetime.now(dt.UTC))
        answer = self.call("POST", "session", json=request)
        self.http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return self.call("GET", "register").json()["version"]

    def call(self, method: str, path: str, **kwargs: object) -> requests.Response:
        address = f"http://127.0.0.1:{self.port}/v1/station/{path}"
        return self.http.request(method, address, timeout=30, **kwargs)
