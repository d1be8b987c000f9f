"""What a letter asks to be paid: every figure has something to speak for it, or is not shown."""

import re

import pytest
import zxingcpp
from markupsafe import Markup
from PIL import Image

from mailroom.backend.services.paying import paying_of
from mailroom.backend.services.printed_payment import Payment, Swish
from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.backend.web.paying import payment_qr, swish_qr
from mailroom.domain.invoicefields import Source
from mailroom.domain.payment_codes import parse_swish, parse_using_qr
from tests.backend.builders import Desk, Reader
from tests.backend.test_company_pages import deliver

HEAD = "Faktura\nOCR-nr: 25042950342\n"
SWISH = "Swish: 123 785 69 01\n"


def read(drawn: Markup | None) -> str:
    """What an application reads out of the code on the page, from its modules' own path."""
    assert drawn is not None
    size = int(re.search(r'viewBox="0 0 (\d+)', drawn)[1])
    path = re.search(r' d="([^"]+)"', drawn)[1]
    picture = Image.new("L", (size, size), 255)
    x = y = 0.0
    for move, numbers in re.findall(r"([MmhH])\s*([-\d. ]+)", path):
        steps = [float(each) for each in numbers.replace("-", " -").split()]
        if move == "M":
            x, y = steps
        elif move == "m":
            x, y = x + steps[0], y + steps[1]
        else:
            for column in range(int(x), int(x + steps[0])):
                picture.putpixel((column, int(y)), 0)
            x += steps[0]
    (code,) = zxingcpp.read_barcodes(picture.resize((size * 6, size * 6), Image.Resampling.NEAREST))
    return code.text


def test_printed_giro_and_reference_are_shown_and_an_amount_that_stands_twice():
    twice = "Att betala 1 250,50 kr\nBelopp att betala: 1 250,50\n"
    paying = paying_of(["Hej", HEAD + "Bankgiro 237-4825\n" + twice])
    assert paying.payment == Payment("bankgiro", "237-4825", "25042950342", 125050, 2, Source.PRINT)
    assert paying_of([HEAD + "Plusgiro 28 65 43-4\n"]).payment == Payment(
        "plusgiro", "28 65 43-4", "25042950342", None, 1, Source.PRINT
    )


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Bankgiro 237-4824",
        HEAD + "Bankgiro 237-4825\nBankgiro 5050-1055",
        HEAD.replace("342", "343") + "Bankgiro 237-4825",
        HEAD + "OCR-nr: 1234574\nBankgiro 237-4825",
        "Kreditfaktura\nOCR-nr: 25042950342\nBankgiro 237-4825",
        HEAD + "Bankgiro 237-4825\nFakturan betalas via autogiro",
        HEAD + "Bankgiro 237-4825\nFakturan skickas som e-faktura",
    ],
)
def test_r51_what_fails_a_check_or_is_paid_by_itself_is_no_payment(text: str):
    assert paying_of([text]).payment is None


@pytest.mark.parametrize("amounts", ["Att betala 99,00", "Att betala 99,00\nAtt betala 98,00"])
def test_an_amount_that_stands_once_or_otherwise_is_left_to_the_payer(amounts: str):
    payment = paying_of([HEAD + "Bankgiro 237-4825\n" + amounts]).payment
    assert payment is not None
    assert payment.amount_ore is None


@pytest.mark.parametrize(
    ("text", "swish"),
    [
        (SWISH, Swish(None, 1)),
        (SWISH + "Betala till Swishnummer 1237856901", Swish("1237856901", 1)),
        (SWISH + "Swish 123 785 69 02", Swish(None, 1)),
        ("Swish: 070-123 45 67", None),
        ("Swish: 123 785 69 01 2", None),
    ],
)
def test_a_swish_number_is_believed_when_two_lines_give_it_alike(text: str, swish: Swish | None):
    assert paying_of(["Faktura\n" + text]).swish == swish


def test_the_codes_say_what_the_page_says():
    text = HEAD + "Förfallodatum 2026-11-30\nPlusgiro 28 65 43-4\n" + SWISH * 2
    paying = paying_of([text + "Att betala 1 250,05\n" * 2])
    assert paying.payment is not None
    assert paying.swish is not None
    bank = parse_using_qr(read(payment_qr(paying.payment, "Städ & Co AB", paying.due_on)))
    assert (bank.payment_type, bank.account, bank.due_ore) == ("PG", "28 65 43-4", 125005)
    assert (bank.name, bank.invoice_reference) == ("Städ & Co AB", "25042950342")
    assert bank.due_date == paying.due_on
    paid = parse_swish(read(swish_qr(paying.swish, paying.payment)))
    assert (paid.payee, paid.amount_ore, paid.message) == ("1237856901", 125005, "25042950342")
    assert parse_swish(read(swish_qr(paying.swish, None))).mask == 2


def test_every_figure_on_the_page_links_to_where_it_stands(desk: Desk, reader: Reader):
    deliver(desk, HEAD + "Bankgiro 237-4825\n" + SWISH * 2)
    page = reader.client.get(f"/letters/{reader.letters()[0]}").text
    for sentence in (SWEDISH.pay_sources["print"], SWEDISH.pay_swish_twice):
        assert f'<a href="#page-1">{sentence.format(page=1)}</a>' in page
    assert "123 785 69 01" in page
    assert page.count('class="qr"') == 2


def test_the_due_date_leads_to_its_page(desk: Desk, reader: Reader):
    assert paying_of(["Hej", "Faktura\nFörfallodatum 2026-11-30"]).due_page == 2
    deliver(desk, "Faktura\nFörfallodatum 2026-11-30")
    page = reader.client.get(f"/letters/{reader.letters()[0]}").text
    assert f'<a href="#page-1">{SWEDISH.pay_due_source.format(page=1)}</a>' in page


def test_a_swish_number_that_is_not_certain_is_only_pointed_at(desk: Desk, reader: Reader):
    deliver(desk, HEAD + SWISH)
    page = reader.client.get(f"/letters/{reader.letters()[0]}").text
    assert SWEDISH.pay_swish_once.format(page=1) in page
    assert 'class="qr"' not in page
