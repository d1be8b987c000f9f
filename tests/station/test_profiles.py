"""Profiles as an administrator writes them: shipped, locked, wrong, and at the scanner."""

from pathlib import Path

import pytest

from mailroom.__main__ import main
from mailroom.domain.batches import BatchMode
from mailroom.domain.events import ScannersFound
from mailroom.station import commands as c
from mailroom.station.profiles import ProfilesWrong, read_profiles
from scanners.api import DoubleFeed, Mode, Source
from scanners.practice.scanner import PracticeScanner
from tests.station.bench import Bench

TWO = """
[[profile]]
name = "a"
dpi = 200
page_mm = [210, 297]
double_feed = "both"
imprint = "%05ud"
options = { swdespeck = "1" }
[[profile]]
name = "b"
mode = "grey"
source = "flatbed"
key = "F9"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "profiles.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_shipped_profiles_are_named_in_both_languages() -> None:
    book = read_profiles()

    assert list(book.profiles) == ["letters", "letters_grey", "one_sided", "both_faces"]
    assert not book.locked
    assert all(name.label_sv and name.label_en for name in book.names)
    assert len({name.label_sv for name in book.names}) == len(book.names)
    assert book.profiles["letters_grey"].mode is Mode.GREY


def test_what_a_profile_leaves_out_is_the_first_ones(tmp_path: Path) -> None:
    book = read_profiles(written(tmp_path, TWO))
    first, second = book.profiles.values()

    assert (second.dpi, second.page_mm, second.mode) == (200, (210.0, 297.0), Mode.GREY)
    assert (first.name.key, second.name.key) == ("", "F9")
    request = second.request(tmp_path, BatchMode.CONTENTS, duplex=False)
    assert request.source is Source.FLATBED
    assert request.tuning.double_feed is DoubleFeed.BOTH
    assert request.tuning.imprint == "%05ud"
    assert dict(request.options) == {"swdespeck": "1"}
    assert not second.is_duplex(BatchMode.CONTENTS, face=False)


def test_a_sheet_that_only_looks_like_two_is_fed_alone_without_detection(tmp_path: Path) -> None:
    first = read_profiles(written(tmp_path, TWO)).standard.for_doubles()
    request = first.request(tmp_path, BatchMode.CONTENTS, duplex=True)

    assert (request.max_sheets, request.tuning.double_feed) == (1, DoubleFeed.OFF)
    assert request.tuning.imprint == "%05ud"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("locked = ''", "profile"),
        ("[[profile]]\nname = 'a'\ndpi = 30", "dpi"),
        ("[[profile]]\nname = 'a'\nkey = 'F3'", "key"),
        ("[[profile]]\nname = 'a'\ncolour = 1", "colour"),
        ("[[profile]]\nname = 'a'\nbrightness = 101", "brightness"),
        ("[[profile]]\nname = 'a'\n[[profile]]\nname = 'a'", "one name"),
        ("locked = 'b'\n[[profile]]\nname = 'a'", "locked"),
        ("[[profile]", "line 1"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ProfilesWrong, match=said):
        read_profiles(written(tmp_path, text))


def test_a_locked_profile_cannot_be_exchanged_at_the_desk(bench: Bench, tmp_path: Path) -> None:
    bench.close()
    bench.open(profiles=read_profiles(written(tmp_path, f"locked = 'b'\n{TWO}")))

    assert bench.hand.refused(c.ChooseProfile("a")).detail == "the profile is locked"
    found = bench.hand.do(c.ChooseProfile("b"), lambda event: isinstance(event, ScannersFound))
    assert isinstance(found, ScannersFound)
    assert (found.profile, found.locked) == ("b", True)
    assert [name.name for name in found.names] == ["a", "b"]


def settings_for(url: str, tmp_path: Path, profiles: Path) -> Path:
    file = tmp_path / "station.toml"
    feeder = f"[[feeders]]\nid = 'f'\nlabel = 'F'\ndriver = 'escl'\ndevice = '{url}'\n"
    file.write_text(f"profiles = '{profiles}'\n{feeder}", "utf-8")
    return file


def test_a_dry_run_shows_what_the_scanner_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profiles = written(tmp_path, TWO.replace('options = { swdespeck = "1" }\n', ""))
    with PracticeScanner() as feeder:
        settings = settings_for(feeder.url, tmp_path, profiles)
        words = ["scanner", "check", "--settings", str(settings)]
        assert main([*words, "--profile", "a"]) == 0
        shown = capsys.readouterr().out
        assert main([*words, "--profile", "b"]) == 1
        assert feeder.state().fed == 0

    assert "accepted" in shown
    assert "XResolution" in shown
    assert "refused" not in shown


def test_a_scanner_that_is_off_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = settings_for("http://127.0.0.1:1/eSCL/", tmp_path, written(tmp_path, TWO))

    assert main(["scanner", "check", "--settings", str(settings)]) == 1
    assert "scanner_gone" in capsys.readouterr().out
