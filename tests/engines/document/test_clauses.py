"""The clauses of PDF/A-2b: each kind of breach is seen in a file that has it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from mailroom.domain.errors import UnreadableImage
from mailroom.engines.document.clauses import breaches_in
from mailroom.engines.document.look import look_at
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.work import read_page
from tests.engines.paper import Paper, item, page


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clauses")
    paper = Paper()
    paper.write("Tack för kaffet i går", (300, 400))
    paper.draw.rectangle((300, 1500, 900, 1900), fill="#203060")
    one = page(paper.save(folder / "one.jpg"))
    return write_document(item([one]), [read_page(one, folder)], folder / "good.pdf").file


def test_our_own_document_has_no_breach(good: Path):
    assert breaches_in(good) == ()


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["letter.txt"] = b"hello"


def _act(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _forget_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _forget_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _image(pdf: pikepdf.Pdf) -> Any:  # noqa: ANN401  any PDF object
    return next(iter(pdf.pages[0].Resources.XObject.values()))


def _interpolate(pdf: pikepdf.Pdf) -> None:
    _image(pdf).Interpolate = True


def _make_see_through(pdf: pikepdf.Pdf) -> None:
    _image(pdf).SMask = pdf.make_stream(b"\0")


def _print_colours(pdf: pikepdf.Pdf) -> None:
    _image(pdf).ColorSpace = pikepdf.Name.DeviceCMYK


def _move_outside(pdf: pikepdf.Pdf) -> None:
    _image(pdf).F = "elsewhere.jpg"


def _lose_fonts(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            for key in ("/FontFile2", "/ToUnicode"):
                if key in thing:
                    del thing[key]


def _claim_level_u(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as meta:
        meta["pdfaid:conformance"] = "U"


@pytest.mark.parametrize(
    ("spoil", "clauses"),
    [
        (_attach, {"6.8"}),
        (_act, {"6.5.1"}),
        (_forget_intent, {"6.2.3"}),
        (_forget_language, {"6.7.4"}),
        (_interpolate, {"6.2.8"}),
        (_make_see_through, {"6.2.10"}),
        (_print_colours, {"6.2.4.3"}),
        (_move_outside, {"6.1.7.1"}),
        (_lose_fonts, {"6.2.11.4", "6.2.11.7"}),
        (_claim_level_u, {"6.6.4"}),
    ],
)
def test_a_breach_is_seen(
    good: Path, tmp_path: Path, spoil: Callable[[pikepdf.Pdf], None], clauses: set[str]
):
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(good) as pdf:
        spoil(pdf)
        pdf.save(spoilt, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert clauses <= {breach.clause for breach in breaches_in(spoilt)}


def test_an_encrypted_file_is_a_breach(good: Path, tmp_path: Path):
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(good) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user=""))
    assert "6.1.3" in {breach.clause for breach in breaches_in(locked)}


def test_what_is_no_pdf_is_said(tmp_path: Path):
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(UnreadableImage):
        look_at(torn)
