"""What is printed and what is sent as XML: read back as a printer, a scanner and a payer would."""

import io

import pypdfium2
import pytest
import zxingcpp

from mailroom.backend.printing import paperwork
from mailroom.backend.printing.texts import ENGLISH, SWEDISH
from mailroom.backend.services import arrivals, consignments
from mailroom.backend.services.asking import Pull
from mailroom.backend.services.destructions import Line, Protocol
from mailroom.backend.services.statements import Statement
from mailroom.domain.dispatch import ConsignmentKind, DestructionReason
from mailroom.domain.labels import LabelKind, label_of
from tests.backend.billing import SELLER
from tests.backend.builders import NOW
from tests.backend.house import ANNA, TODAY, House


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def codes_of(pdf: bytes) -> list[str]:
    """What a scanner reads on the first page, printed at 200 dpi."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        image = document[0].render(scale=200 / 72).to_pil()
    finally:
        document.close()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_a_consignments_label_is_read_by_a_scanner_and_a_postman(house: House):
    item = house.parcel()
    with house.at() as session:
        arrivals.weigh(session, item, 20_001, staff=ANNA, now=house.now)
        kind = ConsignmentKind.FORWARD
        made = consignments.make(session, kind, [item], staff=ANNA, now=house.now)
    pdf = paperwork.consignment_pdf(made, SELLER, SWEDISH)
    assert codes_of(pdf) == [made.label]
    text = text_of(pdf)
    for expected in ("Marklund Måleri AB", "Parkgatan 62", "831 31 Östersund", "BUD", "20,001 kg"):
        assert expected in text


@pytest.mark.parametrize("kind", [LabelKind.BOX, LabelKind.SHELF])
def test_a_sticker_is_read_by_a_scanner(kind: LabelKind):
    label = label_of(kind, 174)
    assert codes_of(paperwork.label_pdf(label, SWEDISH)) == [label]


def test_a_statement_says_what_to_pay_and_how(invoice: Statement):
    text = text_of(paperwork.statement_pdf(invoice, SELLER, SWEDISH)).replace("\xa0", " ")
    for expected in ("Faktura", invoice.reference, "123-4566", "SE556999999701", "25 %"):
        assert expected in text
    assert "Fast månadsavgift" in text
    english = text_of(paperwork.statement_pdf(invoice, SELLER, ENGLISH))
    assert "Fixed monthly fee" in english


def test_a_credit_note_names_its_invoice_and_asks_for_nothing(
    invoice: Statement, credit_note: Statement
):
    text = text_of(paperwork.statement_pdf(credit_note, SELLER, SWEDISH))
    assert "Kreditfaktura" in text
    assert str(invoice.number) in text
    assert "Betala till" not in text


def test_the_same_paper_has_the_same_bytes(invoice: Statement):
    first = paperwork.statement_pdf(invoice, SELLER, SWEDISH)
    assert paperwork.statement_pdf(invoice, SELLER, SWEDISH) == first


def test_a_long_pick_list_goes_on_over_the_page():
    pulls = [Pull(f"r{n}", f"i{n}", f"M26-{n:06}", "MS1", "MB1", n, TODAY) for n in range(1, 121)]
    pdf = paperwork.pick_list_pdf(pulls, NOW, SWEDISH)
    text = text_of(pdf)
    assert all(pull.scan_id in text for pull in pulls)
    assert len(pypdfium2.PdfDocument(io.BytesIO(pdf))) > 1


def test_a_protocol_has_a_line_for_each_and_places_for_two_to_sign():
    lines = (Line("i1", "M26-000001", "2026-11-01", "a" * 64),)
    protocol = Protocol(
        7,
        DestructionReason.MARKETING,
        "lars",
        "eva",
        "lars",
        "anna",
        NOW.isoformat(),
        lines,
        "f" * 64,
    )
    text = text_of(paperwork.protocol_pdf(protocol, SWEDISH))
    for expected in ("Destruktionsprotokoll 7", "M26-000001", "Bevittnat av anna", "Reklam"):
        assert expected in text
