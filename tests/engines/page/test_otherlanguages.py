"""A site's other languages: read where Swedish is unsure, refused where they are not installed."""

from pathlib import Path

import pytest

from mailroom.domain.errors import LanguageMissing
from mailroom.engines.ocr.tessdata import require_languages
from mailroom.engines.page.work import read_page
from tests.engines.paper import Paper, page, scan

GERMAN = """Sehr geehrte Damen und Herren,
für Ihre Rückfrage vom dreißigsten März grüßen wir Sie
und übersenden Ihnen die gewünschten Unterlagen gemäß
unserer Vereinbarung über die Prüfung des Gebäudes."""


def _german(folder: Path) -> Path:
    paper = Paper()
    paper.write(GERMAN, (300, 500))
    return paper.save(folder / "german.jpg")


def test_a_german_letter_is_read_as_german_where_the_site_says_so(tmp_path: Path):
    one = page(_german(tmp_path))
    plain = read_page(one, tmp_path)
    told = read_page(one, tmp_path, more_languages=("deu",))
    assert "ß" not in plain.text
    assert told.text.split() == GERMAN.split()


def test_a_swedish_letter_stays_as_it_is(tmp_path: Path):
    one = page(scan("contract"))
    plain = read_page(one, tmp_path / "sv")
    told = read_page(one, tmp_path / "more", more_languages=("deu",))
    assert sum(map(told.text.count, "åäöÅÄÖ")) == sum(map(plain.text.count, "åäöÅÄÖ"))


def test_a_language_that_is_not_installed_is_named():
    require_languages(("swe", "deu"))
    with pytest.raises(LanguageMissing, match="xho"):
        require_languages(("deu", "xho"))
