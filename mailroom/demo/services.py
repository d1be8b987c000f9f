"""The other programs of a demonstration: the backend and the practice feeder, on loopback."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from mailroom.backend.practice import seed
from mailroom.backend.settings import BackendSettings
from mailroom.demo.tray import PaperSheet
from mailroom.settings import Feeder, StationSettings
from scanners.practice.sane_config import sane_device_name

PATIENCE_S = 60.0
FAULTS = ("jam", "double_feed", "cover_open", "mispick", "drop")
"""What a trainer can order: a jam, two sheets at once, the cover, slipping rollers, a dead line."""
_ENDING_S = 10.0


class ServiceMissing(Exception):
    """A program of the demonstration did not come up; the message names it and its log."""


@dataclass(frozen=True, slots=True)
class PracticeHopper:
    """The practice feeder's hopper, reached over its own control address."""

    url: str

    def load(self, sheets: Sequence[PaperSheet]) -> None:
        """Lay sheets behind those already waiting. Raises OSError when the feeder is gone."""
        told = [
            {"front": str(sheet.front.resolve())}
            | ({"back": str(sheet.back.resolve())} if sheet.back else {})
            for sheet in sheets
        ]
        self._told("load", {"sheets": told})

    def order_fault(self, kind: str, sheet: int) -> None:
        """Trouble of one of `FAULTS` at the sheet so many from now, from 1. Raises OSError."""
        fed = self.standing().fed
        self._told("fault", {"kind": kind, "sheet": fed + sheet})

    def put_right(self) -> None:
        """Open the cover, take stuck paper out, close it. Raises OSError."""
        self._told("clear", {})

    def lay_back(self, sheets: int) -> None:
        """The uppermost sheets of the output tray go first in the hopper. Raises OSError."""
        self._told("refeed", {"count": sheets})

    def standing(self) -> "HopperStanding":
        """Raises OSError when the feeder is gone."""
        told = self._told("state", {})
        return HopperStanding(
            waiting=int(told["hopper"]), fed=int(told["fed"]), out=int(told["output"])
        )

    def _told(self, verb: str, fields: dict[str, object]) -> dict[str, Any]:
        body = json.dumps(fields).encode()
        request = Request(f"{self.url}/ctl/{verb}", body, {"Content-Type": "application/json"})  # noqa: S310  our own loopback address
        with urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
            return json.load(answer)


@dataclass(frozen=True, slots=True)
class HopperStanding:
    """Sheets waiting, sheets that have left since the start, sheets in the output tray."""

    waiting: int
    fed: int
    out: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Everything a demonstration runs on; can be handed to another program as a file."""

    settings: StationSettings
    hopper: PracticeHopper
    mailbox_url: str
    user: str
    secret: str

    def write(self, file: Path) -> None:
        told = {
            "settings": self.settings.model_dump(mode="json"),
            "hopper": self.hopper.url,
            "mailbox_url": self.mailbox_url,
            "user": self.user,
            "secret": self.secret,
        }
        file.touch(mode=0o600)
        file.write_text(json.dumps(told), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> "Rehearsal":
        """Raises OSError, ValueError, KeyError when the file is not one that `write` wrote."""
        told = json.loads(file.read_text(encoding="utf-8"))
        return cls(
            settings=StationSettings(**told["settings"]),
            hopper=PracticeHopper(told["hopper"]),
            mailbox_url=told["mailbox_url"],
            user=told["user"],
            secret=told["secret"],
        )


@contextmanager
def rehearsal(workspace: Path, *, release_delay_s: float) -> Generator[Rehearsal]:
    """Both programs, up and answering; both end with the context. Raises ServiceMissing."""
    workspace.mkdir(parents=True, exist_ok=True)
    practice = seed(BackendSettings(data=workspace / "backend"))
    with practice_backend(workspace) as backend_url, _feeder(workspace) as feeder_url:
        settings = StationSettings(
            station=practice.station,
            workspace=workspace / "station",
            backend_url=backend_url,
            key_file=practice.key_file,
            release_delay_s=release_delay_s,
            feeders=(_practice_feeder(workspace),),
        )
        yield Rehearsal(
            settings=settings,
            hopper=PracticeHopper(feeder_url),
            mailbox_url=backend_url,
            user=practice.operators[0],
            secret=practice.secret,
        )


def _practice_feeder(workspace: Path) -> Feeder:
    return Feeder(
        id="practice",
        label="Practice feeder",
        driver="sane",
        device=sane_device_name(),
        sane_config=workspace / "sane",
    )


@contextmanager
def practice_backend(workspace: Path) -> Generator[str]:
    """Over the data seeded in the workspace; yields its address. Raises ServiceMissing."""
    port_file = workspace / "backend.port"
    port_file.unlink(missing_ok=True)
    command = ["-m", "mailroom.backend", "--data", str(workspace / "backend"), "serve"]
    command += ["--port", "0", "--port-file", str(port_file)]
    with _program("backend", command, workspace) as program:
        _until(port_file.exists, program, "backend", workspace)
        yield f"http://127.0.0.1:{port_file.read_text().strip()}"


@contextmanager
def _feeder(workspace: Path) -> Generator[str]:
    command = ["-m", "scanners.practice", "--sane-config", str(workspace / "sane")]
    with _program("feeder", command, workspace) as program:
        answered = workspace / "feeder.out"
        _until(lambda: answered.read_text().endswith("\n"), program, "feeder", workspace)
        yield answered.read_text().strip().removesuffix("/").removesuffix("/eSCL")


@contextmanager
def _program(name: str, command: list[str], workspace: Path) -> Generator[subprocess.Popen[bytes]]:
    """One of our own programs, its words in files of the workspace, ended with the context."""
    with (
        (workspace / f"{name}.out").open("wb") as out,
        (workspace / f"{name}.log").open("wb") as log,
        subprocess.Popen([sys.executable, *command], stdout=out, stderr=log) as program,  # noqa: S603  our own modules
    ):
        try:
            yield program
        finally:
            program.terminate()
            try:
                program.wait(_ENDING_S)
            except subprocess.TimeoutExpired:
                program.kill()


def _until(
    ready: Callable[[], bool], program: subprocess.Popen[bytes], name: str, workspace: Path
) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not ready():
        if program.poll() is not None or time.monotonic() > deadline:
            raise ServiceMissing(f"the {name} did not start; see {workspace / name}.log")
        time.sleep(0.05)
