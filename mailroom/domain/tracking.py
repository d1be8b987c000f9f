"""Numbers that follow a single item through the post: UPU S10, SSCC, GS1 labels, parcel ids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from biip import ParseError
from biip.gs1_element_strings import GS1ElementString
from biip.gs1_messages import GS1Message
from biip.sscc import Sscc

from mailroom.domain.countries import COUNTRIES
from mailroom.domain.ids import LONGEST_WRITTEN, Flaw, NotAnIdentifier, without_spaces

LONGEST_LABEL: Final = 200
"""Characters; GS1-128 ends at 48, its two-dimensional relatives on labels far below this."""

_S10: Final = re.compile(r"([A-Z]{2})([0-9]{8})([0-9])([A-Z]{2})")
_S10_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)
_S10_REMAINDERS: Final = {10: 0, 11: 5}
_SSCC: Final = re.compile(r"(?:\(?00\)?)?([0-9]{18})")
_PARCEL: Final = re.compile(r"[0-9]{11}SE")
_S10_SHAPE: Final = re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")
_CARRIAGE: Final = re.compile(r"(?=.*[0-9])[0-9A-Z-]{6,35}")
_OURS: Final = re.compile(r"M[A-Z][0-9]{8}|[A-Z0-9-]+-[0-9]{6}-[0-9]{5}")
"""Our own boxes', consignments' and items' labels, scanned by mistake."""
_GS1_SYMBOLOGIES: Final = ("]C1", "]d2", "]Q3")
_GRAMS_PER_KG: Final = 1000
_WEIGHT_PREFIXES: Final = ("330", "310")


class NotAnS10(NotAnIdentifier):
    pass


class NotAnSscc(NotAnIdentifier):
    pass


class NotAParcelId(NotAnIdentifier):
    pass


class NotACarriage(NotAnIdentifier):
    pass


class NotALabel(NotAnIdentifier):
    pass


class Service(StrEnum):
    """What the first letter of an S10 number promises."""

    REGISTERED = "registered"
    INSURED = "insured"
    TRACKED_LETTER = "tracked_letter"
    PARCEL = "parcel"
    EXPRESS = "express"
    OTHER = "other"


_SERVICES: Final = {
    "R": Service.REGISTERED,
    "V": Service.INSURED,
    "L": Service.TRACKED_LETTER,
    "C": Service.PARCEL,
    "E": Service.EXPRESS,
}


@dataclass(frozen=True, slots=True)
class S10:
    text: str
    service: Service
    country: str


@dataclass(frozen=True, slots=True)
class ParcelLabel:
    """What a GS1 label says about one parcel. `postcode` is the ship-to code as printed."""

    sscc: str | None
    weight_g: int | None
    postcode: str | None


def parse_s10(text: str) -> S10:
    """Thirteen characters, spaces between them allowed; raises NotAnS10."""
    if len(text) > LONGEST_WRITTEN:
        raise NotAnS10(Flaw.LENGTH)
    written = without_spaces(text)
    shape = _S10.fullmatch(written)
    if shape is None:
        raise NotAnS10(Flaw.SHAPE)
    service, serial, check, country = shape.groups()
    if check != s10_check_digit(serial):
        raise NotAnS10(Flaw.CHECK_DIGIT)
    if country not in COUNTRIES:
        raise NotAnS10(Flaw.COUNTRY)
    return S10(written, _SERVICES.get(service[0], Service.OTHER), country)


def s10_check_digit(serial: str) -> str:
    """Of the eight digits before it."""
    total = sum(int(digit) * weight for digit, weight in zip(serial, _S10_WEIGHTS, strict=True))
    check = 11 - total % 11
    return str(_S10_REMAINDERS.get(check, check))


def parse_sscc(text: str) -> str:
    """Eighteen digits, with or without the application identifier (00); raises NotAnSscc."""
    if len(text) > LONGEST_WRITTEN:
        raise NotAnSscc(Flaw.LENGTH)
    shape = _SSCC.fullmatch(without_spaces(text))
    if shape is None:
        raise NotAnSscc(Flaw.SHAPE)
    try:
        return Sscc.parse(shape[1]).value
    except ParseError:
        raise NotAnSscc(Flaw.CHECK_DIGIT) from None


def parse_parcel_id(text: str) -> str:
    """PostNord's domestic id, eleven digits and SE; raises NotAParcelId.

    By shape alone: its check digit's algorithm is not public.
    """
    written = without_spaces(text) if len(text) <= LONGEST_WRITTEN else ""
    if not _PARCEL.fullmatch(written):
        raise NotAParcelId(Flaw.SHAPE)
    return written


def parse_carriage(text: str) -> str:
    """The number that a carrier follows a consignment by, without spaces.

    One with the shape of an S10 or an SSCC must have its check digit right; couriers' own numbers
    go by shape. Raises NotACarriage, also for a label of ours.
    """
    written = without_spaces(text).upper() if len(text) <= LONGEST_WRITTEN else ""
    try:
        if _SSCC.fullmatch(written):
            return parse_sscc(written)
        if _S10_SHAPE.fullmatch(written):
            return parse_s10(written).text
    except NotAnIdentifier as error:
        raise NotACarriage(error.why) from None
    if not _CARRIAGE.fullmatch(written) or _OURS.fullmatch(written):
        raise NotACarriage(Flaw.SHAPE)
    return written


def parse_label(payload: str) -> ParcelLabel:
    """A GS1 payload: bare, with its symbology identifier, or printed with (AI)s.

    Raises NotALabel; an SSCC with a wrong check digit spoils the whole label.
    """
    if len(payload) > LONGEST_LABEL:
        raise NotALabel(Flaw.LENGTH)
    elements = _elements(payload)
    return ParcelLabel(
        sscc=next((e.sscc.value for e in elements if e.sscc), None),
        weight_g=_weight_g(elements),
        postcode=next((e.value for e in elements if e.ai.ai == "420"), None),
    )


def _elements(payload: str) -> Sequence[GS1ElementString]:
    data = payload.replace("<GS>", "\x1d")  # zxing-cpp's way of showing the separator
    for symbology in _GS1_SYMBOLOGIES:
        data = data.removeprefix(symbology)
    if not data.isascii():
        raise NotALabel(Flaw.CHARACTERS)
    try:
        read = GS1Message.parse_hri if data.startswith("(") else GS1Message.parse
        elements = read(data).element_strings
    except ParseError:
        raise NotALabel(Flaw.SHAPE) from None
    if not elements:
        raise NotALabel(Flaw.SHAPE)
    if any(element.sscc_error for element in elements):
        raise NotALabel(Flaw.CHECK_DIGIT)
    return elements


def _weight_g(elements: Sequence[GS1ElementString]) -> int | None:
    """Gross before net, in whole grams."""
    for prefix in _WEIGHT_PREFIXES:
        for element in elements:
            if element.ai.ai.startswith(prefix) and isinstance(element.decimal, Decimal):
                return int(element.decimal * _GRAMS_PER_KG)
    return None
