"""A payment as codes that the reader's bank and Swish read: UsingQR, the EPC's, Swish's own."""

import datetime as dt
import json
from typing import Final
from urllib.parse import quote

import segno
from markupsafe import Markup

from mailroom.backend.services.printed_payment import BANKGIRO, PLUSGIRO, Payment, Swish
from mailroom.domain.epc import EpcCode
from mailroom.domain.invoicefields import Source

_ACCOUNTS: Final = {BANKGIRO: "BG", PLUSGIRO: "PG"}
_AMOUNT_IS_OPEN: Final = 2
"""Swish's mask: what the payer may change."""


def payment_qr(payment: Payment, payee: str, due_on: dt.date | None) -> Markup | None:
    """An SVG of the invoice's own figures; None when the kind of account is not known."""
    if payment.giro_kind not in _ACCOUNTS:
        return None
    fields: dict[str, object] = {
        "uqr": 1,
        "tp": 1,
        "nme": payee,
        "cc": "SE",
        "iref": payment.reference,
        "pt": _ACCOUNTS[payment.giro_kind],
        "acc": payment.giro,
    }
    if due_on is not None:
        fields["ddt"] = f"{due_on:%Y%m%d}"
    if payment.amount_ore is not None:
        fields["due"] = payment.amount_ore / 100
    return _drawn(json.dumps(fields, ensure_ascii=False, separators=(",", ":")))


def swish_qr(swish: Swish, payment: Payment | None) -> Markup | None:
    """None when the number is not known for sure; the payer fills in what is not.

    What was a code of the letter's own stays what it was.
    """
    if swish.number is None:
        return None
    coded = swish.source is Source.QR
    amount = swish.amount_ore if coded else payment.amount_ore if payment else None
    reference = quote(swish.message if coded else payment.reference if payment else "", safe="")
    if amount is None:
        return _drawn(f"C{swish.number};;{reference};{_AMOUNT_IS_OPEN}")
    return _drawn(f"C{swish.number};{amount // 100},{amount % 100:02};{reference};0")


def transfer_qr(code: EpcCode) -> Markup | None:
    """The EPC's code with what was read from the letter's own, and nothing else."""
    cents = code.euro_cents
    amount = "" if cents is None else f"EUR{cents // 100}.{cents % 100:02}"
    head = ("BCD", "002", "1", "SCT", code.bic, code.name, code.iban, amount, "")
    return _drawn("\n".join((*head, code.reference, code.message)).rstrip("\n"))


def _drawn(text: str) -> Markup:
    code = segno.make(text, error="m", micro=False, encoding="utf-8")
    # Drawn by a library from our own text: the payee's name is dots by now, not markup.
    return Markup(code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704
