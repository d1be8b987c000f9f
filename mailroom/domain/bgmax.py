"""Bankgirot's payment file BgMax, read strictly: counts and sums must agree or nothing counts."""

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from mailroom.domain.ids import is_digits

ENCODING: Final = "iso-8859-1"
_LAYOUT: Final = "BGMAX"
_KRONOR: Final = "SEK"
_LINE: Final = 80
_PAYMENT: Final = "20"
_PASSED_OVER: Final = frozenset({"25", "26", "27", "28", "29"})
"""Texts, names and addresses of payers: not needed, and not kept."""


class Fault(StrEnum):
    NOT_BGMAX = "not_bgmax"
    LINE = "line"
    ORDER = "order"
    CURRENCY = "currency"
    SUM = "sum"
    COUNT = "count"
    UNFINISHED = "unfinished"


class NotAPaymentFile(ValueError):
    """`line` counts from 1; the message never repeats the file."""

    def __init__(self, fault: Fault, line: int) -> None:
        super().__init__(f"line {line}: {fault}")
        self.fault = fault
        self.line = line


@dataclass(frozen=True, slots=True)
class GiroPayment:
    """`ore` is negative for a deduction; `references` in the payer's order, digits or text."""

    serial: str
    ore: int
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deposit:
    """What came into one bankgiro on one day."""

    bankgiro: str
    paid_on: dt.date
    serial: str
    payments: tuple[GiroPayment, ...]


@dataclass(slots=True)
class _Reading:
    """Where the reader is; `bankgiro` None outside a deposit."""

    deposits: list[Deposit] = field(default_factory=list)
    bankgiro: str | None = None
    payments: list[GiroPayment] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    began: bool = False
    ended: bool = False


def read_bgmax(data: bytes) -> tuple[Deposit, ...]:
    """Every deposit of the file; raises NotAPaymentFile at the first thing that does not fit."""
    reading = _Reading()
    number = 0
    for number, line in enumerate(data.decode(ENCODING).splitlines(), 1):
        if not line.strip():
            continue
        try:
            _read_line(reading, line.expandtabs(8).ljust(_LINE))
        except _Wrong as wrong:
            raise NotAPaymentFile(wrong.fault, number) from None
    if not reading.ended:
        fault = Fault.UNFINISHED if reading.began else Fault.NOT_BGMAX
        raise NotAPaymentFile(fault, max(number, 1))
    return tuple(reading.deposits)


class _Wrong(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def _read_line(reading: _Reading, line: str) -> None:
    code = line[:2]
    if not reading.began:
        if code != "01" or line[2:22].strip() != _LAYOUT:
            raise _Wrong(Fault.NOT_BGMAX)
        reading.began = True
        return
    if reading.ended:
        raise _Wrong(Fault.ORDER)
    reading.counts[code] = reading.counts.get(code, 0) + 1
    if code in _PASSED_OVER:
        return
    if code not in _READERS:
        raise _Wrong(Fault.LINE)
    _READERS[code](reading, line)


def _open(reading: _Reading, line: str) -> None:
    if reading.bankgiro is not None:
        raise _Wrong(Fault.ORDER)
    if line[22:25] != _KRONOR:
        raise _Wrong(Fault.CURRENCY)
    reading.bankgiro = _digits(line[2:12]).lstrip("0")
    reading.payments = []


def _pay(reading: _Reading, line: str) -> None:
    if reading.bankgiro is None:
        raise _Wrong(Fault.ORDER)
    sign = 1 if line[:2] == _PAYMENT else -1
    ore = sign * int(_digits(line[37:55]))
    reference = line[12:37].strip()
    references = (reference,) if reference else ()
    reading.payments.append(GiroPayment(_digits(line[57:69]), ore, references))


def _refer(reading: _Reading, line: str) -> None:
    """One more reference of the payment before."""
    if reading.bankgiro is None or not reading.payments:
        raise _Wrong(Fault.ORDER)
    last = reading.payments[-1]
    more = line[12:37].strip()
    reading.payments[-1] = replace(last, references=(*last.references, more))


def _close(reading: _Reading, line: str) -> None:
    if reading.bankgiro is None:
        raise _Wrong(Fault.ORDER)
    try:
        paid_on = dt.datetime.strptime(_digits(line[37:45]), "%Y%m%d").date()  # noqa: DTZ007  a date
    except ValueError:
        raise _Wrong(Fault.LINE) from None
    if line[68:71] != _KRONOR:
        raise _Wrong(Fault.CURRENCY)
    if int(_digits(line[50:68])) != sum(payment.ore for payment in reading.payments):
        raise _Wrong(Fault.SUM)
    if int(_digits(line[71:79])) != len(reading.payments):
        raise _Wrong(Fault.COUNT)
    serial = _digits(line[45:50])
    deposit = Deposit(reading.bankgiro, paid_on, serial, tuple(reading.payments))
    reading.deposits.append(deposit)
    reading.bankgiro = None


def _end(reading: _Reading, line: str) -> None:
    if reading.bankgiro is not None:
        raise _Wrong(Fault.ORDER)
    counts = reading.counts
    here = (
        counts.get("20", 0),
        counts.get("21", 0),
        counts.get("22", 0) + counts.get("23", 0),
        counts.get("15", 0),
    )
    said = tuple(int(_digits(line[at : at + 8])) for at in (2, 10, 18, 26))
    if said != here:
        raise _Wrong(Fault.COUNT)
    reading.ended = True


def _digits(text: str) -> str:
    if not is_digits(text):
        raise _Wrong(Fault.LINE)
    return text


_READERS: Final = {
    "05": _open,
    _PAYMENT: _pay,
    "21": _pay,
    "22": _refer,
    "23": _refer,
    "15": _close,
    "70": _end,
}
