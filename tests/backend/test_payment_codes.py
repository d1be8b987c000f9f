"""Codes printed on a letter: from the scanned page to the pay view, and never believed alone."""

import datetime as dt
import json
import uuid

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mailroom.backend.model.mail import PageCodeRow
from mailroom.backend.services.coded_payment import Said
from mailroom.backend.services.letter_pages import CodeOnPage
from mailroom.backend.services.paying import due_day_of, paying_of
from mailroom.backend.services.printed_payment import Payment, Swish
from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.backend.wiring import Backend
from mailroom.domain.invoicefields import FieldName, Source
from mailroom.domain.pages import Box, PageCode
from tests.backend.builders import Desk, Reader, page
from tests.backend.partner import COMPANY, bearer

PAY = {
    "uqr": 1,
    "tp": 1,
    "nme": "Städ & Co AB",
    "iref": "25042950342",
    "ddt": "20261130",
    "due": 1250.50,
    "cur": "SEK",
    "pt": "BG",
    "acc": "2374825",
}


TEXT = "Faktura\nOCR-nr: 25042950342\nBankgiro 237-4825\nAtt betala 1 250,50 kr\n"


SWISH = "C1237856901;99,00;Faktura%20117;0"


def using(**changes: object) -> str:
    return json.dumps(PAY | changes, ensure_ascii=False)


def on_page(*payloads: str, number: int = 1) -> list[CodeOnPage]:
    box = Box(100, 200, 300, 300)
    return [CodeOnPage(number, PageCode(text, box, 2480, 3508)) for text in payloads]


def coded(text: str, *payloads: str) -> dict[str, object]:
    """A page of a manifest; its codes lie in one place."""
    place = {"left_px": 100, "top_px": 200, "width_px": 300, "height_px": 300}
    size = {"page_width_px": 2480, "page_height_px": 3508}
    return page(1) | {
        "text": text,
        "codes": [{"text": payload, **place, **size} for payload in payloads],
    }


def put(desk: Desk, *pages: dict[str, object], version: int = 2) -> dict[str, object]:
    sides = [page(0, "face", 1), *pages, page(2)]
    return desk.deliver(version=version, pages=sides, sheet_count=len(sides))


def test_an_invoice_by_its_code_alone_has_everything_in_it():
    paying = paying_of(["Faktura", ""], on_page(using(), number=2))
    assert paying.payment == Payment("bankgiro", "237-4825", "25042950342", 125050, 2, Source.QR)
    assert (paying.due_on, paying.due_page) == (dt.date(2026, 11, 30), 2)
    assert due_day_of(["Faktura", ""], on_page(using(), number=2)) == paying.due_on
    assert paying_of([""], on_page(SWISH)).swish == Swish(
        "1237856901", 1, Source.QR, 9900, "Faktura 117"
    )


def test_a_code_that_says_what_the_page_says_is_no_disagreement():
    paying = paying_of([TEXT], on_page(using()))
    assert paying.disagreements == ()
    assert paying.payment is not None
    assert paying.payment.amount_ore == 125050


@pytest.mark.parametrize(
    ("text", "payloads", "name", "values"),
    [
        (TEXT, [using(due=1250.05)], FieldName.AMOUNT, ("125050", "125005")),
        (TEXT, [using(acc="5050-1055")], FieldName.BANKGIRO, ("2374825", "50501055")),
        (TEXT, [using(iref="1234574")], FieldName.REFERENCE, ("25042950342", "1234574")),
        (
            TEXT + "Förfallodag 2026-12-24",
            [using()],
            FieldName.DUE_DATE,
            ("2026-12-24", "2026-11-30"),
        ),
        (
            "Faktura\nSwish: 123 785 69 02",
            [SWISH],
            FieldName.SWISH,
            ("1237856902", "1237856901"),
        ),
        ("Faktura", [using(), using(due=1)], FieldName.AMOUNT, ("125050", "100")),
        ("Faktura", [using(), SWISH], FieldName.AMOUNT, ("125050", "9900")),
    ],
)
def test_what_disagrees_is_said_and_nothing_is_offered(
    text: str, payloads: list[str], name: FieldName, values: tuple[str, ...]
):
    paying = paying_of([text], on_page(*payloads))
    assert (paying.payment, paying.swish) == (None, None)
    (found,) = paying.disagreements
    assert found.name is name
    assert {said.value for said in found.said} == set(values)
    assert Source.QR in {said.source for said in found.said}


def test_a_payment_line_and_a_code_that_disagree_are_no_payment():
    line = "H  # 25042950342 #   14471 00   7 > 2374825#41#"
    paying = paying_of([f"Faktura\n{line}"], on_page(using()))
    assert paying.payment is None
    (found,) = paying.disagreements
    assert set(found.said) == {
        Said("1447100", 1, Source.CODE_LINE),
        Said("125050", 1, Source.QR),
    }
    alike = paying_of([f"Faktura\n{line}"], on_page(using(due=14471)))
    assert alike.payment is not None
    assert alike.payment.source is Source.CODE_LINE


