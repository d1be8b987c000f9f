"""Rows to frozen domain values and back."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from mailroom.domain.batches import Batch, BatchMode, BatchState
from mailroom.domain.decisions import Decision, Doubt
from mailroom.domain.evidence import Evidence
from mailroom.domain.items import Document, Hold, Item, ItemState, Receipt, Tray
from mailroom.domain.pages import Page, PageFlag, PageRole, Sheet, SheetPlace
from mailroom.spool.codec import Codec
from mailroom.spool.tables import BatchRow, ItemRow, PageRow, SheetRow, TrayRow

V = TypeVar("V")

_FIXED_NUMBER = {PageRole.FACE: 0, PageRole.BACK: -1}


class Mapping:
    """The values that have tables of their own become rows, the others JSON."""

    def __init__(self, codec: Codec) -> None:
        self.codec = codec

    def item(self, row: ItemRow, tray: TrayRow) -> Item:
        return Item(
            id=row.id,
            scan_id=row.scan_id,
            tray=tray_of(tray),
            state=ItemState(row.state),
            sheets=self._sheets(row.sheets),
            closed=row.closed,
            evidence=self._read(Evidence, row.evidence),
            decision=self._read(Decision, row.decision),
            doubt=self._read(Doubt, row.doubt),
            hold=self._read(Hold, row.hold),
            document=self._read(Document, row.document),
            release_at=time_of(row.release_at),
            receipt=self._read(Receipt, row.receipt),
            revision=row.revision,
            operator=row.operator,
            captured_at=time_of(row.captured_at),
            withdrawn_at=time_of(row.withdrawn_at),
        )

    def store(self, item: Item, row: ItemRow) -> None:
        """Write what a stage or a person may change; sheets and images are capture's alone."""
        row.state, row.closed = item.state.value, item.closed
        row.evidence = self._text(item.evidence)
        row.decision = self._text(item.decision)
        row.doubt, row.hold = self._text(item.doubt), self._text(item.hold)
        row.document, row.receipt = self._text(item.document), self._text(item.receipt)
        row.release_at = item.release_at and time_text(item.release_at)
        row.withdrawn_at = item.withdrawn_at and time_text(item.withdrawn_at)
        found = {page.id: page for page in item.pages}
        places = {sheet.id: sheet.place for sheet in item.sheets}
        for sheet in row.sheets:
            sheet.place = places[sheet.id].value
            for page in sheet.pages:
                if page.id in found:
                    page.blank, page.turned_deg = found[page.id].blank, found[page.id].turned_deg
                    page.flags = flags_text(found[page.id].flags, found[page.id].streaks_mm)

    def batch(self, row: BatchRow) -> Batch:
        return Batch(
            id=row.id,
            tray=row.tray,
            mode=BatchMode(row.mode),
            folder=self.codec.path(row.folder),
            duplex=row.duplex,
            dpi=row.dpi,
            operator=row.operator,
            begun_at=dt.datetime.fromisoformat(row.begun_at),
            item=row.item,
            sheet=row.sheet,
            state=BatchState(row.state),
            situation=row.situation,
            expected=row.expected,
            imprint=row.imprint,
        )

    def page(self, row: PageRow, number: int) -> Page:
        return Page(
            id=row.id,
            role=PageRole(row.role),
            number=number,
            image=self.codec.path(row.file),
            sha256=row.sha256,
            width_px=row.width_px,
            height_px=row.height_px,
            dpi=row.dpi,
            blank=row.blank,
            turned_deg=row.turned_deg,
            flags=tuple(PageFlag(word) for word in row.flags.split() if word.isidentifier()),
            streaks_mm=tuple(float(word) for word in row.flags.split() if not word.isidentifier()),
        )

    def _sheets(self, rows: list[SheetRow]) -> tuple[Sheet, ...]:
        sheets: list[Sheet] = []
        content = 0
        for row in rows:
            pages: list[Page] = []
            for page in current_pages(row):
                role = PageRole(page.role)
                content += role is PageRole.CONTENT
                pages.append(self.page(page, _FIXED_NUMBER.get(role, content)))
            sheets.append(Sheet(row.id, row.number, SheetPlace(row.place), tuple(pages)))
        return tuple(sheets)

    def _read(self, wanted: type[V], text: str | None) -> V | None:
        return None if text is None else self.codec.from_text(wanted, text)

    def _text(self, value: object | None) -> str | None:
        return None if value is None else self.codec.to_text(value)


def current_pages(sheet: SheetRow) -> list[PageRow]:
    """The pages of the run that the sheet stands for now; earlier captures stay as proof."""
    return [page for page in sheet.pages if (page.batch, page.fed) == (sheet.batch, sheet.fed)]


def flags_text(flags: Sequence[PageFlag], streaks_mm: Sequence[float]) -> str:
    return " ".join([*flags, *(str(place) for place in streaks_mm if flags)])


def tray_of(row: TrayRow) -> Tray:
    return Tray(row.id, row.arrived_on, row.postal_operator, row.expected)


def time_text(moment: dt.datetime) -> str:
    """UTC with microseconds, so that text order is time order."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def time_of(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
