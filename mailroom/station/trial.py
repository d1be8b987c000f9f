"""A trial page: one sheet through the feeder that belongs to no item and to no count."""

import shutil
import time
from pathlib import Path

from mailroom.domain.batches import BatchMode
from mailroom.domain.events import TrialScanned
from mailroom.domain.health import TrialPage
from mailroom.domain.pages import PageFlag
from mailroom.spool.files import make_folder
from mailroom.station.profiles import Profile
from scanners.api import BatchEnded, PageScanned, Scanner, Situation

_WELL = frozenset({Situation.FEEDER_EMPTY, Situation.STOPPED})


def scan_trial(scanner: Scanner, profile: Profile, folder: Path) -> TrialScanned:
    """Feed one sheet with the profile's settings; pictures of an earlier one are thrown away.

    `seconds` run from the order to the last durable side.
    """
    shutil.rmtree(folder, ignore_errors=True)
    make_folder(folder)
    request = profile.request(folder, BatchMode.CONTENTS, duplex=profile.duplex)
    pages: list[TrialPage] = []
    began = last = time.monotonic()
    situation: Situation | None = Situation.SCANNER_FAILED
    for event in scanner.scan(request):
        if isinstance(event, PageScanned):
            pages.append(_page(event))
            last = time.monotonic()
            if len(pages) == 1 + profile.duplex:
                scanner.stop()
        elif isinstance(event, BatchEnded):
            situation = None if pages and event.situation in _WELL else event.situation
    said = situation.value if situation else None
    return TrialScanned(tuple(pages), last - began, said)


def _page(event: PageScanned) -> TrialPage:
    return TrialPage(
        file=event.file,
        width_px=event.width_px,
        height_px=event.height_px,
        dpi=event.dpi,
        flags=tuple(PageFlag(finding.value) for finding in event.findings),
        streaks_mm=event.streaks_mm,
    )
