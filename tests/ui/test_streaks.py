"""The trail of a dirty glass: the same place on the same side, from the first sheet that has it."""

from dataclasses import replace

from mailroom.domain.items import Item, ItemState
from mailroom.domain.pages import Page, PageFlag
from ui.rehearsal.scenes import clear
from ui.streaks import Trail, trail


def struck(item: Item, scan_id: str, sheet: int, side: int, place_mm: float) -> tuple[Item, Page]:
    page = replace(item.sheets[sheet].pages[side], flags=(PageFlag.STREAK,), streaks_mm=(place_mm,))
    sheets = list(item.sheets)
    pages = list(sheets[sheet].pages)
    pages[side] = page
    sheets[sheet] = replace(sheets[sheet], pages=tuple(pages))
    return replace(item, scan_id=scan_id, sheets=tuple(sheets)), page


def test_it_is_followed_back_to_the_first_sheet_on_its_side() -> None:
    mail = clear(5, ItemState.RELEASING)
    first, _ = struck(mail, "D-1", 1, 0, 62.1)
    other_side, _ = struck(mail, "D-2", 1, 1, 63.0)
    elsewhere, _ = struck(mail, "D-0", 1, 0, 90.0)
    between, _ = struck(mail, "D-3", 1, 0, 64.0)
    last, page = struck(mail, "D-4", 1, 0, 63.0)
    # Pages of one scan have ids of their own; here they are copies of one letter's.
    page = replace(page, id="the last")
    last = replace(
        last,
        sheets=tuple(
            replace(one, pages=tuple(page if p.streaks_mm else p for p in one.pages))
            for one in last.sheets
        ),
    )

    found = trail((last, elsewhere, between, other_side, first), page)

    assert found == Trail(63.0, back=False, since=("D-1", first.sheets[1].number), also=("D-3",))


def test_a_clean_page_has_none() -> None:
    mail = clear(5, ItemState.RELEASING)
    assert trail((mail,), mail.contents[0]) is None
