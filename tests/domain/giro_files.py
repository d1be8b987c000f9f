"""Builds BgMax files line by line, as Bankgirot lays them out."""

import datetime as dt
from collections.abc import Sequence

Lines = Sequence[str]


def payment(ore: int, reference: str, *, code: str = "20", serial: int = 1) -> list[str]:
    """Payer unknown, electronic, its reference right-aligned."""
    return [f"{code}{0:010}{reference:>25}{ore:018}2{2}{serial:012}0", "26Någon Betalare AB"]


def extra(reference: str) -> str:
    return f"22{0:010}{reference:>25}{0:018}22{1:012}0"


def deposit(bankgiro: str, day: dt.date, *payments: Lines) -> list[str]:
    total = sum(
        int(lines[0][37:55]) * (1 if lines[0].startswith("20") else -1) for lines in payments
    )
    return [
        f"05{bankgiro:0>10}{'':10}SEK",
        *(line for lines in payments for line in lines),
        f"15{0:035}{day:%Y%m%d}{1:05}{total:018}SEK{len(payments):08} ",
    ]


def giro_file(*deposits: Lines) -> bytes:
    inside = [line for lines in deposits for line in lines]
    counts = [sum(line.startswith(code) for line in inside) for code in ("20", "21", "22", "15")]
    lines = [
        f"01{'BGMAX':20}01{20261120173035010331:020}P",
        *inside,
        "70" + "".join(f"{count:08}" for count in counts),
    ]
    return "\n".join(line.ljust(80) for line in lines).encode("iso-8859-1")
