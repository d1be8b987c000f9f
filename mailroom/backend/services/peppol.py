"""Checks a written invoice against the rules of EN 16931, Peppol BIS 3.0 and Sweden.

Only rules that an invoice of ours can break stand here, under the ids that receivers answer with;
a statement that breaks one is never sent.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.statements import Statement
from mailroom.backend.services.ubl import (
    CAC,
    CBC,
    CREDIT_NOTE,
    CUSTOMIZATION,
    INVOICE,
    PROFILE,
    SWEDISH_COMPANY,
    peppol_xml,
)
from mailroom.domain.ids import is_digits, luhn_ok
from mailroom.domain.seller import Seller

_SPACES: Final = {"cac": CAC, "cbc": CBC}
_SELLER: Final = "cac:AccountingSupplierParty/cac:Party"
_BUYER: Final = "cac:AccountingCustomerParty/cac:Party"
_TOTAL: Final = "cac:LegalMonetaryTotal"
_SUBTOTAL: Final = "cac:TaxTotal/cac:TaxSubtotal"
_SLACK: Final = Decimal("0.02")
_RATES: Final = frozenset({Decimal(25), Decimal(12), Decimal(6)})
_BANKGIRO: Final = frozenset({7, 8})
_COUNTRY: Final = "cac:PostalAddress/cac:Country/cbc:IdentificationCode"
_VAT_LENGTH: Final = 14
_NUMBER_LENGTH: Final = 10


def sendable_xml(statement: Statement, seller: Seller) -> bytes:
    """As `peppol_xml`. Raises Refused(INVOICE_RULES) that names the broken rules."""
    xml = peppol_xml(statement, seller)
    broken = broken_rules(xml)
    if broken:
        rules = ", ".join(broken)
        raise Refused(Why.INVOICE_RULES, f"A receiver would refuse it, by {rules}.")
    return xml


def broken_rules(xml: bytes) -> tuple[str, ...]:
    """The ids of the rules that are broken; empty is right. Ours alone: no hostile XML here."""
    try:
        root = fromstring(xml)  # noqa: S314  written by this program a moment ago
    except ParseError:
        return ("XML",)
    if root.tag not in {f"{{{INVOICE}}}Invoice", f"{{{CREDIT_NOTE}}}CreditNote"}:
        return ("XML",)
    return tuple(rule for rule, holds in RULES.items() if not _holds(holds, root))


def _holds(rule: Callable[[Element], bool], root: Element) -> bool:
    try:
        return rule(root)
    except (InvalidOperation, StopIteration):
        # A figure that is none, or something that is not there at all.
        return False


def _all(root: Element, path: str) -> list[Element]:
    return root.findall(path, _SPACES)


def _text(root: Element, path: str) -> str:
    return (root.findtext(path, "", _SPACES) or "").strip()


def _has(*paths: str) -> Callable[[Element], bool]:
    return lambda root: all(_text(root, path) for path in paths)


def _figure(root: Element, path: str) -> Decimal:
    return Decimal(_text(root, path))


def _lines(root: Element) -> list[Element]:
    return _all(root, "cac:InvoiceLine") + _all(root, "cac:CreditNoteLine")


def _each_line(*paths: str) -> Callable[[Element], bool]:
    return lambda root: all(_text(line, path) for line in _lines(root) for path in paths)


def _quantity(line: Element) -> Decimal:
    return Decimal(_text(line, "cbc:InvoicedQuantity") or _text(line, "cbc:CreditedQuantity"))


def _sums_of_lines(root: Element) -> bool:
    return _figure(root, f"{_TOTAL}/cbc:LineExtensionAmount") == sum(
        _figure(line, "cbc:LineExtensionAmount") for line in _lines(root)
    )


def _line_amounts(root: Element) -> bool:
    return all(
        abs(
            _figure(line, "cbc:LineExtensionAmount")
            - _quantity(line) * _figure(line, "cac:Price/cbc:PriceAmount")
        )
        <= _SLACK
        for line in _lines(root)
    )


def _vat_of_each_rate(root: Element) -> bool:
    return all(
        abs(
            _figure(part, "cbc:TaxAmount")
            - _figure(part, "cbc:TaxableAmount")
            * _figure(part, "cac:TaxCategory/cbc:Percent")
            / 100
        )
        <= Decimal("0.005")
        for part in _all(root, _SUBTOTAL)
    )


def _taxable_of_each_rate(root: Element) -> bool:
    nets: dict[tuple[str, str], Decimal] = {}
    for line in _lines(root):
        category = "cac:Item/cac:ClassifiedTaxCategory"
        key = (_text(line, f"{category}/cbc:ID"), _text(line, f"{category}/cbc:Percent"))
        nets[key] = nets.get(key, Decimal(0)) + _figure(line, "cbc:LineExtensionAmount")
    said = {
        (_text(part, "cac:TaxCategory/cbc:ID"), _text(part, "cac:TaxCategory/cbc:Percent")): (
            _figure(part, "cbc:TaxableAmount")
        )
        for part in _all(root, _SUBTOTAL)
    }
    return nets == said


def _currencies(root: Element) -> bool:
    ours = _text(root, "cbc:DocumentCurrencyCode")
    return all(part.get("currencyID", ours) == ours for part in root.iter())


def _decimals(root: Element) -> bool:
    amounts = (part.text or "" for part in root.iter() if part.get("currencyID"))
    return all(len(amount.partition(".")[2]) <= 2 for amount in amounts)  # noqa: PLR2004  öre


def _none_empty(root: Element) -> bool:
    return all(len(part) or (part.text or "").strip() for part in root.iter())


def _periods_inside(root: Element) -> bool:
    first = _text(root, "cac:InvoicePeriod/cbc:StartDate")
    last = _text(root, "cac:InvoicePeriod/cbc:EndDate")
    return all(
        first <= _text(line, "cac:InvoicePeriod/cbc:StartDate")
        and _text(line, "cac:InvoicePeriod/cbc:EndDate") <= last
        for line in _lines(root)
    )


def _swedish_numbers(root: Element) -> bool:
    numbers = [part.text or "" for part in root.iter() if part.get("schemeID") == SWEDISH_COMPANY]
    return all(len(number) == _NUMBER_LENGTH and luhn_ok(number) for number in numbers)


def _seller_vat(root: Element) -> str:
    schemes = _all(root, f"{_SELLER}/cac:PartyTaxScheme")
    return next(
        _text(scheme, "cbc:CompanyID")
        for scheme in schemes
        if _text(scheme, "cac:TaxScheme/cbc:ID") == "VAT"
    )


def _f_tax(root: Element) -> bool:
    return all(
        _text(scheme, "cbc:CompanyID").upper() == "GODKÄND FÖR F-SKATT"
        for scheme in _all(root, f"{_SELLER}/cac:PartyTaxScheme")
        if _text(scheme, "cac:TaxScheme/cbc:ID") != "VAT"
    )


def _swedish_rates(root: Element) -> bool:
    categories = [
        *_all(root, ".//cac:TaxCategory"),
        *_all(root, ".//cac:ClassifiedTaxCategory"),
    ]
    return all(
        _figure(category, "cbc:Percent") in _RATES
        for category in categories
        if _text(category, "cbc:ID") == "S"
    )


def _bankgiro(root: Element) -> str:
    return _text(root, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID")


RULES: Final[Mapping[str, Callable[[Element], bool]]] = MappingProxyType(
    {
        "BR-02": _has("cbc:ID"),
        "BR-03": _has("cbc:IssueDate"),
        "BR-04": lambda root: bool(
            _text(root, "cbc:InvoiceTypeCode") or _text(root, "cbc:CreditNoteTypeCode")
        ),
        "BR-05": _has("cbc:DocumentCurrencyCode"),
        "BR-06": _has(f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName"),
        "BR-07": _has(f"{_BUYER}/cac:PartyLegalEntity/cbc:RegistrationName"),
        "BR-09": _has(f"{_SELLER}/{_COUNTRY}"),
        "BR-11": _has(f"{_BUYER}/{_COUNTRY}"),
        "BR-16": lambda root: bool(_lines(root)),
        "BR-21": _each_line("cbc:ID"),
        "BR-22": lambda root: all(_quantity(line).is_finite() for line in _lines(root)),
        "BR-24": _each_line("cbc:LineExtensionAmount"),
        "BR-25": _each_line("cac:Item/cbc:Name"),
        "BR-26": _each_line("cac:Price/cbc:PriceAmount"),
        "BR-27": lambda root: all(
            _figure(line, "cac:Price/cbc:PriceAmount") >= 0 for line in _lines(root)
        ),
        "BR-CO-10": _sums_of_lines,
        "BR-CO-13": lambda root: (
            _figure(root, f"{_TOTAL}/cbc:TaxExclusiveAmount")
            == _figure(root, f"{_TOTAL}/cbc:LineExtensionAmount")
        ),
        "BR-CO-14": lambda root: (
            _figure(root, "cac:TaxTotal/cbc:TaxAmount")
            == sum(_figure(part, "cbc:TaxAmount") for part in _all(root, _SUBTOTAL))
        ),
        "BR-CO-15": lambda root: (
            _figure(root, f"{_TOTAL}/cbc:TaxInclusiveAmount")
            == _figure(root, f"{_TOTAL}/cbc:TaxExclusiveAmount")
            + _figure(root, "cac:TaxTotal/cbc:TaxAmount")
        ),
        "BR-CO-16": lambda root: (
            _figure(root, f"{_TOTAL}/cbc:PayableAmount")
            == _figure(root, f"{_TOTAL}/cbc:TaxInclusiveAmount")
        ),
        "BR-CO-17": _vat_of_each_rate,
        "BR-CO-18": lambda root: bool(_all(root, _SUBTOTAL)),
        "BR-CO-25": lambda root: bool(
            _text(root, "cbc:DueDate") or _text(root, "cac:PaymentTerms/cbc:Note")
        ),
        "BR-S-08": _taxable_of_each_rate,
        "BR-DEC": _decimals,
        "PEPPOL-EN16931-R001": lambda root: _text(root, "cbc:ProfileID") == PROFILE,
        "PEPPOL-EN16931-R003": _has("cbc:BuyerReference"),
        "PEPPOL-EN16931-R004": lambda root: _text(root, "cbc:CustomizationID") == CUSTOMIZATION,
        "PEPPOL-EN16931-R008": _none_empty,
        "PEPPOL-EN16931-R010": _has(f"{_BUYER}/cbc:EndpointID"),
        "PEPPOL-EN16931-R020": _has(f"{_SELLER}/cbc:EndpointID"),
        "PEPPOL-EN16931-R051": _currencies,
        "PEPPOL-EN16931-R053": lambda root: len(_all(root, "cac:TaxTotal")) == 1,
        "PEPPOL-EN16931-R110": _periods_inside,
        "PEPPOL-EN16931-R120": _line_amounts,
        "PEPPOL-COMMON-R049": _swedish_numbers,
        "SE-R-001": lambda root: len(_seller_vat(root)) == _VAT_LENGTH,
        "SE-R-002": lambda root: is_digits(_seller_vat(root)[2:]),
        "SE-R-005": _f_tax,
        "SE-R-006": _swedish_rates,
        "SE-R-008": lambda root: is_digits(_bankgiro(root)),
        "SE-R-009": lambda root: len(_bankgiro(root)) in _BANKGIRO,
        "SE-R-013": lambda root: luhn_ok(
            _text(root, f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID")
        ),
    }
)
