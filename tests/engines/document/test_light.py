"""Lighter copies: within the limit, still an archive file, still searchable, the original whole."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from mailroom.__main__ import main
from mailroom.domain.errors import UnreadableImage
from mailroom.engines.document.clauses import breaches_in
from mailroom.engines.document.light import write_light
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.work import read_page
from tests.engines.paper import Paper, item, page


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter above a photograph that no stencil can stand for."""
    folder = tmp_path_factory.mktemp("heavy")
    paper = Paper()
    noise = np.random.default_rng(5).integers(0, 255, (180, 180, 3), dtype=np.uint8)
    paper.image.paste(Image.fromarray(noise).resize((1800, 1800)), (300, 1200))
    paper.write("Bilden från i våras, med tack för lånet", (300, 400))
    one = page(paper.save(folder / "photo.jpg"))
    work = [read_page(one, folder)]
    return write_document(item([one]), work, folder / "letter.pdf").file


def _text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return document[0].get_textpage().get_text_bounded()
    finally:
        document.close()


def test_a_copy_keeps_within_its_limit_and_loses_no_word(heavy: Path, tmp_path: Path):
    before = heavy.read_bytes()
    light = tmp_path / "light.pdf"
    size = write_light(heavy, light, len(before) // 2)
    assert size == light.stat().st_size
    assert size <= len(before) // 2
    assert _text(light) == _text(heavy)
    assert breaches_in(light) == ()
    assert heavy.read_bytes() == before


def test_a_document_that_is_light_already_keeps_its_pictures(heavy: Path, tmp_path: Path):
    size = write_light(heavy, tmp_path / "same.pdf", 10**7)
    assert size == pytest.approx(heavy.stat().st_size, rel=0.01)


def test_what_cannot_be_so_light_is_not_written(heavy: Path, tmp_path: Path):
    assert write_light(heavy, tmp_path / "never.pdf", 2000) is None
    assert not list(tmp_path.iterdir())


def test_what_is_no_pdf_is_said(tmp_path: Path):
    (tmp_path / "no.pdf").write_bytes(b"no document")
    with pytest.raises(UnreadableImage):
        write_light(tmp_path / "no.pdf", tmp_path / "out.pdf", 700_000)


def test_the_command_writes_the_copy_and_never_over_a_file(
    heavy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "copy.pdf"
    assert main(["lighten", str(heavy), str(out)]) == 0
    assert out.stat().st_size <= 700_000
    assert main(["lighten", str(heavy), str(out)]) == 2
    assert main(["lighten", str(heavy), str(tmp_path / "two.pdf"), "--most-kb", "2"]) == 1
    assert "too many pages" in capsys.readouterr().err
