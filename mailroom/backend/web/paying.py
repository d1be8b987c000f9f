"""A payment as a code that banks' own applications read (UsingQR)."""

import json

import segno
from markupsafe import Markup

from mailroom.backend.services.paying import Payment


def payment_qr(payment: Payment, payee: str) -> Markup | None:
    """An SVG of the invoice's own figures; None when the kind of account is not known."""
    if payment.giro_kind != "bankgiro":
        return None
    fields: dict[str, object] = {
        "uqr": 1,
        "tp": 1,
        "nme": payee,
        "cc": "SE",
        "iref": payment.reference,
        "pt": "BG",
        "acc": payment.giro,
    }
    if payment.amount_ore is not None:
        fields["due"] = payment.amount_ore / 100
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    code = segno.make(text, error="m", micro=False, encoding="utf-8")
    # Drawn by a library from our own JSON: the payee's name is dots by now, not markup.
    return Markup(code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704
