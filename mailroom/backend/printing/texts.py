"""Everything that printed papers say, in Swedish and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mailroom.domain.pricelist import FeeKind


@dataclass(frozen=True, slots=True)
class PaperTexts:
    """Sentences with braces are filled by `str.format`."""

    invoice: str
    credit_note: str
    number: str
    customer: str
    issued: str
    due: str
    credits: str
    reference: str
    bankgiro: str
    fee: str
    period: str
    quantity: str
    price: str
    amount: str
    net: str
    vat: str
    to_pay: str
    credited: str
    pay_foot: str
    seller_foot: str
    fees: Mapping[FeeKind, str]
    carriers: Mapping[str, str]
    consignments: Mapping[str, str]
    undeliverable: str
    tracking: str
    hand_over: str
    consignment: str
    consignments_count: str
    items_count: str
    town: str
    tracking_title: str
    weight_title: str
    driver_signs: str
    hander_signs: str
    decimals: str
    box: str
    shelf: str
    pick_list: str
    place: str
    on_desk: str
    scan_id: str
    made: str
    lines: str
    protocol: str
    reasons: Mapping[str, str]
    reason: str
    proposed_by: str
    approved_by: str
    carried_out: str
    arrived: str
    outside: str
    fingerprint: str
    first_signature: str
    second_signature: str


SWEDISH: Final = PaperTexts(
    invoice="Faktura",
    credit_note="Kreditfaktura",
    number="Nummer",
    customer="Organisationsnummer",
    issued="Fakturadatum",
    due="Förfallodag",
    credits="Avser faktura",
    reference="OCR-nummer",
    bankgiro="Bankgiro",
    fee="Avgift",
    period="Period",
    quantity="Antal",
    price="À-pris",
    amount="Belopp",
    net="Summa utan moms",
    vat="Moms {percent} %",
    to_pay="Att betala",
    credited="Att kreditera",
    pay_foot="Betala till bankgiro {bankgiro} med OCR-nummer {reference} senast {due}.",
    seller_foot="{name}, {street}, {postcode} {city}, org.nr {number}, momsnr {vat}",
    fees={
        FeeKind.MONTHLY: "Fast månadsavgift",
        FeeKind.SCANNING: "Skanning",
        FeeKind.ORIGINAL: "Leverans av original",
        FeeKind.UNSCANNABLE: "Leverans av oskannbar post",
        FeeKind.CHANGE_OF_ADDRESS: "Ändring av adress",
    },
    carriers={"post": "BREV", "courier": "BUD", "": "LISTA"},
    consignments={
        "forward": "Eftersändning",
        "return": "Retur till avsändaren",
        "hand_over": "Överlämning",
        "original": "Original",
    },
    undeliverable="Vid obeställbarhet åter till:",
    tracking="Kollinummer {number}",
    hand_over="Överlämning till {operator}",
    consignment="Kolli",
    consignments_count="Antal kollin",
    items_count="Antal försändelser",
    town="Till",
    tracking_title="Kollinummer",
    weight_title="Vikt",
    driver_signs="Hämtat av: namn, namnteckning, datum och tid",
    hander_signs="Överlämnat av {name}: namnteckning",
    decimals=",",
    box="Kartong",
    shelf="Hylla",
    pick_list="Plocklista",
    place="Läge",
    on_desk="Väntar på bordet",
    scan_id="Skannings-id",
    made="Utskriven",
    lines="Rader",
    protocol="Destruktionsprotokoll",
    reasons={
        "marketing": "Reklam",
        "agreement_ended": "Inkommet efter avtalets slut",
        "retention": "Sju år har gått",
    },
    reason="Skäl",
    proposed_by="Föreslaget av",
    approved_by="Godkänt av",
    carried_out="Genomfört",
    arrived="Ankom",
    outside="Utsidans bild (SHA-256, början)",
    fingerprint="Protokollets SHA-256: {sha256}",
    first_signature="Genomfört av {name}",
    second_signature="Bevittnat av {name}",
)
ENGLISH: Final = PaperTexts(
    invoice="Invoice",
    credit_note="Credit note",
    number="Number",
    customer="Registration number",
    issued="Issued",
    due="Due",
    credits="For invoice",
    reference="Reference (OCR)",
    bankgiro="Bankgiro",
    fee="Fee",
    period="Period",
    quantity="Quantity",
    price="Unit price",
    amount="Amount",
    net="Total without VAT",
    vat="VAT {percent} %",
    to_pay="To pay",
    credited="To credit",
    pay_foot="Pay to bankgiro {bankgiro} with reference {reference} by {due}.",
    seller_foot="{name}, {street}, {postcode} {city}, reg. no. {number}, VAT no. {vat}",
    fees={
        FeeKind.MONTHLY: "Fixed monthly fee",
        FeeKind.SCANNING: "Scanning",
        FeeKind.ORIGINAL: "Delivery of an original",
        FeeKind.UNSCANNABLE: "Delivery of unscannable mail",
        FeeKind.CHANGE_OF_ADDRESS: "Change of address",
    },
    carriers={"post": "POST", "courier": "COURIER", "": "LIST"},
    consignments={
        "forward": "Forwarded",
        "return": "Return to sender",
        "hand_over": "Hand-over",
        "original": "Original",
    },
    undeliverable="If undeliverable return to:",
    tracking="Tracking number {number}",
    hand_over="Hand-over to {operator}",
    consignment="Consignment",
    consignments_count="Consignments",
    items_count="Items",
    town="To",
    tracking_title="Tracking number",
    weight_title="Weight",
    driver_signs="Collected by: name, signature, date and time",
    hander_signs="Handed over by {name}: signature",
    decimals=".",
    box="Box",
    shelf="Shelf",
    pick_list="Pick list",
    place="Place",
    on_desk="Waits on the desk",
    scan_id="Scan id",
    made="Printed",
    lines="Lines",
    protocol="Destruction protocol",
    reasons={
        "marketing": "Advertising",
        "agreement_ended": "Arrived after the agreement's end",
        "retention": "Seven years have passed",
    },
    reason="Reason",
    proposed_by="Proposed by",
    approved_by="Approved by",
    carried_out="Carried out",
    arrived="Arrived",
    outside="Picture of the outside (SHA-256, beginning)",
    fingerprint="The protocol's SHA-256: {sha256}",
    first_signature="Carried out by {name}",
    second_signature="Witnessed by {name}",
)
BY_LANGUAGE: Final = {"sv": SWEDISH, "en": ENGLISH}
