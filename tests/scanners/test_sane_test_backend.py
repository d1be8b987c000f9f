"""SANE's own test backend: every status it can give, and options it takes, clamps or lacks."""

from pathlib import Path

import pytest
from PIL import Image

from scanners.api import Mode, Situation, Source
from scanners.discovery import find_scanners
from scanners.host import SaneScanner
from tests.scanners.batches import request, run


@pytest.mark.parametrize(
    ("status", "situation"),
    [
        ("SANE_STATUS_JAMMED", Situation.PAPER_JAM),
        ("SANE_STATUS_COVER_OPEN", Situation.COVER_OPEN),
        ("SANE_STATUS_DEVICE_BUSY", Situation.SCANNER_BUSY),
        ("SANE_STATUS_IO_ERROR", Situation.SCANNER_FAILED),
        ("SANE_STATUS_NO_MEM", Situation.SCANNER_FAILED),
        ("SANE_STATUS_ACCESS_DENIED", Situation.SCANNER_FAILED),
        ("SANE_STATUS_UNSUPPORTED", Situation.SCANNER_FAILED),
        ("SANE_STATUS_INVAL", Situation.SCANNER_FAILED),
        ("SANE_STATUS_NO_DOCS", Situation.FEEDER_EMPTY),
    ],
)
def test_a_status_in_the_middle_of_a_page_is_its_situation(
    sane_test: SaneScanner, tmp_path: Path, status: str, situation: Situation
) -> None:
    ended = run(sane_test, request(tmp_path / "b", options={"read-return-value": status})).ended

    assert (ended.situation, ended.sheets) == (situation, 0)
    assert status.removeprefix("SANE_STATUS_") in ended.detail


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"page-widht": "210"}, "no option 'page-widht'"),
        ({"int-constraint-range": "100000"}, "192 was taken"),
        ({"hand-scanner": "perhaps"}, "neither yes nor no"),
        ({"read-return-value": "SANE_STATUS_WONDERFUL"}, "refused"),
        ({"depth": "16"}, "16 bits"),
    ],
)
def test_what_the_device_does_not_take_as_asked_is_refused(
    sane_test: SaneScanner, tmp_path: Path, options: dict[str, str], said: str
) -> None:
    test_options = {"enable-test-options": "yes", **options}

    ended = run(sane_test, request(tmp_path / "b", options=test_options)).ended

    assert ended.situation is Situation.OPTION_REFUSED
    assert said in ended.detail
    assert ended.lost_sheets == 0


def test_a_resolution_the_device_clamps_is_refused(sane_test: SaneScanner, tmp_path: Path) -> None:
    ended = run(sane_test, request(tmp_path / "b", dpi=5000)).ended

    assert ended.situation is Situation.OPTION_REFUSED
    assert "1200" in ended.detail


def test_a_source_the_device_lacks_is_refused(sane_test: SaneScanner, tmp_path: Path) -> None:
    ended = run(sane_test, request(tmp_path / "b", Source.FEEDER_DUPLEX)).ended

    assert ended.situation is Situation.OPTION_REFUSED
    assert "Flatbed" in ended.detail


def test_lines_with_gaps_are_refused_not_sheared(sane_test: SaneScanner, tmp_path: Path) -> None:
    ended = run(sane_test, request(tmp_path / "b", options={"ppl-loss": "5"})).ended

    assert ended.situation is Situation.SCANNER_FAILED
    assert "bytes a line" in ended.detail


def test_the_flatbed_gives_one_sheet(sane_test: SaneScanner, tmp_path: Path) -> None:
    result = run(sane_test, request(tmp_path / "b", Source.FLATBED, Mode.COLOUR))

    assert (result.ended.situation, result.ended.sheets) == (Situation.FEEDER_EMPTY, 1)


def test_a_three_pass_page_is_one_page(sane_test: SaneScanner, tmp_path: Path) -> None:
    result = run(
        sane_test,
        request(tmp_path / "b", Source.FLATBED, Mode.COLOUR, options={"three-pass": "yes"}),
    )

    assert result.ended.sheets == 1


def test_discovery_lists_what_sane_sees(sane_test_config: Path) -> None:
    search = find_scanners(sane_test_config)

    assert search.trouble is None
    assert [found.device for found in search.found][:1] == ["test:0"]
    assert search.found[0].info.driver == "test"


def test_a_search_that_takes_too_long_is_given_up(sane_test_config: Path) -> None:
    search = find_scanners(sane_test_config, timeout_s=0.001)

    assert (search.found, search.trouble) == ((), Situation.SCANNER_STALLED)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    "options",
    [
        {"fuzzy-parameters": "yes"},
        {"hand-scanner": "yes"},
        {"read-limit": "yes", "read-limit-size": "777"},
    ],
)
def test_lines_that_were_not_announced_are_counted_as_they_come(
    sane_test: SaneScanner, tmp_path: Path, mode: Mode, options: dict[str, str]
) -> None:
    test_options = {"enable-test-options": "yes", "test-picture": "Color pattern", **options}

    asked = request(tmp_path / "b", Source.FLATBED, mode, options=test_options)
    (page,) = run(sane_test, asked).pages

    with Image.open(page.file) as image:
        assert image.size == (page.width_px, page.height_px)
        assert image.width > 100
        assert image.height > 100
