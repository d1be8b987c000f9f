"""What was read on the pages of a letter's document, in the document's order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.mail import PageCodeRow, PageRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.model.tenants import LetterTextRow
from mailroom.domain.pages import Box, PageCode, PageRole

_ORDER: Final = (PageRole.CONTENT, PageRole.FACE, PageRole.BACK)
"""The letter first, then its envelope, whose back is left out when it is blank."""


@dataclass(frozen=True, slots=True)
class CodeOnPage:
    """`page` is the document's, from 1."""

    page: int
    code: PageCode


@dataclass(frozen=True, slots=True)
class LetterPages:
    """`texts` is empty when it cannot be told which text belongs to which page."""

    texts: tuple[str, ...] = ()
    codes: tuple[CodeOnPage, ...] = ()


def read_on(session: Session, letter: LetterRow) -> LetterPages:
    """Nothing for a letter whose text is no more."""
    if letter.item is None:
        written = select(LetterTextRow.text).where(LetterTextRow.letter == letter.key)
        return LetterPages(tuple(session.scalars(written.order_by(LetterTextRow.position))))
    rows = select(PageRow).where(PageRow.item == letter.item).order_by(PageRow.position)
    pages = in_document(session.scalars(rows).all(), letter.page_count)
    at = {page.position: number for number, page in enumerate(pages, 1)}
    drawn = select(PageCodeRow).where(PageCodeRow.item == letter.item)
    ordered = drawn.order_by(PageCodeRow.position, PageCodeRow.place)
    codes = [row for row in session.scalars(ordered) if row.position in at]
    return LetterPages(
        tuple(page.text for page in pages),
        tuple(CodeOnPage(at[row.position], _code(row)) for row in codes),
    )


def in_document(pages: Sequence[PageRow], count: int) -> list[PageRow]:
    """Those of an item's sides that are the document's pages; none when they cannot be told."""
    ordered = [page for role in _ORDER for page in pages if page.role == role]
    letter = sum(page.role == PageRole.CONTENT for page in pages)
    return ordered[:count] if letter <= count <= len(ordered) else []


def _code(row: PageCodeRow) -> PageCode:
    box = Box(row.left_px, row.top_px, row.width_px, row.height_px)
    return PageCode(row.text, box, row.page_width_px, row.page_height_px)