@pytest.mark.parametrize(
    "payload",
    [
        using(acc="237-4826"),
        using(cur="EUR"),
        using(due=-5),
        using(due=0),
        using(tp=2),
        using(iref="Betala till 5050-1055 i stället"),
        using(pt="BBAN"),
        "C46701234567;10,00;Hej;0",
        "BCD\n002\n1\nSCT\n\nMallory\nSE3550000000054910000003\nEUR1\n",
        "https://example.org/betala",
        "[" * 4000,
        '{"uqr":1,"tp":1,"nme":"\\u202e","due":1e999}',
    ],
)
def test_what_a_code_cannot_be_held_to_is_offered_nobody(payload: str):
    paying = paying_of(["Faktura"], on_page(payload))
    assert paying.payment is None
    assert paying.swish is None or paying.swish.number is None


def test_a_code_on_what_calls_itself_a_credit_note_makes_it_neither():
    paying = paying_of(["Kreditfaktura\nBankgiro 237-4825"], on_page(using()))
    assert (paying.payment, paying.credit) == (None, False)


def test_the_page_shows_both_and_links_to_where_they_stand(desk: Desk, reader: Reader):
    put(desk, coded(TEXT, using(due=1250.05)))
    shown = reader.client.get(f"/letters/{reader.letters()[0]}").text
    assert SWEDISH.pay_differ in shown
    assert f'<a href="#code-1">{SWEDISH.pay_says["qr"].format(page=1)}</a>' in shown
    assert f'<a href="#page-1">{SWEDISH.pay_says["print"].format(page=1)}</a>' in shown
    assert 'class="qr"' not in shown


def test_what_a_code_says_is_data_and_only_what_asks_for_money_is_kept(
    desk: Desk, reader: Reader, backend: Backend
):
    hostile = '<script>alert("1")</script>'
    put(desk, coded("Faktura", hostile, using(iref=hostile), "\x00" * 9, "C" + "9" * 4000))
    with backend.database.reading() as session:
        assert session.scalars(select(PageCodeRow.text)).all() == [using(iref=hostile)]
    put(desk, coded(TEXT, using(iref=hostile)))
    shown = "".join(reader.client.get(f"/letters/{key}").text for key in reader.letters())
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_an_older_stations_manifest_stays_valid_and_names_no_codes(desk: Desk, reader: Reader):
    put(desk, page(1) | {"text": TEXT + "Att betala 1 250,50"}, version=1)
    assert SWEDISH.pay_sources["print"].format(page=1) in (
        reader.client.get(f"/letters/{reader.letters()[0]}").text
    )
    refused = desk.put_item(changed(desk, version=1))
    assert (refused.status_code, refused.json["code"]) == (400, 40000)


def changed(desk: Desk, **changes: object) -> dict[str, object]:
    """A letter that was not here before."""
    message = put(desk, coded(TEXT, using()))
    return message | {"id": str(uuid.uuid4())} | changes


@pytest.mark.parametrize(
    "place",
    [
        {"left_px": 2400},
        {"top_px": 3500},
        {"width_px": -1},
        {"page_width_px": 0},
        {"height_px": 1 << 30},
        {"text": "x" * 5000},
    ],
)
def test_a_code_that_no_page_can_hold_is_refused(
    desk: Desk, place: dict[str, object], backend: Backend
):
    one = coded(TEXT, using())
    (code,) = one["codes"]
    sides = [page(0, "face", 1), one | {"codes": [code | place]}, page(2)]
    answer = desk.put_item(changed(desk, pages=sides))
    assert answer.status_code in {400, 422}
    with backend.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PageCodeRow)) == 1


def test_a_program_is_told_of_the_invoice_and_of_nothing_to_pay_it_by(
    app: APIFlask,
    desk: Desk,
    mailbox: str,
):
    put(desk, coded(TEXT, using(due=1250.05)))
    client, headers = app.test_client(), bearer(app)
    (key,) = client.get(f"{COMPANY}/{mailbox}/content", headers=headers).json
    content = client.get(f"{COMPANY}/{mailbox}/content/{key}", headers=headers).json
    assert (content["type"], content["payment_options"]) == ("invoice", [])


def test_deleting_for_good_takes_the_codes_too(desk: Desk, reader: Reader, backend: Backend):
    put(desk, coded(TEXT, using()))
    (letter,) = reader.letters()
    reader.post(f"/letters/{letter}/trash", trashed="yes")
    assert reader.post(f"/letters/{letter}/delete").status_code == 303
    with backend.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PageCodeRow)) == 0
