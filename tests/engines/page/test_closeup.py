"""What Tesseract is shown of a page: all of its print, and words come back to where they stand."""

import numpy as np

from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.page.closeup import close_up
from tests.engines.paper import DPI

_PAPER = 255


def _page(*rows: tuple[int, int], shade: int = 0) -> np.ndarray:
    page = np.full((3508, 2480), _PAPER, dtype=np.uint8)
    for top, bottom in rows:
        page[top:bottom, 400:1900] = shade
    return page


def _word(top: int, bottom: int) -> Word:
    return Word("ord", 30, top, 90, bottom, bottom, bottom, 90.0)


def test_margins_and_long_gaps_are_left_out_and_all_print_is_kept() -> None:
    page = _page((300, 340), (360, 400), (3000, 3040), shade=200)
    view = close_up(page, _PAPER, DPI)
    assert view.pixels.shape[0] < 400
    assert view.pixels.shape[1] < 1600
    assert (view.pixels == 200).sum() == (page == 200).sum()


def test_a_short_gap_stays_as_wide_as_it_is() -> None:
    view = close_up(_page((300, 340), (430, 470)), _PAPER, DPI)
    assert np.all(np.diff(view.rows) == 1)


def test_words_stand_where_their_print_is() -> None:
    view = close_up(_page((300, 340), (3000, 3040)), _PAPER, DPI)
    inked = np.flatnonzero((view.pixels == 0).any(axis=1))
    first, last = int(inked[0]), int(inked[-1]) + 1
    lines = view.on_page((Line((_word(first, first + 40), _word(last - 40, last))),))
    assert [(word.top, word.bottom) for word in lines[0].words] == [(300, 340), (3000, 3040)]
    assert lines[0].words[0].left == view.left + 30


def test_specks_do_not_keep_an_empty_page_open_and_an_empty_page_is_shown_whole() -> None:
    page = _page((300, 340))
    page[2000::97, ::89] = 0
    assert close_up(page, _PAPER, DPI).pixels.shape[0] < 200
    empty = _page()
    assert close_up(empty, _PAPER, DPI).pixels.shape == empty.shape
