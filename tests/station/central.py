"""The real backend as a process of its own, over practice data."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from mailroom.backend.practice import Practice, seed
from mailroom.backend.settings import BackendSettings

PATIENCE_S = 30.0
SECRET = "practice"  # noqa: S105  opens nothing but practice data


@dataclass(slots=True)
class Central:
    """May be stopped and started; it comes back on the same port."""

    data: Path
    practice: Practice
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        port_file = self.data / "port"
        port_file.unlink(missing_ok=True)
        command = [sys.executable, "-m", "mailroom.backend", "--data", str(self.data), "serve"]
        command += ["--port", str(self.port), "--port-file", str(port_file)]
        with (self.data / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE_S
        while not port_file.exists():
            assert time.monotonic() < deadline, (self.data / "log").read_text()
            assert self.process.poll() is None, (self.data / "log").read_text()
            time.sleep(0.02)
        self.port = int(port_file.read_text())

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def central(folder: Path, companies: int = 40, *, furnished: bool = False) -> Central:
    """Seeded and not yet started. The secret is `practice`; `furnished` has an archive."""
    settings = BackendSettings(data=folder)
    folder.mkdir(parents=True, exist_ok=True)
    filled = seed(settings, companies=companies, secret=SECRET, furnished=furnished)
    return Central(folder, filled)
