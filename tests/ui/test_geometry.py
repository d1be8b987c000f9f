"""Boxes stay on their letters however the page is turned."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.pages import Box, Page, PageRole
from ui.geometry import Size, fitted, grown, upright_box, upright_size

sides = st.integers(200, 5000)


def page(width: int, height: int, turned: int) -> Page:
    return Page("p", PageRole.FACE, 0, Path("p.jpg"), "", width, height, 300, turned_deg=turned)


@given(sides, sides, st.sampled_from([0, 90, 180, 270]), st.data())
def test_an_upright_box_lies_on_the_upright_page(
    width: int, height: int, turned: int, data: st.DataObject
):
    x = data.draw(st.integers(0, width - 100))
    y = data.draw(st.integers(0, height - 100))
    box = Box(x, y, 60, 30)
    turned_page = page(width, height, turned)
    there, whole = upright_box(box, turned_page), upright_size(turned_page)
    assert there.x >= 0
    assert there.y >= 0
    assert there.x + there.width <= whole.width
    assert there.y + there.height <= whole.height
    assert {there.width, there.height} == {60, 30}


def test_a_quarter_turn_clockwise_takes_the_top_left_to_the_top_right():
    assert upright_box(Box(0, 0, 10, 5), page(100, 200, 90)) == Box(195, 0, 5, 10)
    assert upright_box(Box(0, 0, 10, 5), page(100, 200, 180)) == Box(90, 195, 10, 5)
    assert upright_box(Box(0, 0, 10, 5), page(100, 200, 270)) == Box(0, 90, 5, 10)


@given(sides, sides, sides, sides)
def test_fitted_fits(width: int, height: int, wide: int, high: int):
    size = fitted(Size(width, height), Size(wide, high))
    assert size.width <= wide
    assert size.height <= high


def test_a_grown_box_stays_on_the_page():
    assert grown(Box(5, 5, 10, 10), 20, page(100, 30, 0)) == Box(0, 0, 35, 30)
