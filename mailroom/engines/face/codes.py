"""What the codes on a face mean: the recipient's number, a postal label, or nothing to us."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mailroom.domain.evidence import Mark, MarkKind
from mailroom.domain.ids import NotAnIdentifier, parse_org_number
from mailroom.domain.itemnumbers import kind_of_code
from mailroom.domain.pages import Box
from mailroom.domain.readings import OUTSIDE_ZONE, Reading, ReadingKind
from mailroom.engines.pixels.barcodes import Code

_CERTAIN: Final = 0.98


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """`number` is the ten digits of a code that is exactly a registration number."""

    code: Code
    box: Box
    number: str | None
    mark: Mark | None
    ignored: str | None


def meaning_of(
    code: Code, *, box: Box, page: str, in_zone: bool, is_served: Callable[[str], bool]
) -> CodeMeaning:
    mark = _postal_mark(code, page, box)
    if mark is not None:
        return CodeMeaning(code, box, None, mark, "a postal item number")
    number = _number(code.text)
    if number is None:
        return CodeMeaning(code, box, None, None, _why_not(code))
    if not in_zone:
        why = OUTSIDE_ZONE
        return CodeMeaning(code, box, number if is_served(number) else None, None, why)
    if not is_served(number):
        return CodeMeaning(code, box, None, None, "a number of nobody in the register")
    return CodeMeaning(code, box, number, None, None)


def readings_of(meanings: Iterable[CodeMeaning], page: str) -> Iterable[Reading]:
    for meaning in meanings:
        yield Reading(
            ReadingKind.CODE,
            meaning.code.text,
            page,
            meaning.code.reader,
            1.0,
            meaning.box,
            symbology=meaning.code.symbology,
            ignored=meaning.ignored,
        )


def covers(codes: Iterable[CodeMeaning], page: str) -> Iterable[Mark]:
    """An article number on a face that is all picture: something sold in shops, a magazine."""
    for meaning in codes:
        if meaning.code.symbology in {"EAN13", "UPCA"}:
            yield Mark(MarkKind.PERIODICAL, "article number", _CERTAIN, page, meaning.box)


def numbers_in(meanings: Sequence[CodeMeaning], *, counted: bool) -> list[CodeMeaning]:
    """Those whose number counts for the recipient, or those that only may contradict."""
    return [one for one in meanings if one.number and (one.ignored is None) == counted]


def _number(text: str) -> str | None:
    try:
        return parse_org_number(text)
    except NotAnIdentifier:
        return None


def _postal_mark(code: Code, page: str, box: Box) -> Mark | None:
    kind = kind_of_code(code.text, gs1=code.symbology == "GS1-128")
    return Mark(kind, "code", _CERTAIN, page, box, alone=True) if kind else None


def _why_not(code: Code) -> str:
    if code.symbology.startswith(("EAN", "UPC")):
        return "an article number"
    if code.text.lower().startswith(("http:", "https:", "www.")):
        return "a web address"
    return "not a registration number: the sender's own reference"
