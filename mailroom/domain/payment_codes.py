"""Payment QR codes on invoices: Swish and UsingQR here, the EPC's in `epc.py`."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NoReturn, cast
from urllib.parse import unquote_to_bytes

from mailroom.domain.amounts import NotAnAmount, ore_of, parse_amount
from mailroom.domain.epc import parse_epc
from mailroom.domain.ids import Flaw, NotAnIdentifier, is_plain

LONGEST_PAYLOAD: Final = 4_296
"""Characters; no QR code holds more."""

_SWISH: Final = re.compile(
    r"C(?P<payee>[0-9]{8,15});(?P<amount>[0-9]{1,10},[0-9]{2})?;"
    r"(?P<message>[^;]*)(?:;(?P<mask>[0-7]))?",
    re.ASCII,
)
_COMPACT_DATE: Final = re.compile(r"[0-9]{8}")


class NotASwishCode(NotAnIdentifier):
    pass


class NotAUsingQrCode(NotAnIdentifier):
    pass


@dataclass(frozen=True, slots=True)
class SwishCode:
    """`mask` says what the payer may change: 1 payee, 2 amount, 4 message."""

    payee: str
    amount_ore: int | None
    message: str
    mask: int


class UsingQrKind(StrEnum):
    INVOICE = "1"
    CREDIT_NOTE = "2"
    CASH = "3"


@dataclass(frozen=True, slots=True)
class UsingQrCode:
    """Absent fields are empty or None; nothing here has been checked against the paper."""

    kind: UsingQrKind
    name: str
    company_id: str
    invoice_reference: str
    invoice_date: dt.date | None
    due_date: dt.date | None
    due_ore: int | None
    currency: str
    payment_type: str
    account: str


def is_payment_code(payload: str) -> bool:
    """Whether a bank or Swish would make a payment of it; nothing in it has been checked."""
    for parse in (parse_swish, parse_using_qr, parse_epc):
        try:
            parse(payload)
        except NotAnIdentifier:
            continue
        return True
    return False


def parse_swish(payload: str) -> SwishCode:
    """Raises NotASwishCode."""
    if len(payload) > LONGEST_PAYLOAD:
        raise NotASwishCode(Flaw.LENGTH)
    shape = _SWISH.fullmatch(payload)
    if shape is None:
        raise NotASwishCode(Flaw.SHAPE)
    try:
        message = unquote_to_bytes(shape["message"]).decode()
    except UnicodeError:
        raise NotASwishCode(Flaw.CHARACTERS) from None
    if not is_plain(message):
        raise NotASwishCode(Flaw.CHARACTERS)
    amount = shape["amount"]
    return SwishCode(
        payee=shape["payee"],
        amount_ore=None if amount is None else parse_amount(amount),
        message=message,
        mask=int(shape["mask"] or 0),
    )


def parse_using_qr(payload: str) -> UsingQrCode:
    """Version 1 of the format; raises NotAUsingQrCode."""
    fields = _Fields(_json_object(payload))
    if fields.text("uqr") != "1":
        raise NotAUsingQrCode(Flaw.SHAPE)
    try:
        kind = UsingQrKind(fields.text("tp"))
    except ValueError:
        raise NotAUsingQrCode(Flaw.SHAPE) from None
    return UsingQrCode(
        kind=kind,
        name=fields.text("nme"),
        company_id=fields.text("cid"),
        invoice_reference=fields.text("iref"),
        invoice_date=fields.date("idt"),
        due_date=fields.date("ddt"),
        due_ore=fields.ore("due"),
        currency=fields.text("cur") or "SEK",
        payment_type=fields.text("pt"),
        account=fields.text("acc"),
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    of: Mapping[str, object]

    def text(self, key: str) -> str:
        value = self.of.get(key, "")
        if not isinstance(value, str):
            raise NotAUsingQrCode(Flaw.SHAPE)
        if not is_plain(value):
            raise NotAUsingQrCode(Flaw.CHARACTERS)
        return value.strip()

    def date(self, key: str) -> dt.date | None:
        written = self.text(key)
        if not written:
            return None
        if not _COMPACT_DATE.fullmatch(written):
            raise NotAUsingQrCode(Flaw.DATE)
        try:
            return dt.date(int(written[:4]), int(written[4:6]), int(written[6:]))
        except ValueError:
            raise NotAUsingQrCode(Flaw.DATE) from None

    def ore(self, key: str) -> int | None:
        written = self.text(key)
        try:
            return ore_of(written) if written else None
        except NotAnAmount:
            raise NotAUsingQrCode(Flaw.AMOUNT) from None


def _json_object(payload: str) -> Mapping[str, object]:
    """Numbers stay text, so that neither rounding nor a number of a million digits happens."""
    if len(payload) > LONGEST_PAYLOAD:
        raise NotAUsingQrCode(Flaw.LENGTH)
    try:
        found: object = json.loads(
            payload, parse_int=str, parse_float=str, parse_constant=_refuse_constant
        )
    except (json.JSONDecodeError, RecursionError):
        raise NotAUsingQrCode(Flaw.SHAPE) from None
    if not isinstance(found, dict):
        raise NotAUsingQrCode(Flaw.SHAPE)
    return cast("Mapping[str, object]", found)


def _refuse_constant(_: str) -> NoReturn:
    raise NotAUsingQrCode(Flaw.AMOUNT)
