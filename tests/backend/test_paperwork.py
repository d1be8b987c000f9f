"""What is printed and what is sent as XML: read back as a printer, a scanner and a payer would."""

import datetime as dt
import io

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import delete, select

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.fees import PriceRow
from mailroom.backend.printing import paperwork
from mailroom.backend.printing.texts import ENGLISH, SWEDISH
from mailroom.backend.services import arrivals, consignments, crediting, month_run, statements
from mailroom.backend.services.asking import Pull
from mailroom.backend.services.destructions import Line, Protocol
from mailroom.backend.services.peppol import RULES, broken_rules
from mailroom.backend.services.statements import Statement
from mailroom.backend.services.ubl import peppol_xml
from mailroom.domain.dispatch import ConsignmentKind, DestructionReason
from mailroom.domain.labels import LabelKind, label_of
from mailroom.domain.seller import Seller
from tests.backend.builders import ACTIVE, NOW
from tests.backend.house import ANNA, LARS, TODAY, House

SELLER = Seller("Brevrummet AB", "5569999997", "Postgatan 1", "111 22", "Stockholm", "1234566")


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


@pytest.fixture
def invoice(house: House) -> Statement:
    with house.at() as session:
        session.execute(delete(AgreementRow).where(AgreementRow.customer != ACTIVE[0]))
        for row in session.scalars(select(PriceRow)):
            row.ore = {"monthly": 29_900, "scanning": 350}.get(row.kind, 0)
    house.letter()
    house.letter()
    with house.at(NOW + dt.timedelta(days=14)) as session:
        month_run.run(session, house.now)
        (found,) = statements.of_customer(session, ACTIVE[0])
    return found


@pytest.fixture
def credit_note(house: House, invoice: Statement) -> Statement:
    with house.at() as session:
        line = invoice.lines[:1]
        number = crediting.credit(session, invoice.number, line, staff=LARS, now=house.now)
        return statements.find(session, number)


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


def test_invoices_and_credit_notes_keep_the_rules(invoice: Statement, credit_note: Statement):
    for statement in (invoice, credit_note):
        assert broken_rules(peppol_xml(statement, SELLER)) == ()


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("Payable", "Playable", "BR-CO-16"),
        ('InclusiveAmount currencyID="SEK">', 'InclusiveAmount currencyID="SEK">1', "BR-CO-15"),
        ("<cbc:Percent>25<", "<cbc:Percent>19<", "SE-R-006"),
        ("SE556999999701", "SE5569999997", "SE-R-001"),
        (">5569999997<", ">5569999998<", "PEPPOL-COMMON-R049"),
        ("Godkänd för F-skatt", "F-skatt", "SE-R-005"),
        (">1234566<", ">BG 123<", "SE-R-008"),
        ("<cbc:DocumentCurrencyCode>SEK", "<cbc:DocumentCurrencyCode>EUR", "PEPPOL-EN16931-R051"),
        ("<cbc:BuyerReference>5577067472<", "<cbc:BuyerReference><", "PEPPOL-EN16931-R003"),
        ("<cbc:BuyerReference>5577067472<", "<cbc:BuyerReference><", "PEPPOL-EN16931-R008"),
        ('unitCode="C62">2<', 'unitCode="C62">3<', "PEPPOL-EN16931-R120"),
        ('unitCode="C62">2<', 'unitCode="C62">x<', "BR-22"),
        ("billing:3.0<", "billing:2.0<", "PEPPOL-EN16931-R004"),
    ],
)
def test_an_invoice_that_breaks_a_rule_is_told_of(
    invoice: Statement, before: str, after: str, rule: str
):
    xml = peppol_xml(invoice, SELLER).decode()
    assert before in xml
    assert rule in broken_rules(xml.replace(before, after).encode())


@pytest.mark.parametrize("xml", [b"", b"<a>", b"<a/>", b"hej"])
def test_what_is_no_invoice_is_told_of(xml: bytes):
    assert broken_rules(xml) == ("XML",)


def test_every_rule_can_be_broken(invoice: Statement):
    """An invoice with nothing in it breaks nearly all: none of the rules is a yes-man."""
    noun = "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}"
    assert noun[1:-1].encode() in peppol_xml(invoice, SELLER)
    empty = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"> </Invoice>'
    whole = {"BR-21", "BR-22", "BR-24", "BR-25", "BR-26", "BR-27", "BR-CO-17", "BR-S-08", "BR-DEC"}
    whole |= {"PEPPOL-EN16931-R051", "PEPPOL-EN16931-R110", "PEPPOL-EN16931-R120"}
    whole |= {"PEPPOL-COMMON-R049", "SE-R-005", "SE-R-006"}
    assert set(broken_rules(empty)) >= set(RULES) - whole
