"""Runs batches and sums up what came of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scanners.api import (
    BatchEnded,
    BatchEvent,
    BatchRequest,
    Mode,
    PageScanned,
    Scanner,
    SheetFeeding,
    Source,
)
from tests.scanners.pages import read_page

WIDTH_MM, HEIGHT_MM = 90.0, 70.0
"""A window larger than the test pages, so that there is padding to cut."""


def request(
    folder: Path, source: Source = Source.FEEDER, mode: Mode = Mode.GREY, **more: object
) -> BatchRequest:
    defaults: dict[str, object] = {
        "width_mm": WIDTH_MM,
        "height_mm": HEIGHT_MM,
        "page_timeout_s": 20.0,
    }
    return BatchRequest(folder, source, mode, **{**defaults, **more})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Batch:
    events: tuple[BatchEvent, ...]

    @property
    def pages(self) -> list[PageScanned]:
        return [event for event in self.events if isinstance(event, PageScanned)]

    @property
    def asked(self) -> list[int]:
        return [event.sheet for event in self.events if isinstance(event, SheetFeeding)]

    @property
    def numbers(self) -> list[int | None]:
        return [read_page(page.file) for page in self.pages]

    @property
    def ended(self) -> BatchEnded:
        ends = [event for event in self.events if isinstance(event, BatchEnded)]
        assert len(ends) == 1
        assert self.events[-1] is ends[0]
        return ends[0]


def batch(events: Iterable[BatchEvent]) -> Batch:
    return Batch(tuple(events))


def run(scanner: Scanner, asked: BatchRequest) -> Batch:
    return batch(scanner.scan(asked))
