"""Letters that ask for euros by an EPC code: shown as they ask, or both sides of what disagrees."""

from pathlib import Path

import pytest

from mailroom.backend.services.paying import paying_of
from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.domain.epc import parse_epc
from mailroom.domain.invoicefields import FieldName, Source
from tests.backend.browsing import PHONE, WIDER, browser, sized
from tests.backend.builders import Desk, Reader
from tests.backend.test_payment_codes import TEXT, coded, on_page, put, using
from tests.backend.test_scanned_codes import seen_in
from tests.domain.test_epc import IBAN, written

IN_EUROS = f"Faktura\nAtt betala: 1 250,50 EUR\nIBAN {IBAN}\nNetto 1 000,40 €"
OTHER_IBAN = "SE4550000000058398257466"


def test_what_a_code_asks_for_is_shown_and_nothing_else():
    for text in ("Faktura", IN_EUROS, "", "Rechnung 117\nIBAN DE89 3704 0044 0532 0130 00"):
        paying = paying_of([text], on_page(written()))
        assert paying.disagreements == (), text
        assert paying.transfer is not None
        assert (paying.transfer.code, paying.transfer.page) == (parse_epc(written()), 1)
        assert (paying.payment, paying.swish) == (None, None)


def test_it_stands_beside_a_payment_in_kronor():
    paying = paying_of([TEXT], on_page(using(), written()))
    assert (paying.payment is None, paying.transfer is None) == (False, False)
    assert paying.disagreements == ()


@pytest.mark.parametrize(
    ("text", "payloads", "name", "values"),
    [
        (IN_EUROS, [written(iban=OTHER_IBAN)], FieldName.IBAN, {IBAN, OTHER_IBAN}),
        (IN_EUROS, [written(amount="EUR1250.05")], FieldName.EUROS, {"125050", "100040", "125005"}),
        ("Faktura", [written(), written(iban=OTHER_IBAN)], FieldName.IBAN, {IBAN, OTHER_IBAN}),
        ("Faktura", [written(), written(amount="EUR1")], FieldName.EUROS, {"125050", "100"}),
    ],
)
def test_what_disagrees_is_said_and_nothing_is_offered(
    text: str, payloads: list[str], name: FieldName, values: set[str]
):
    paying = paying_of([text], on_page(*payloads))
    assert (paying.payment, paying.transfer) == (None, None)
    (found,) = paying.disagreements
    assert found.name is name
    assert {said.value for said in found.said} == values
    assert Source.QR in {said.source for said in found.said}


@pytest.mark.parametrize(
    ("text", "payloads"),
    [
        ("Faktura", [written(iban="DE89370400440532013001")]),
        ("Faktura", [written(), written(name="Somebody Else")]),
        ("Kreditfaktura", [written()]),
        ("Faktura\nBeloppet dras via autogiro", [written()]),
    ],
)
def test_what_is_not_one_sound_request_is_offered_nobody(text: str, payloads: list[str]):
    assert paying_of([text], on_page(*payloads)).transfer is None


@pytest.mark.parametrize(
    "total",
    [
        "Att betala 125,00 EUR\nTotalt att betala: 125,00 EUR",
        "Att betala EUR 125,00\nTotalt att betala: € 125,00",
        "Valuta: NOK\nAtt betala 125,00\nTotalt att betala 125,00",
    ],
)
def test_an_amount_in_other_money_is_no_amount_in_kronor(total: str):
    paying = paying_of([f"Faktura\n{total}\nBankgiro 237-4825\nOCR-nr: 25042950342"])
    assert paying.payment is not None
    assert paying.payment.amount_ore is None


def test_the_page_shows_it_as_data_and_a_bank_reads_our_code(
    desk: Desk,
    reader: Reader,
    address: str,
    tmp_path: Path,
):
    name = "<b>Müller</b> & Söhne GmbH"
    put(desk, coded(IN_EUROS, written(name=name)))
    path = f"/letters/{reader.letters()[0]}"
    shown = reader.client.get(path).text
    for expected in (
        "DE89 3704 0044 0532 0130 00",
        "1\xa0250,50\xa0EUR",
        "&lt;b&gt;Müller&lt;/b&gt; &amp; Söhne GmbH",
        SWEDISH.pay_transfer_code.format(page=1).replace("'", "&#39;"),
    ):
        assert expected in shown
    assert "<b>Müller" not in shown
    with browser(tmp_path / "profile", address, reader) as driver:
        sized(driver, PHONE)
        driver.get(address + path)
        assert not driver.execute_script(WIDER)
        assert parse_epc(seen_in(driver, ".pay figure svg")) == parse_epc(written(name=name))
