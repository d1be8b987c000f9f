"""Separators as printed are known from either side, either way up, askew, and in grey."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from mailroom.__main__ import main
from mailroom.domain.batches import Boundary
from mailroom.domain.pages import Page, PageRole
from mailroom.domain.separators import Separator, SeparatorKind
from mailroom.engines.face.separator import NEXT_ITEM, read_boundary

DPI = 150
LONGEST_PROFILE = ["--kind", "profile", "--name", "a" * 24]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    file = tmp_path_factory.mktemp("print") / "separators.pdf"
    assert main(["separators", str(file), "--sheets", "2"]) == 0
    pdf = pypdfium2.PdfDocument(file)
    return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in pdf]


def scanned(picture: Image.Image, folder: Path) -> Page:
    file = folder / "page.jpg"
    picture.save(file, quality=80, dpi=(DPI, DPI))
    return Page("p", PageRole.FACE, 0, file, "", picture.width, picture.height, DPI)


def test_every_side_of_every_sheet_is_printed(printed: list[Image.Image]) -> None:
    assert len(printed) == 4
    assert len({side.tobytes() for side in printed}) == 1


@pytest.mark.parametrize("turned", [0, 180, 3, 177, -4, 90])
def test_a_separator_is_known_however_it_was_fed(
    printed: list[Image.Image], tmp_path: Path, turned: int
) -> None:
    askew = printed[1].rotate(turned, expand=True, fillcolor="white")
    assert read_boundary(scanned(askew, tmp_path), None) == NEXT_ITEM


@pytest.mark.parametrize(
    "words", [["--kind", "faces"], ["--kind", "tray", "--name", "T42"], LONGEST_PROFILE]
)
@pytest.mark.parametrize("turned", [0, 180])
def test_every_kind_is_read_as_it_was_printed(
    tmp_path: Path, words: list[str], turned: int
) -> None:
    file = tmp_path / "separators.pdf"
    assert main(["separators", str(file), "--sheets", "1", *words]) == 0
    side = pypdfium2.PdfDocument(file)[1].render(scale=DPI / 72).to_pil().convert("RGB")
    assert len(zxingcpp.read_barcodes(side)) == 4
    kind = SeparatorKind(words[1].upper())
    assert read_boundary(scanned(side.rotate(turned), tmp_path), None) == Separator(
        kind, words[3] if kind.is_named else ""
    )


def test_one_code_alone_on_a_letter_does_not_part_it(
    printed: list[Image.Image], tmp_path: Path
) -> None:
    """Whoever copies a code of ours into a letter gets a person's look, and no sheet is lost."""
    letter = Image.new("RGB", (1240, 1754), "white")
    code = printed[0].crop((400, 100, 840, 700))
    assert len(zxingcpp.read_barcodes(code)) == 1
    letter.paste(code, (400, 1000))
    assert read_boundary(scanned(letter, tmp_path), None) is Boundary.UNSURE


@pytest.mark.parametrize("edge", ["top", "bottom"])
def test_half_a_separator_is_enough(printed: list[Image.Image], tmp_path: Path, edge: str) -> None:
    """A hand, a fold or a strip of dirt may hide one of its codes."""
    side = printed[0].copy()
    half = side.height // 2
    box = (0, 0, side.width, half) if edge == "top" else (0, half, side.width, side.height)
    side.paste("white", box)
    assert read_boundary(scanned(side, tmp_path), None) == NEXT_ITEM


def test_a_blank_sheet_is_none(tmp_path: Path) -> None:
    blank = Image.new("RGB", (1240, 1754), "white")
    assert read_boundary(scanned(blank, tmp_path), None) is Boundary.CONTENT


def test_what_cannot_be_printed_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["separators", str(tmp_path / "no" / "x.pdf")]) == 1
    assert main(["separators", str(tmp_path / "x.pdf"), "--sheets", "0"]) == 1
    assert "least one" in capsys.readouterr().err
    assert main(["separators", str(tmp_path / "x.pdf"), "--kind", "tray"]) == 1
    assert main(["separators", str(tmp_path / "x.pdf"), "--name", "T1"]) == 1
    assert "needs a name" in capsys.readouterr().err
