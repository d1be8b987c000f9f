"""The document: valid, searchable in reading order, the same bytes each time, nothing cut."""

import dataclasses
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pikepdf.pdfa
import pypdfium2
import pytest
from numpy.typing import NDArray

from mailroom.domain.items import Item
from mailroom.domain.pages import PageRole
from mailroom.domain.pagework import BuiltDocument, PageWork
from mailroom.engines.document.clauses import breaches_in
from mailroom.engines.document.look import look_at
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.record import image_file
from mailroom.engines.page.work import read_page
from tests.engines.paper import Paper, item, page, scan


@dataclasses.dataclass(frozen=True)
class Built:
    item: Item
    work: list[PageWork]
    document: BuiltDocument

    def text(self) -> str:
        return _run("pdftotext", str(self.document.file), "-")

    def picture(self, number: int, scale: float = 1.0) -> NDArray[np.uint8]:
        pdf = pypdfium2.PdfDocument(self.document.file)
        try:
            return np.asarray(pdf[number].render(scale=scale).to_pil().convert("RGB"))
        finally:
            pdf.close()


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("document")
    face = Paper()
    face.write("Andersson Konsult i Visby AB\nKivra 557082-8110\n106 31 Stockholm", (1300, 800))
    tinted = Paper((250, 232, 150))
    tinted.write("Följesedel på gult papper\n€ 25 för två lådor\n" * 3, (300, 500))
    pages = [
        page(scan("lease_turned"), number=1),
        page(scan("blank_with_holes"), number=2),
        page(tinted.save(folder / "tinted.jpg"), number=3),
        page(face.save(folder / "face.png"), PageRole.FACE, number=0),
    ]
    one = item(pages)
    work = [read_page(each, folder) for each in pages]
    return Built(one, work, write_document(one, work, folder / "letter.pdf"))


def test_it_is_a_valid_archive_file(built: Built):
    with pikepdf.open(built.document.file) as pdf:
        report = pikepdf.pdfa.check(pdf, "2b")
        assert not report.findings
        assert str(pdf.Root.Lang) == "sv"
        with pdf.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
    assert titles == ["Sida 1 av 4", "Sida 2 av 4, blank", "Sida 3 av 4", "Kuvert"]
    assert breaches_in(built.document.file) == ()
    _run("qpdf", "--check", str(built.document.file))
    fonts = _run("pdffonts", str(built.document.file)).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)


def test_its_words_come_in_reading_order(built: Built):
    words = " ".join(built.text().split())
    assert "justeras årligen enligt tjänsteprisindex" in words
    places = [
        words.find(part)
        for part in ("Hyresavtal lokal nr 32468", "Avtalstid", "Pris", "Ansvar", "Följesedel")
    ]
    assert -1 not in places
    assert places == sorted(places)


def test_aao_and_euro_are_found_by_every_reader(built: Built):
    pdf = pypdfium2.PdfDocument(built.document.file)
    try:
        seen = pdf[2].get_textpage().get_text_bounded()
    finally:
        pdf.close()
    for text in (seen, built.text()):
        assert "Följesedel på gult papper" in " ".join(text.split())
        assert "två lådor" in " ".join(text.split())


def test_the_scan_id_stands_along_the_left_edge_of_every_page(built: Built):
    pdf = pypdfium2.PdfDocument(built.document.file)
    try:
        for number in range(len(pdf)):
            text = pdf[number].get_textpage()
            search = text.search(built.item.scan_id)
            found = search.get_next()
            assert found is not None
            left, bottom, right, top = text.get_charbox(found[0])
            assert 0 < left < right < 12
            assert bottom < top
    finally:
        pdf.close()
    margin = built.picture(0, 2.0)[:, 4:22]
    assert (margin < 140).any()


def test_every_pages_edge_carries_its_scan_id_as_a_code(built: Built):
    assert look_at(built.document.file).codes == (built.item.scan_id,) * 4


def test_a_page_inked_to_its_very_edge_is_widened_rather_than_written_over(tmp_path: Path):
    full = Paper((40, 60, 110))
    full.write("Rabatt i oktober", (600, 1500), points=40, ink="white")
    one = page(full.save(tmp_path / "full.jpg"))
    whole = item([one])
    document = write_document(whole, [read_page(one, tmp_path)], tmp_path / "full.pdf")
    with pikepdf.open(document.file) as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(595 + 20, abs=3)
    assert look_at(document.file).codes == (whole.scan_id,)


