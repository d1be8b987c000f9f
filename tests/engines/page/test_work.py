"""Reading a page: the text and what follows from it, kept durably, and never silently without."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from mailroom.domain.errors import UnreadableImage
from mailroom.domain.pagework import PageWork
from mailroom.engines.page import reading as page_reading
from mailroom.engines.page import work as page_work
from mailroom.engines.page.care import binarised
from mailroom.engines.page.orientation import pose_of
from mailroom.engines.page.record import image_file, read_layer
from mailroom.engines.page.text import ReadingTooSlow, read_lines
from mailroom.engines.page.work import read_page
from mailroom.engines.pixels.ink import see
from tests.engines.paper import DPI, SCANS, Paper, page, scan, truth

NAMES = sorted({file.stem for file in SCANS.iterdir()})


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageWork]:
    folder = tmp_path_factory.mktemp("works")
    return {name: read_page(page(scan(name)), folder) for name in NAMES}


def _error_share(wanted: str, text: str) -> float:
    """Edits needed to find every line somewhere in the text, whatever the order of columns."""
    lines = [" ".join(line.split()) for line in wanted.splitlines() if len(line) > 2]
    found = " ".join(text.split())
    errors = 0
    for line in lines:
        place = fuzz.partial_ratio_alignment(line, found)
        window = found[place.dest_start : place.dest_end] if place else ""
        errors += min(Levenshtein.distance(line, window), len(line))
    return errors / sum(map(len, lines))


@pytest.mark.parametrize(
    ("name", "floor"),
    [("contract", 0.005), ("lease_turned", 0.01), ("invoice", 0.025), ("statement_turned", 0.02)],
)
def test_the_text_is_what_stands_there(works: dict[str, PageWork], name: str, floor: float):
    assert _error_share(truth(name), works[name].text) <= floor


def test_signs_the_swedish_model_lacks_are_recovered(works: dict[str, PageWork]):
    assert "25 %" in works["invoice"].text
    assert works["contract"].text.count("§") == 2
    assert "#41#" in works["invoice"].text
    assert "À-pris" in works["invoice"].text


def test_turned_pages_are_turned_and_straightened(works: dict[str, PageWork]):
    turns = {name: works[name].turned_deg for name in NAMES if not works[name].blank}
    assert turns == {"contract": 0, "lease_turned": 180, "invoice": 0, "statement_turned": 180}
    assert works["lease_turned"].skew_deg == pytest.approx(-0.61, abs=0.08)


def test_nothing_is_read_on_blank_sides(works: dict[str, PageWork]):
    assert {name for name in NAMES if works[name].blank} == {
        "blank_showing_through",
        "blank_with_holes",
    }
    assert works["blank_showing_through"].text == ""


def test_places_in_a_set(works: dict[str, PageWork]):
    assert works["contract"].page_of == (2, 3)
    assert works["lease_turned"].page_of == (1, 2)


def test_only_the_address_blocks_number_is_the_recipients(works: dict[str, PageWork]):
    assert works["lease_turned"].recipient_numbers == ("5570828110",)
    assert set(works["lease_turned"].numbers) == {"5570828110", "5574291638"}
    assert works["invoice"].recipient_numbers == ("5576863384",)
    assert "5583810956" in works["invoice"].numbers
    assert works["contract"].recipient_numbers == ()


def test_word_boxes_lie_on_the_kept_image(works: dict[str, PageWork]):
    file = works["lease_turned"].words
    assert file is not None
    layer = read_layer(file)
    words = [word for line in layer.lines for word in line.words]
    assert all(0 <= word.left < word.right <= layer.width_px for word in words)
    assert all(0 <= word.top < word.bottom <= layer.height_px for word in words)
    assert image_file(file).is_file()
    slopes = [
        abs(w.base_right - w.base_left) / (w.right - w.left) for w in words if len(w.text) > 6
    ]
    assert sorted(slopes)[len(slopes) // 2] < 0.004


def test_a_second_call_returns_what_the_first_kept(
    works: dict[str, PageWork], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delattr(page_work, "load")
    work = works["contract"]
    assert work.words is not None
    assert read_page(page(scan("contract")), work.words.parent) == work


def test_a_persons_word_counts_more_than_what_was_kept(tmp_path: Path):
    paper = Paper()
    paper.write("7", (1200, 3300))
    one = page(paper.save(tmp_path / "one.png"))
    assert not read_page(one, tmp_path).blank
    judged = read_page(replace(one, blank=True, turned_deg=180), tmp_path)
    assert judged.blank
    assert (judged.turned_deg, judged.turn_sure, judged.text) == (180, True, "")


def test_a_torn_record_is_made_again(tmp_path: Path):
    paper = Paper()
    paper.write("Kvitto på 25 kronor", (300, 900))
    one = page(paper.save(tmp_path / "one.png"))
    first = read_page(one, tmp_path)
    assert first.words is not None
    whole = first.words.read_bytes()
    first.words.write_bytes(whole[: len(whole) // 2])
    assert read_page(one, tmp_path) == first
    assert json.loads(first.words.read_bytes()) == json.loads(whole)
    assert not list(tmp_path.glob("*.part"))


def test_the_capture_is_never_changed(works: dict[str, PageWork]):
    assert works
    assert page(scan("contract")).sha256.startswith(_sha_prefix())


def _sha_prefix() -> str:
    return page(scan("contract")).sha256[:12]


def test_ocr_that_does_not_finish_is_said_not_swallowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(page_reading, "FULL_LIMIT_S", 0.001)
    monkeypatch.setattr(page_reading, "HALF_LIMIT_S", 0.001)
    work = read_page(page(scan("contract")), tmp_path)
    assert work.unread
    assert work.text == ""
    assert not work.blank


def test_too_little_time_is_its_own_situation():
    pixels = Paper()
    pixels.write("Hej hej hej\n" * 40, (200, 200))
    mono = binarised(pixels.pixels())
    with pytest.raises(ReadingTooSlow):
        read_lines(mono, 300, limit_s=0.001)
    assert read_lines(mono, 300, limit_s=60)


def test_a_torn_image_is_unreadable(tmp_path: Path):
    torn = tmp_path / "torn.png"
    torn.write_bytes(scan("contract").read_bytes()[:5000])
    with pytest.raises(UnreadableImage):
        read_page(page(torn), tmp_path)


def test_print_whose_shape_looks_reversed_is_read_the_right_way_up(tmp_path: Path):
    """Signs that fall below the line and none that rise above it: as if upside down."""
    paper = Paper()
    paper.write("gener sommar pengar svamp sagor\npressar svarar genom morgonen\n" * 8, (300, 500))
    pixels = paper.pixels()
    assert pose_of(pixels, see(pixels, DPI), DPI, None).turned_deg == 180
    work = read_page(page(paper.save(tmp_path / "page.png")), tmp_path)
    assert (work.turned_deg, work.turn_sure) == (0, True)
    assert "pressar svarar genom morgonen" in work.text
