"""The measure of a reading: what is missed, misread and invented, whatever the order of columns."""

from pathlib import Path

import pytest

from mailroom.bench.ocrmypdf import bundle, page_sizes
from mailroom.bench.wording import Wording, compare
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.work import read_page
from tests.engines.paper import Paper, item, page

TRUTH = "Betalas senast 2026-11-20\nAtt betala 1 176,79 kr"


def test_a_true_reading_has_no_errors_in_any_order():
    assert compare(TRUTH, "Att betala 1 176,79 kr\n\nBetalas senast 2026-11-20").cer == 0
    assert compare(TRUTH, TRUTH).wer == 0


def test_a_wrong_sign_counts_once_in_signs_and_once_in_words():
    seen = compare(TRUTH, TRUTH.replace("kr", "kt"))
    assert (seen.wrong_signs, seen.wrong_words) == (1, 1)
    assert seen.words == 8


def test_a_missing_line_counts_with_all_its_signs():
    seen = compare(TRUTH, "Betalas senast 2026-11-20")
    assert seen.wrong_signs > 15
    assert seen.wrong_words == 5


def test_invented_words_count():
    assert compare(TRUTH, f"{TRUTH} qwe rty").wrong_words == 2
    assert compare(TRUTH, "").cer == 100


def test_pages_add_up_by_their_length():
    both = Wording(1, 10, 1, 2) + Wording(0, 90, 0, 18)
    assert (both.cer, both.wer) == (pytest.approx(1.0), pytest.approx(5.0))


def test_a_pages_weight_is_its_images_and_its_drawing(tmp_path: Path):
    paper = Paper()
    paper.write("Tack för kaffet i går", (300, 400))
    files = [paper.save(tmp_path / "one.jpg"), Paper().save(tmp_path / "two.jpg")]
    weights = page_sizes(bundle(files, tmp_path / "captures.pdf"))
    assert [weight // file.stat().st_size for weight, file in zip(weights, files, strict=True)] == [
        1,
        1,
    ]
    pages = [page(file, number=at) for at, file in enumerate(files, start=1)]
    work = [read_page(one, tmp_path) for one in pages]
    ours = page_sizes(write_document(item(pages), work, tmp_path / "ours.pdf").file)
    assert 0 < ours[1] < ours[0] < weights[0] / 8
