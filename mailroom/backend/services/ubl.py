"""Writes statements as Peppol BIS Billing 3.0: UBL invoices and credit notes."""

from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from mailroom.backend.services.statements import Kind, Line, Statement, vat_by_rate
from mailroom.domain.amounts import ORE_PER_KRONA
from mailroom.domain.ids import vat_number_of
from mailroom.domain.pricelist import FeeKind
from mailroom.domain.seller import Seller

INVOICE: Final = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE: Final = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CUSTOMIZATION: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
SWEDISH_COMPANY: Final = "0007"
"""ICD of Swedish registration numbers."""
_CURRENCY: Final = "SEK"
_ONE: Final = "C62"
_CREDIT_TRANSFER: Final = "30"
_TYPES: Final = {Kind.INVOICE: "380", Kind.CREDIT: "381"}
_NAMES: Final = {
    FeeKind.MONTHLY: "Fast månadsavgift",
    FeeKind.SCANNING: "Skanning",
    FeeKind.ORIGINAL: "Leverans av original",
    FeeKind.UNSCANNABLE: "Leverans av försändelse som inte kan skannas",
    FeeKind.CHANGE_OF_ADDRESS: "Ändring av adress",
}


def peppol_xml(statement: Statement, seller: Seller) -> bytes:
    """UTF-8 with its declaration; elements in the order that the schema wants."""
    is_credit = statement.kind is Kind.CREDIT
    for prefix, namespace in (("cac", CAC), ("cbc", CBC)):
        register_namespace(prefix, namespace)
    root = Element(f"{{{CREDIT_NOTE if is_credit else INVOICE}}}" + _noun(statement))
    _text(root, "CustomizationID", CUSTOMIZATION)
    _text(root, "ProfileID", PROFILE)
    _text(root, "ID", str(statement.number))
    _text(root, "IssueDate", statement.issued_on.isoformat())
    if not is_credit:
        _text(root, "DueDate", statement.due_on.isoformat())
    _text(root, f"{_noun(statement)}TypeCode", _TYPES[statement.kind])
    _text(root, "DocumentCurrencyCode", _CURRENCY)
    _text(root, "BuyerReference", statement.customer)
    period = _group(root, "InvoicePeriod")
    _text(period, "StartDate", min(line.first_day for line in statement.lines).isoformat())
    _text(period, "EndDate", max(line.last_day for line in statement.lines).isoformat())
    if statement.credits is not None:
        before = _group(_group(root, "BillingReference"), "InvoiceDocumentReference")
        _text(before, "ID", str(statement.credits))
    _supplier(_group(root, "AccountingSupplierParty"), seller)
    _customer(_group(root, "AccountingCustomerParty"), statement)
    _payment(root, statement, seller)
    _taxes(root, statement)
    _totals(root, statement)
    for number, line in enumerate(statement.lines, 1):
        _line(root, statement, line, number)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _noun(statement: Statement) -> str:
    return "CreditNote" if statement.kind is Kind.CREDIT else "Invoice"


def _supplier(parent: Element, seller: Seller) -> None:
    party = _group(parent, "Party")
    _text(party, "EndpointID", seller.number, schemeID=SWEDISH_COMPANY)
    _address(party, seller.street, seller.city, seller.postcode)
    _tax_scheme(party, vat_number_of(seller.number), "VAT")
    _tax_scheme(party, "Godkänd för F-skatt", "TAX")
    _legal(party, seller.name, seller.number)


def _customer(parent: Element, statement: Statement) -> None:
    party = _group(parent, "Party")
    _text(party, "EndpointID", statement.customer, schemeID=SWEDISH_COMPANY)
    _address(party, statement.street, statement.city, statement.postcode)
    _legal(party, statement.name, statement.customer)


def _address(party: Element, street: str, city: str, postcode: str) -> None:
    address = _group(party, "PostalAddress")
    for name, value in (("StreetName", street), ("CityName", city), ("PostalZone", postcode)):
        if value:
            _text(address, name, value)
    _text(_group(address, "Country"), "IdentificationCode", "SE")


def _tax_scheme(party: Element, company: str, scheme: str) -> None:
    group = _group(party, "PartyTaxScheme")
    _text(group, "CompanyID", company)
    _text(_group(group, "TaxScheme"), "ID", scheme)


def _legal(party: Element, name: str, number: str) -> None:
    entity = _group(party, "PartyLegalEntity")
    _text(entity, "RegistrationName", name)
    _text(entity, "CompanyID", number, schemeID=SWEDISH_COMPANY)


def _payment(root: Element, statement: Statement, seller: Seller) -> None:
    means = _group(root, "PaymentMeans")
    _text(means, "PaymentMeansCode", _CREDIT_TRANSFER)
    _text(means, "PaymentID", statement.reference)
    account = _group(means, "PayeeFinancialAccount")
    _text(account, "ID", seller.bankgiro)
    _text(_group(account, "FinancialInstitutionBranch"), "ID", "SE:BANKGIRO")
    terms = _group(root, "PaymentTerms")
    _text(terms, "Note", f"Förfaller {statement.due_on.isoformat()}")


def _taxes(root: Element, statement: Statement) -> None:
    total = _group(root, "TaxTotal")
    _amount(total, "TaxAmount", statement.vat_ore)
    for rate, (net, vat) in vat_by_rate(statement.lines).items():
        part = _group(total, "TaxSubtotal")
        _amount(part, "TaxableAmount", net)
        _amount(part, "TaxAmount", vat)
        _category(_group(part, "TaxCategory"), rate)


def _category(category: Element, rate: int) -> None:
    _text(category, "ID", "S" if rate else "Z")
    _text(category, "Percent", str(rate))
    _text(_group(category, "TaxScheme"), "ID", "VAT")


def _totals(root: Element, statement: Statement) -> None:
    total = _group(root, "LegalMonetaryTotal")
    _amount(total, "LineExtensionAmount", statement.net_ore)
    _amount(total, "TaxExclusiveAmount", statement.net_ore)
    _amount(total, "TaxInclusiveAmount", statement.gross_ore)
    _amount(total, "PayableAmount", statement.gross_ore)


def _line(root: Element, statement: Statement, line: Line, number: int) -> None:
    is_credit = statement.kind is Kind.CREDIT
    group = _group(root, f"{_noun(statement)}Line")
    _text(group, "ID", str(number))
    quantity = "CreditedQuantity" if is_credit else "InvoicedQuantity"
    _text(group, quantity, str(line.quantity), unitCode=_ONE)
    _amount(group, "LineExtensionAmount", line.net_ore)
    period = _group(group, "InvoicePeriod")
    _text(period, "StartDate", line.first_day.isoformat())
    _text(period, "EndDate", line.last_day.isoformat())
    item = _group(group, "Item")
    _text(item, "Name", _NAMES[line.kind])
    _category(_group(item, "ClassifiedTaxCategory"), line.vat_percent)
    _amount(_group(group, "Price"), "PriceAmount", line.unit_ore)


def _group(parent: Element, name: str) -> Element:
    return SubElement(parent, f"{{{CAC}}}{name}")


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, f"{{{CBC}}}{name}", attributes).text = text


def _amount(parent: Element, name: str, ore: int) -> None:
    kronor = Decimal(ore) / ORE_PER_KRONA
    _text(parent, name, f"{kronor:.2f}", currencyID=_CURRENCY)