def test_blank_sides_are_there_and_say_so(built: Built):
    assert built.document.page_count == 4
    text = _run("pdftotext", "-f", "2", "-l", "2", str(built.document.file), "-")
    assert text.split() == [built.item.scan_id, "sida", "2", "av", "4,", "blank"]


def test_pages_have_the_size_of_their_paper(built: Built):
    with pikepdf.open(built.document.file) as pdf:
        sizes = [(float(p.mediabox[2]), float(p.mediabox[3])) for p in pdf.pages]
    for width, height in sizes:
        assert width == pytest.approx(595, abs=24)
        assert height == pytest.approx(842, abs=24)


def test_words_lie_over_their_print(built: Built):
    scale = 2.0
    picture = built.picture(2, scale).min(axis=2)
    pdf = pypdfium2.PdfDocument(built.document.file)
    try:
        text = pdf[2].get_textpage()
        found = text.search("Följesedel").get_next()
        assert found is not None
        boxes = [text.get_charbox(found[0] + k, loose=False) for k in range(found[1])]
        height = pdf[2].get_height()
    finally:
        pdf.close()
    left, right = boxes[0][0], boxes[-1][2]
    base = height - min(box[1] for box in boxes)
    band = picture[int((base - 12) * scale) : int((base + 3) * scale)] < 110
    inked = np.flatnonzero(band.any(axis=0)) / scale
    print_begins = inked[0]
    assert left == pytest.approx(print_begins, abs=1.5)
    word_end = inked[inked < right + 2.0][-1]
    assert right == pytest.approx(word_end, abs=2.0)


def test_tinted_paper_keeps_its_colour_and_white_paper_becomes_white(built: Built):
    red, _, blue = np.median(built.picture(2).reshape(-1, 3), axis=0)
    assert red - blue > 60
    assert np.median(built.picture(0)) >= 250


def test_the_same_input_gives_the_same_bytes(built: Built, tmp_path: Path):
    again = write_document(built.item, built.work, tmp_path / "again.pdf")
    assert again.sha256 == built.document.sha256
    assert [file.name for file in tmp_path.iterdir()] == ["again.pdf"]


def test_nothing_read_from_the_mail_stands_in_the_title(built: Built):
    with pikepdf.open(built.document.file) as pdf, pdf.open_metadata() as meta:
        assert meta["dc:title"] == f"Skannad post {built.item.scan_id}"


def test_a_page_without_record_is_in_the_document_as_an_image(built: Built, tmp_path: Path):
    lease = built.item.pages[0]
    work = PageWork(
        page=lease.id,
        blank=False,
        turned_deg=180,
        turn_sure=True,
        skew_deg=0.0,
        text="",
        words=None,
        unread=True,
    )
    document = write_document(item([lease]), [work], tmp_path / "image.pdf")
    text = _run("pdftotext", str(document.file), "-")
    assert text.split() == [built.item.scan_id, "sida", "1", "av", "1"]
    pdf = pypdfium2.PdfDocument(document.file)
    try:
        assert (np.asarray(pdf[0].render(scale=1).to_pil().convert("L")) < 128).sum() > 1000
    finally:
        pdf.close()


def test_signs_no_font_has_do_not_break_the_document(built: Built, tmp_path: Path):
    record = built.work[2].words
    assert record is not None
    odd = tmp_path / record.name
    odd.write_text(record.read_text("utf-8").replace("gult", "\U0001f4ec\u4fe1"), "utf-8")
    kept = image_file(record)
    (tmp_path / kept.name).write_bytes(kept.read_bytes())
    work = dataclasses.replace(built.work[2], words=odd)
    document = write_document(built.item, [work], tmp_path / "odd.pdf")
    with pikepdf.open(document.file) as pdf:
        assert not pikepdf.pdfa.check(pdf, "2b").findings


def test_no_page_is_no_document(built: Built, tmp_path: Path):
    with pytest.raises(ValueError, match="at least one page"):
        write_document(built.item, [], tmp_path / "none.pdf")
