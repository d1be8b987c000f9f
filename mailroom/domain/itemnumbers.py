"""What an item number says about the item that carries it: registered, insured, a parcel."""

import re
from collections.abc import Iterator
from typing import Final

from mailroom.domain.evidence import MarkKind
from mailroom.domain.ids import NotAnIdentifier
from mailroom.domain.tracking import (
    Service,
    parse_label,
    parse_parcel_id,
    parse_s10,
    parse_sscc,
)

_SERVICES: Final = {
    Service.REGISTERED: MarkKind.REGISTERED,
    Service.INSURED: MarkKind.INSURED,
    Service.PARCEL: MarkKind.PARCEL,
    Service.EXPRESS: MarkKind.PARCEL,
}
_PRINTED_S10: Final = re.compile(
    r"(?<![A-Za-z0-9])([A-Z]{2}(?:\s?[0-9]){9}\s?[A-Z]{2})(?![A-Za-z0-9])"
)
_PRINTED_SSCC: Final = re.compile(r"\(00\)\s?((?:[0-9]\s?){18})(?![0-9])")
_PRINTED_PARCEL: Final = re.compile(r"(?<![A-Za-z0-9])([0-9]{11}\s?SE)(?![A-Za-z0-9])")


def kind_of_code(payload: str, *, gs1: bool) -> MarkKind | None:
    """Of a code's payload; `gs1` says that its symbology carries application identifiers."""
    kind = _kind_of_s10(payload) or _kind_of_parcel(payload)
    if kind is not None:
        return kind
    # Some label programs write the brackets of the print into an ordinary Code 128.
    printed = _PRINTED_SSCC.fullmatch(payload)
    if printed is not None and _is_sscc(printed[1]):
        return MarkKind.PARCEL
    if not gs1:
        return None
    try:
        return MarkKind.PARCEL if parse_label(payload).sscc else None
    except NotAnIdentifier:
        return None


def kinds_in_print(line: str) -> Iterator[tuple[MarkKind, str]]:
    """Item numbers printed in a line, for codes that nobody could read.

    Check digits are verified where they are known; a PostNord number has none that is public, so
    it says no more than that a parcel is likely.
    """
    for shape in _PRINTED_S10.findall(line):
        kind = _kind_of_s10(shape)
        if kind is not None:
            yield kind, "s10"
    for shape in _PRINTED_SSCC.findall(line):
        if _is_sscc(shape):
            yield MarkKind.PARCEL, "sscc"
    for shape in _PRINTED_PARCEL.findall(line):
        kind = _kind_of_parcel(shape)
        if kind is not None:
            yield kind, "parcel number"


def _kind_of_s10(text: str) -> MarkKind | None:
    """Other services, tracked letters among them, may be opened like any letter."""
    try:
        return _SERVICES.get(parse_s10(text).service)
    except NotAnIdentifier:
        return None


def _kind_of_parcel(text: str) -> MarkKind | None:
    try:
        parse_parcel_id(text)
    except NotAnIdentifier:
        return None
    return MarkKind.PARCEL


def _is_sscc(text: str) -> bool:
    try:
        parse_sscc(text)
    except NotAnIdentifier:
        return False
    return True
