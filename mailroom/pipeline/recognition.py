"""Recognition: the face is read in a worker, before anything that has not begun."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from mailroom.domain.errors import BytesChanged, RegisterStale, UnreadableImage
from mailroom.domain.items import Item, ItemState
from mailroom.domain.pages import Page, PageRole
from mailroom.pipeline.integrity import is_untouched
from mailroom.pipeline.ports import FaceReader, Workers


class RegisterFile(Protocol):
    """Today's register as a file that workers can load; None before the first one came."""

    @property
    def file(self) -> Path | None: ...


@dataclass(frozen=True, slots=True)
class Recognition:
    """CAPTURED -> READ. Raises what the reader raises, WorkerLost, BytesChanged, RegisterStale."""

    workers: Workers
    read_face: FaceReader
    register: RegisterFile

    def __call__(self, item: Item) -> Item:
        face, back = item.face, _back(item)
        if face is None:
            raise UnreadableImage("no face")
        if self.register.file is None:
            raise RegisterStale("none yet")
        if not all(is_untouched(page) for page in (face, back) if page):
            raise BytesChanged("face")
        reading = self.workers.submit_urgent(self.read_face, face, back, self.register.file)
        evidence = reading.result()
        sheets = tuple(
            replace(
                sheet,
                pages=tuple(
                    replace(page, turned_deg=evidence.turned_deg) if page.id == face.id else page
                    for page in sheet.pages
                ),
            )
            for sheet in item.sheets
        )
        return replace(item, state=ItemState.READ, evidence=evidence, sheets=sheets)


def _back(item: Item) -> Page | None:
    return next((page for page in item.pages if page.role is PageRole.BACK), None)
