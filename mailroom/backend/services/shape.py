"""What a manifest must agree on with itself, before anything is looked up."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.workdays import FIRST_YEAR, LAST_YEAR
from mailroom.wire import ItemMessage, PageMessage

MACHINE: Final = "machine"
_SIDES = 2
_LARGEST = 1_000_000
_WITH_CODES = 2
_QUARTERS: Final = frozenset({0, 90, 180, 270})

_AWAY: Final = frozenset({"return_to_sender", "to_postal_operator", "review"})
ROUTES: Final[Mapping[str, frozenset[str]]] = {
    "scannable": frozenset({"open_and_scan"}),
    "unscannable": _AWAY | {"forward"},
    "marketing": frozenset({"destroy", "review"}),
    "unreadable": _AWAY,
    "not_a_customer": _AWAY,
    "agreement_ended": _AWAY | {"destroy"},
}
"""Where paper of each category may go (R18-R24, R39, R43-R46, G2)."""


def check(message: ItemMessage) -> None:
    """Raises Refused(VALIDATION, DOCUMENT, PAGES, ROUTE, REASON or RECIPIENT)."""
    _check_values(message)
    _check_route(message)
    _check_blobs(message)
    _check_pages(message)


def contents(message: ItemMessage) -> list[PageMessage]:
    """The pages that were inside, in paper order."""
    return [page for page in message.pages if page.role == "content"]


def _check_values(message: ItemMessage) -> None:
    """What the wire's types let through and no table can hold."""
    for instant in (message.captured_at, message.decision.decided_at):
        if instant.tzinfo is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
            raise Refused(Why.VALIDATION, "A time has no zone, or a year that cannot be right.")
    for page in message.pages:
        for value in (page.number, page.sheet, page.width_px, page.height_px, page.dpi):
            if abs(value) > _LARGEST:
                raise Refused(Why.VALIDATION, "A number of a page is larger than any page.")
        if page.turned_deg not in _QUARTERS:
            raise Refused(Why.VALIDATION, "A page is turned by something else than quarters.")
        _check_codes(page, message.version)
    if max(message.sheet_count, message.tray.expected or 0) > _LARGEST:
        raise Refused(Why.VALIDATION, "A count is larger than any tray.")


def _check_codes(page: PageMessage, version: int) -> None:
    if page.codes and version < _WITH_CODES:
        raise Refused(Why.VALIDATION, "A manifest of this version names no codes.")
    for code in page.codes:
        inside = code.left_px + code.width_px <= code.page_width_px
        if not (inside and code.top_px + code.height_px <= code.page_height_px):
            raise Refused(Why.VALIDATION, "A code lies outside its page.")


def _check_route(message: ItemMessage) -> None:
    decision = message.decision
    if decision.route not in ROUTES[decision.category]:
        raise Refused(Why.ROUTE, f"An item that is {decision.category} cannot go that way.")
    if (decision.category == "unscannable") != (decision.reason is not None):
        raise Refused(Why.REASON, "Unscannable items, and only they, carry one of five reasons.")
    if decision.category == "scannable" and message.recipient is None:
        raise Refused(Why.RECIPIENT, "A letter needs a recipient.")
    if decision.route == "forward" and message.recipient is None:
        raise Refused(Why.RECIPIENT, "An item that is forwarded needs a recipient.")


def _check_blobs(message: ItemMessage) -> None:
    if message.decision.category == "scannable":
        if message.document is None or message.document.media_type != "application/pdf":
            raise Refused(Why.DOCUMENT, "A scanned letter needs its document, a PDF.")
    elif message.document is not None:
        raise Refused(Why.DOCUMENT, "An item that was not opened has no document.")
    elif message.face is None:
        raise Refused(Why.DOCUMENT, "An item that was not opened needs the picture of its face.")
    if message.face is not None and message.face.media_type != "image/jpeg":
        raise Refused(Why.DOCUMENT, "The picture of the face must be a JPEG.")


def _check_pages(message: ItemMessage) -> None:
    numbers = [page.number for page in contents(message)]
    if numbers != list(range(1, len(numbers) + 1)):
        raise Refused(Why.PAGES, "The pages must be numbered from 1, in order, none missing.")
    if numbers and message.decision.category != "scannable":
        raise Refused(Why.PAGES, "An item that was not opened has no pages inside.")
    outside = Counter(page.role for page in message.pages if page.role != "content")
    if not message.pages or any(count > 1 for count in outside.values()):
        raise Refused(Why.PAGES, "An item has at least one page, one face and one back at most.")
    sides = Counter(page.sheet for page in message.pages)
    if max(sides.values()) > _SIDES:
        raise Refused(Why.PAGES, "A sheet has two sides at most.")
    if len(sides) != message.sheet_count:
        raise Refused(Why.PAGES, "The pages are of another number of sheets than was counted.")
