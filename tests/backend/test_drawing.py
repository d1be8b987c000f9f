"""Documents are read in a child with limits: whatever is in them, the backend goes on."""

from pathlib import Path

import pytest
from PIL import Image

from mailroom.backend.adapters.drawing import ChildDrawing, Undrawable
from tests.backend.builders import pdf


@pytest.fixture(scope="module")
def drawing():
    drawing = ChildDrawing(timeout_s=20, memory_mb=1024)
    yield drawing
    drawing.close()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf("Ett", "Två"))
    return file


def test_pages_are_counted_and_drawn(drawing: ChildDrawing, document: Path, tmp_path: Path):
    assert drawing.count_pages(document) == 2
    picture = drawing.draw(document, 2, width_px=300)
    assert (picture.width_px, picture.height_px) == (300, 425)
    drawn = tmp_path / "drawn.jpg"
    drawn.write_bytes(picture.data)
    with Image.open(drawn) as image:
        assert image.size == (300, 425)


HOSTILE = {
    "nothing": b"",
    "not a PDF": b"%PDF-1.7\nno",
    "cut": pdf("Hej")[:300],
    "endless": b"%PDF-1.7\n" + b"1 0 obj\n<< /Length 99999999 >>\nstream\n" * 1000,
    "too large a page": pdf("Hej").replace(b"595.2756 841.8898", b"1 90000000"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_drawn_is_refused_and_the_next_one_is_drawn(
    drawing: ChildDrawing, document: Path, tmp_path: Path, case: str
):
    hostile = tmp_path / "hostile.pdf"
    hostile.write_bytes(HOSTILE[case])
    with pytest.raises(Undrawable):
        drawing.draw(hostile, 1, width_px=1240)
    assert drawing.draw(document, 1, width_px=100).width_px == 100


@pytest.mark.parametrize("number", [0, -1, 3])
def test_a_page_that_is_not_there(drawing: ChildDrawing, document: Path, number: int):
    with pytest.raises(Undrawable):
        drawing.draw(document, number, width_px=100)


def test_a_child_that_takes_too_long_is_replaced(document: Path):
    impatient = ChildDrawing(timeout_s=0.0001, memory_mb=1024)
    with pytest.raises(Undrawable):
        impatient.count_pages(document)
    impatient.close()


def test_a_child_that_may_use_too_little_memory_is_not_waited_for(document: Path):
    starved = ChildDrawing(timeout_s=20, memory_mb=16)
    with pytest.raises(Undrawable):
        starved.draw(document, 1, width_px=4000)
    starved.close()


def test_a_missing_document_is_refused(drawing: ChildDrawing, tmp_path: Path):
    with pytest.raises(Undrawable):
        drawing.count_pages(tmp_path / "missing.pdf")
