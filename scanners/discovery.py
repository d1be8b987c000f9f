"""Finds scanners, in a child process: a search may hang, crash, or take seconds."""

from dataclasses import dataclass
from pathlib import Path

from scanners.api import ScannerInfo, Situation
from scanners.child_link import ChildDied, ChildLink, ChildSilent
from scanners.messages import DeviceSeen, Ended, ListDevices
from scanners.sane.naming import stable_name
from scanners.sane.quirks import backend_of


@dataclass(frozen=True, slots=True)
class FoundScanner:
    """`device` is what SANE calls it today; `info.id` is what it is called for ever."""

    info: ScannerInfo
    device: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was found until the search ended; `trouble` says why it ended early, if it did."""

    found: tuple[FoundScanner, ...]
    trouble: Situation | None = None
    detail: str = ""


def find_scanners(
    sane_config_dir: Path | None = None, *, timeout_s: float = 20.0, local_only: bool = False
) -> Search:
    """Ask SANE which devices there are; `timeout_s` is the longest silence waited for."""
    found: list[FoundScanner] = []
    with ChildLink(sane_config_dir) as child:
        child.send(ListDevices(local_only=local_only))
        while True:
            try:
                report = child.receive(timeout_s)
            except ChildSilent as silence:
                return Search(tuple(found), Situation.SCANNER_STALLED, str(silence))
            except ChildDied as death:
                return Search(tuple(found), Situation.SCANNER_FAILED, str(death))
            if isinstance(report, DeviceSeen):
                found.append(_found(report))
            elif isinstance(report, Ended):
                trouble = report.situation
                return Search(
                    tuple(found),
                    None if trouble is Situation.FEEDER_EMPTY else trouble,
                    report.detail,
                )


def _found(seen: DeviceSeen) -> FoundScanner:
    label = " ".join(word for word in (seen.vendor, seen.model) if word) or seen.name
    backend = backend_of(seen.name)
    return FoundScanner(ScannerInfo(stable_name(seen), label, backend), seen.name)
