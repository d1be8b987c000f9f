"""Invoices as XML keep the published rules of EN 16931, Peppol BIS 3 and Sweden, and ours agree."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailroom.backend.services.peppol import RULES, broken_rules, sendable_xml
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.statements import Kind, Line, Statement, vat_by_rate
from mailroom.backend.services.ubl import peppol_xml
from mailroom.domain.months import Month
from mailroom.domain.pricelist import FeeKind
from tests.backend.billing import SELLER
from tests.backend.published import Rules, published_rules

DAY = dt.date(2026, 12, 1)
TWO_RATES = (
    Line(FeeKind.SCANNING, DAY, DAY, 2, 350, 25),
    Line(FeeKind.MONTHLY, DAY, DAY + dt.timedelta(days=30), 1, 29_900, 12),
)


@pytest.fixture(scope="module")
def published() -> Iterator[Rules]:
    with published_rules() as rules:
        yield rules


def statement(kind: Kind, lines: Sequence[Line]) -> Statement:
    rates = vat_by_rate(lines).values()
    return Statement(
        number=100_001,
        kind=kind,
        customer="5577067472",
        month=Month(2026, 12),
        credits=100_000 if kind is Kind.CREDIT else None,
        name="Kund & Söner <AB>",
        street="",
        postcode="831 31",
        city="Östersund",
        issued_on=DAY,
        due_on=DAY + dt.timedelta(days=30),
        reference="10000180",
        lines=tuple(lines),
        net_ore=sum(net for net, _ in rates),
        vat_ore=sum(vat for _, vat in rates),
        outstanding_ore=0,
    )


ORDER = {
    "Invoice": "CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note"
    " DocumentCurrencyCode BuyerReference InvoicePeriod BillingReference AccountingSupplierParty"
    " AccountingCustomerParty PaymentMeans PaymentTerms TaxTotal LegalMonetaryTotal InvoiceLine",
    "CreditNote": "CustomizationID ProfileID ID IssueDate CreditNoteTypeCode Note"
    " DocumentCurrencyCode BuyerReference InvoicePeriod BillingReference AccountingSupplierParty"
    " AccountingCustomerParty PaymentMeans PaymentTerms TaxTotal LegalMonetaryTotal CreditNoteLine",
    "Party": "EndpointID PartyName PostalAddress PartyTaxScheme PartyLegalEntity",
    "PostalAddress": "StreetName CityName PostalZone Country",
    "PartyTaxScheme": "CompanyID TaxScheme",
    "PartyLegalEntity": "RegistrationName CompanyID",
    "PaymentMeans": "PaymentMeansCode PaymentID PayeeFinancialAccount",
    "PayeeFinancialAccount": "ID Name FinancialInstitutionBranch",
    "TaxTotal": "TaxAmount TaxSubtotal",
    "TaxSubtotal": "TaxableAmount TaxAmount TaxCategory",
    "TaxCategory": "ID Percent TaxScheme",
    "ClassifiedTaxCategory": "ID Percent TaxScheme",
    "LegalMonetaryTotal": "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount PayableAmount",
    "InvoiceLine": "ID InvoicedQuantity LineExtensionAmount InvoicePeriod Item Price",
    "CreditNoteLine": "ID CreditedQuantity LineExtensionAmount InvoicePeriod Item Price",
    "Item": "Name ClassifiedTaxCategory",
    "InvoicePeriod": "StartDate EndDate",
}
"""Of UBL 2.1's schema, as far as ours goes; a group that is not here has one child."""

LINES = st.builds(
    lambda kind, length, quantity, ore, vat: Line(
        kind, DAY, DAY + dt.timedelta(days=length), quantity, ore, vat
    ),
    st.sampled_from(FeeKind),
    st.integers(0, 61),
    st.integers(1, 9_999),
    st.integers(0, 1_000_000),
    st.sampled_from([0, 6, 12, 25]),
)


def test_what_the_month_invoices_keeps_every_published_rule(
    invoice: Statement, credit_note: Statement, published: Rules
):
    for each in (invoice, credit_note):
        verdict = published.judge(sendable_xml(each, SELLER))
        assert verdict.failed == ()
        assert verdict.fired > 90, "the rules looked at all of it"


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(Kind), lines=st.lists(LINES, min_size=1, max_size=8))
def test_whatever_is_charged_keeps_every_published_rule(
    published: Rules, kind: Kind, lines: list[Line]
):
    xml = peppol_xml(statement(kind, lines), SELLER)
    assert published.judge(xml).failed == ()
    assert broken_rules(xml) == ()


