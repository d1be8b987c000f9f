"""How fast the whole chain is, and where its time goes, beside `tesseract` run page by page."""

import os
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from statistics import median

from mailroom.bench.figures import Figure, show
from mailroom.demo.operator import PracticeOperator, PracticeRun
from mailroom.demo.services import rehearsal
from mailroom.demo.tray import PracticeTray, read_tray
from mailroom.domain.events import Event, ItemChanged
from mailroom.domain.items import ItemState
from mailroom.settings import resources
from mailroom.station.wiring import build_station

ROUNDS = 3
_STEPS = {
    ItemState.CAPTURED: "read_face_s",
    ItemState.READ: "decide_s",
    ItemState.FILLED: "document_s",
    ItemState.RELEASING: "seal_s",
    ItemState.SENDING: "deliver_s",
}
"""The work that ends each state, as seen from outside: waiting for a worker is part of it."""


class Clock:
    """Listens to a station and notes how long items stay in each state."""

    def __init__(self) -> None:
        self.stays: dict[ItemState, list[float]] = defaultdict(list)
        self._since: dict[str, tuple[ItemState, float]] = {}

    def hear(self, event: Event) -> None:
        if not isinstance(event, ItemChanged):
            return
        now, item = time.monotonic(), event.item
        before = self._since.get(item.id)
        if before is None or before[0] is not item.state:
            if before is not None:
                self.stays[before[0]].append(now - before[1])
            self._since[item.id] = (item.state, now)


def run(json: Path | None) -> int:
    """The practice tray through feeder, station and backend, `ROUNDS` times, and the peer each."""
    tray = read_tray(resources() / "samples" / "tray")
    clock = Clock()
    items: list[float] = []
    pages: list[float] = []
    peers: list[float] = []
    for _ in range(ROUNDS):
        worked = _work(tray, clock)
        minutes = worked.seconds / 60
        items.append(len(worked.handled) / minutes)
        pages.append(sum(len(e.item.pages) for e in worked.handled if e.item) / minutes)
        peers.append(_peer_pages_per_minute(tray))
    figures = [
        Figure("items_per_minute", median(items)),
        Figure("pages_per_minute", median(pages), peer="tesseract per page", other=median(peers)),
        *(Figure(name, median(clock.stays[state])) for state, name in _STEPS.items()),
    ]
    show("chain: the practice tray, feeder to mailbox", figures, json)
    return 0


def _work(tray: PracticeTray, clock: Clock) -> PracticeRun:
    with (
        tempfile.TemporaryDirectory(prefix="mailroom-bench-") as folder,
        # No delay before the upload: it is a courtesy to operators, not work.
        rehearsal(Path(folder), release_delay_s=0.0) as stage,
        closing(build_station(stage.settings)) as station,
    ):
        station.subscribe(clock.hear)
        operator = PracticeOperator(station, stage.hopper, tray, lambda _: None)
        return operator.work(stage.user, stage.secret)


def _peer_pages_per_minute(tray: PracticeTray) -> float:
    """What a script would do: one searchable PDF per page, one page after the other."""
    sides = list(_content_sides(tray))
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number, side in enumerate(sides):
            command = ["tesseract", str(side), f"{folder}/{number}", "-l", "swe+eng", "pdf"]
            environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
            subprocess.run(command, env=environment, capture_output=True, check=True)  # noqa: S603
    return 60 * len(sides) / (time.monotonic() - began)


def _content_sides(tray: PracticeTray) -> Iterable[Path]:
    for item in tray.items:
        for sheet in item.contents:
            yield from (side for side in (sheet.front, sheet.back) if side)