@pytest.mark.parametrize("kind", Kind)
def test_the_elements_stand_in_the_schemas_order(kind: Kind):
    root = fromstring(peppol_xml(statement(kind, TWO_RATES), SELLER))  # noqa: S314  our own
    for group in root.iter():
        names = [child.tag.rpartition("}")[2] for child in group]
        order = ORDER.get(group.tag.rpartition("}")[2], "").split()
        assert len(names) <= 1 or names == sorted(names, key=order.index), group.tag


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("<cbc:ID>100001<", "<cbc:ID> <", "BR-02"),
        ("<cbc:IssueDate>2026-12-01<", "<cbc:IssueDate><", "BR-03"),
        ("RegistrationName>Brevrummet AB<", "RegistrationName><", "BR-06"),
        ("RegistrationName>Kund &amp; Söner &lt;AB&gt;<", "RegistrationName><", "BR-07"),
        ("Name>Skanning<", "Name><", "BR-25"),
        ('PriceAmount currencyID="SEK">3.50<', 'PriceAmount currencyID="SEK">-3.50<', "BR-27"),
        ('TaxableAmount currencyID="SEK">7', 'TaxableAmount currencyID="SEK">8', "BR-S-08"),
        ("Payable", "Playable", "BR-CO-16"),
        ('InclusiveAmount currencyID="SEK">', 'InclusiveAmount currencyID="SEK">1', "BR-CO-15"),
        ("<cbc:Percent>25<", "<cbc:Percent>19<", "SE-R-006"),
        ("SE556999999701", "SE5569999997", "SE-R-001"),
        (">5569999997<", ">556999-997<", "PEPPOL-COMMON-R049"),
        ("Godkänd för F-skatt", "F-skatt", "SE-R-005"),
        (">1234566<", ">BG 123<", "SE-R-008"),
        ("<cbc:DocumentCurrencyCode>SEK", "<cbc:DocumentCurrencyCode>EUR", "PEPPOL-EN16931-R051"),
        ("<cbc:BuyerReference>5577067472</cbc:BuyerReference>", "", "PEPPOL-EN16931-R003"),
        ("<cbc:BuyerReference>5577067472<", "<cbc:BuyerReference><", "PEPPOL-EN16931-R008"),
        ('unitCode="C62">2<', 'unitCode="C62">3<', "PEPPOL-EN16931-R120"),
        ("InvoicedQuantity", "PaidQuantity", "BR-22"),
        ("billing:3.0<", "billing:2.0<", "PEPPOL-EN16931-R004"),
    ],
)
def test_an_invoice_that_breaks_a_rule_is_told_of_as_published(
    published: Rules, before: str, after: str, rule: str
):
    xml = peppol_xml(statement(Kind.INVOICE, TWO_RATES), SELLER).decode()
    assert before in xml
    broken = xml.replace(before, after).encode()
    assert rule in broken_rules(broken)
    assert rule in published.judge(broken).failed


def test_the_sellers_number_must_have_its_check_digit():
    """SE-R-013 is younger than the published sheets of these tests."""
    wrong = replace(SELLER, number="5569999998")
    assert "SE-R-013" in broken_rules(peppol_xml(statement(Kind.INVOICE, TWO_RATES), wrong))


@pytest.mark.parametrize("xml", [b"", b"<a>", b"<a/>", b"hej"])
def test_what_is_no_invoice_is_told_of(xml: bytes):
    assert broken_rules(xml) == ("XML",)


def test_every_rule_can_be_broken():
    """An invoice with nothing in it breaks nearly all: none of the rules is a yes-man."""
    noun = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
    assert noun.encode() in peppol_xml(statement(Kind.INVOICE, TWO_RATES), SELLER)
    empty = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"> </Invoice>'
    whole = {"BR-21", "BR-22", "BR-24", "BR-25", "BR-26", "BR-27", "BR-CO-17", "BR-S-08", "BR-DEC"}
    whole |= {"PEPPOL-EN16931-R051", "PEPPOL-EN16931-R110", "PEPPOL-EN16931-R120"}
    whole |= {"PEPPOL-COMMON-R049", "SE-R-005", "SE-R-006"}
    assert set(broken_rules(empty)) >= set(RULES) - whole


def test_what_a_receiver_would_refuse_is_not_handed_out():
    with pytest.raises(Refused) as refused:
        sendable_xml(statement(Kind.INVOICE, TWO_RATES), replace(SELLER, bankgiro="123"))
    assert refused.value.why is Why.INVOICE_RULES
    assert "SE-R-009" in refused.value.sentence
