"""The recipient's lines: what each one is, and which number on it is the recipient's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz

from mailroom.domain.ids import (
    NotAnOrgNumber,
    is_digits,
    parse_org_number,
    repair_org_number,
    without_spaces,
)
from mailroom.domain.likelihood import clue_in, likelihood_of_digits
from mailroom.domain.lookalikes import digits_meant


class LineKind(StrEnum):
    NAME = "name"
    NUMBER = "number"
    POSTCODE = "postcode"
    ATTENTION = "attention"
    SENDER = "sender"
    COUNTRY = "country"
    OTHER_NUMBER = "other_number"
    """A number that says itself to be somebody else's: Kundnr, c/o another company."""
    GENERIC = "generic"
    """Till ansvarig för inköp: an addressee who is nobody."""


@dataclass(frozen=True, slots=True)
class NumberFound:
    """`digits` are ten, whether or not the check digit holds.

    `led` says that the word Kivra stands before it; `foreign` that it is named as another's.
    """

    digits: str
    valid: bool
    repaired: bool
    led: bool
    foreign: bool


@dataclass(frozen=True, slots=True)
class AddressLine:
    """`rest` is what may be a name once the number and its label are taken away."""

    text: str
    kind: LineKind
    rest: str
    numbers: tuple[NumberFound, ...] = ()


_NAMELESS: Final = frozenset(
    {
        LineKind.SENDER,
        LineKind.COUNTRY,
        LineKind.OTHER_NUMBER,
        LineKind.GENERIC,
        LineKind.ATTENTION,
    }
)
_LONGEST_LINE: Final = 200
_DASH: Final = r"\-\u2010\u2011\u2012\u2013\u2014\u2212~="
_ALIKE: Final = r"[0-9OoDQIl|iZSsbGTB]"
_NUMBER: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?:16\s?[{_DASH}]?\s?|01-)?"
    rf"([0-9]{{6}})\s?[{_DASH}]{{0,2}}\s?([0-9]{{4}})(?![0-9])"
)
_VAT: Final = re.compile(
    rf"(?<![A-Za-z])SE\s?-?([0-9]{{6}})[\s{_DASH}]?([0-9]{{4}})[\s{_DASH}]?01(?![0-9])",
    re.IGNORECASE,
)
_SPACED: Final = re.compile(
    rf"(?<![0-9])[0-9]{{2}} [0-9]{{2}} [0-9]{{2}}\s?[{_DASH}]?\s?[0-9]{{2}} ?[0-9]{{2}}(?![0-9])"
)
_DAMAGED: Final = re.compile(
    rf"(?<![0-9A-Za-zÅÄÖåäö])(?:16)?({_ALIKE}{{6}}\s?[{_DASH}.]?\s?{_ALIKE}{{4}})"
    r"(?![0-9A-Za-zÅÄÖåäö])"
)
_REALLY_DIGITS: Final = 7
_TORN: Final = re.compile(
    rf"(?<![0-9{_DASH}])(?:(?:[0-9]{{3}}|[0-9]{{5}})[{_DASH}][0-9]{{4}}"
    rf"|[0-9]{{6}}[{_DASH}][0-9]{{3}})(?![0-9{_DASH}])"
)
"""Four digits before the dash are an ISSN."""
_KIVRA: Final = re.compile(r"[KXk][il1I|!]?[vVyY][rRn][aAä4]\w?", re.IGNORECASE)
_ORG: Final = re.compile(r"\borg[a-z]*[.\s]*(?:n[ru]m?m?e?r?)?|\bVAT\b|\bmoms", re.IGNORECASE)
_FOREIGN: Final = re.compile(
    r"(?:\b|\b[IlK1])(?:kund|k[o0]nto|avta[l1I|]|faktura|order|medlem|anst|abonn|ocr|ärende"
    r"|arende|dnr|diarie|f[oö]rs[aä]kr|cust|client|v[aå]r ref|er ref|bankgiro"
    r"|plusgiro|bg\b|pg\b|tel)",
    re.IGNORECASE,
)
_OURS: Final = re.compile(r"\b(?:v[aå]rt?|avs[aä]ndarens|our)\b", re.IGNORECASE)
"""The sender speaks of itself: Vårt org.nr."""
_CARE_OF: Final = re.compile(r"^\W{0,2}[cC][/1Il|][oO0]\b|^\W{0,2}(?:via|genom|ombud)\b")
_POSTCODE: Final = re.compile(
    r"(?:^|\s)(?:S[E£]?)?[\s.-]{0,3}"
    r"([1-9][0-9OolI]{2})\s?([0-9OolI]{2})(?:[\s,.]+([A-ZÅÄÖa-zåäö]{3,})|([A-ZÅÄÖa-zåäö]{4,}))"
)
_HERE_ALIKE: Final = ("1472", "06", "6058", "3589", "1472")
"""106 31, each digit with those that handwriting turns it into."""
_DIGITS_ALIKE: Final = 5
HERE: Final = "10631"
"""This mailroom's own postcode."""
_HERE_ALONE: Final = re.compile(r"^(?:SE?[\s-]{0,3})?106\s?31\s+stockholm\W*$", re.IGNORECASE)
_HERE_LIKELY: Final = 6.0
"""Four digits that are right and one that is not known pass; two that are wrong never do."""
_BEFORE_CODE: Final = re.compile(r"^\W*[Ss5][E£]?[\s.-]+")
_LONGEST_CODE: Final = 6
_FEWEST_CODE_DIGITS: Final = 3
_TOWN: Final = "stockholm"
_TOWN_ALIKE: Final = 70
_ATTENTION: Final = re.compile(
    r"^\W*(?:att(?:ention|n)?\b|ref\b|referens|v[aå]r ref|er ref|kontakt|fe\s?[0-9]|box\s?[0-9]"
    r"|till handa|[a-z]{0,2} ?adress se|se baksid|i?\s?baksid|ny adress|avflytt"
    r"|avd\b|[a-zåäö]*avdelning|ekonomi$|leverant|styrelsen$|faktura)",
    re.IGNORECASE,
)
_STREET: Final = re.compile(
    r"^\W*[a-zåäöé][a-zåäöé .'-]{3,}\s[0-9]{1,4}\s?[a-z]?\W*$|^\W*(?:box|fe)\s?[0-9]{1,5}\W*$",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^\W*(?:rek\b|rekommendera|registered\b|v[aä]rde\b.*[0-9]|assurera|mottagningsbevis"
    r"|personligt?\b|privat\b|konfidentiell|l[aä]mnas ut|legitimation|postf[oö]rskott|express\b)",
    re.IGNORECASE,
)
"""What a label says above a name; it is no name, and the marks hear it."""
_SENDER: Final = re.compile(
    r"^\W{0,3}(?:avs(?:[.:,;]|\s|[aä]ndare)|fr[aå]n\s?:|from\s?:|sender\b|retur(?:adress|neras|\s"
    r"|:)|return to|vid definitiv|om obest[aä]llbar|[aå]ters[aä]nd)",
    re.IGNORECASE,
)
_LABELS: Final = (
    re.compile(
        r"(?:\b|\b[IlK1])K[il1I|!]?[vVyY][rRn][aAä4]\b[\s-]*(?:[I1l]D)?\b\s?:?", re.IGNORECASE
    ),
    re.compile(r"[cC][/1Il|][oO0][\s,.:;]*$"),
    re.compile(r"\borg[a-z1]{0,12}[.\s-]*n(?:r|umme?r)\b\.?\s?:?", re.IGNORECASE),
    re.compile(r"\bVAT(?:-?nr)?\b\s?:?", re.IGNORECASE),
)
_TO: Final = re.compile(
    r"^\W*(?:(?:til+|to|mottagare|recipient)\b\s*:?|\w{1,4}:)\s+", re.IGNORECASE
)
"""What a label prints before the name, also when it was half read."""
_COUNTRY: Final = re.compile(r"^\W*(?:sverige|sweden|su[eè]de|schweden)\W*$", re.IGNORECASE)
_GENERIC: Final = (
    "till ansvarig for",
    "till den som ansvarar",
    "foretag i omradet",
    "till foretaget",
    "till hushallet",
    "till alla foretag",
    "till alla hushall",
    "till inkopsansvarig",
    "till dig som",
    "till vd",
    "till ekonomiansvarig",
    "till fastighetsagaren",
    "till agaren",
    "till innehavaren",
    "till verksamhetsansvarig",
    "till kontorsansvarig",
    "hushallet",
    "inkopsansvarig",
)
_GENERIC_ALIKE: Final = 88
_FOLD: Final = str.maketrans("åäöéü", "aaoeu")


def read_line(text: str) -> AddressLine:
    """What one line of an address block is; never raises, whatever stands there."""
    line = " ".join(text[:_LONGEST_LINE].split())
    numbers, rest = _numbers_of(line)
    kind = _kind(line, numbers, rest)
    if kind in _NAMELESS:
        return AddressLine(line, kind, "", numbers if kind is LineKind.OTHER_NUMBER else ())
    if kind is LineKind.POSTCODE:
        return AddressLine(line, kind, _POSTCODE.split(rest)[0].strip(" ,;"), numbers)
    return AddressLine(line, kind, without_labels(rest), numbers)


def _kind(line: str, numbers: tuple[NumberFound, ...], rest: str) -> LineKind:
    """The first that applies, as people would read it."""
    every_foreign = bool(numbers) and all(number.foreign for number in numbers)
    labelled = _FOREIGN.search(line) is not None and any(sign.isdigit() for sign in line)
    rules = (
        (_SENDER.search(line) is not None, LineKind.SENDER),
        (_COUNTRY.match(line) is not None, LineKind.COUNTRY),
        (ends_here(line) or _POSTCODE.search(rest) is not None, LineKind.POSTCODE),
        (every_foreign, LineKind.OTHER_NUMBER),
        (bool(numbers), LineKind.NUMBER),
        (is_generic(line), LineKind.GENERIC),
        (_ATTENTION.search(line) or _CARE_OF.search(line), LineKind.ATTENTION),
        (_LABEL.search(line) is not None, LineKind.ATTENTION),
        (labelled, LineKind.OTHER_NUMBER),
    )
    return next((kind for applies, kind in rules if applies), LineKind.NAME)


def is_street(line: str) -> bool:
    """Storgatan 5 B, Box 12: a line that explains itself below a name."""
    return _STREET.search(line) is not None


def read_block(lines: Sequence[str]) -> tuple[AddressLine, ...]:
    return tuple(read_line(line) for line in lines if line.strip())


def ends_here(line: str) -> bool:
    """Whether the line is this mailroom's own postcode and town."""
    shape = _POSTCODE.search(line)
    if shape is not None:
        digits = digits_meant(shape[1] + shape[2])
        alike = sum(digit in meant for digit, meant in zip(digits, _HERE_ALIKE, strict=True))
        if alike >= _DIGITS_ALIKE:
            return fuzz.ratio((shape[3] or shape[4]).casefold(), _TOWN) >= _TOWN_ALIKE
    return _ends_here_badly_read(line)


def postcode_in(line: str) -> str | None:
    """The five figures before a town where all of them were read as figures."""
    shape = _POSTCODE.search(line)
    figures = shape[1] + shape[2] if shape is not None else ""
    return figures if is_digits(figures) else None


def has_torn_number(line: str) -> bool:
    """Whether a number stands there that lost its beginning, 187-1968, or end, 585599-379."""
    return _TORN.search(line) is not None


def names_town(line: str) -> bool:
    """Whether this mailroom's town stands in the line, a slip or two allowed."""
    return any(_is_town(word) for word in line.split())


def nearly_ends_here(line: str) -> bool:
    """Whether the line may be this mailroom's postcode, one digit misread, and town."""
    words = line.split()
    town = next((at for at, word in enumerate(words) if _is_town(word)), 0)
    read = [sign for sign in "".join(words[:town]) if is_digits(sign)][-len(HERE) :]
    wrong = sum(one != other for one, other in zip(read, HERE, strict=False))
    return len(read) == len(HERE) and wrong <= 1


def _is_town(word: str) -> bool:
    return fuzz.ratio(word.casefold().strip(".,;"), _TOWN) >= _TOWN_ALIKE


def is_here_alone(line: str) -> bool:
    """Whether it is this mailroom's postcode and town, every sign as it should be, and no more."""
    return _HERE_ALONE.match(line) is not None


def _ends_here_badly_read(line: str) -> bool:
    """The town is clear enough, and the code before it is likelier ours than any other."""
    words = line.split()
    for at in range(len(words) - 1, 0, -1):
        if not _is_town(words[at]):
            continue
        before = _BEFORE_CODE.sub("", " ".join(words[:at]))
        clue = clue_in(before, fewest=_FEWEST_CODE_DIGITS)
        digits = clue.digits[-_LONGEST_CODE:] if clue else ""
        return likelihood_of_digits(digits, HERE) >= _HERE_LIKELY
    return False


def names_kivra(line: str) -> bool:
    return _KIVRA.search(line) is not None


def is_generic(line: str) -> bool:
    """Whether the line addresses whoever is there, as unaddressed mail does."""
    written = line.casefold().translate(_FOLD)
    return any(
        fuzz.partial_ratio(phrase, written[: len(phrase) + 4]) >= _GENERIC_ALIKE
        for phrase in _GENERIC
        if len(written) >= len(phrase) - 1
    )


def _numbers_of(line: str) -> tuple[tuple[NumberFound, ...], str]:
    """The numbers of a line and the line without them."""
    spans = _spans(line)
    found = tuple(
        number
        for start, end, repaired in spans
        if (number := _number(line[:start], line[start:end], repaired=repaired)) is not None
    )
    rest = line
    for start, end, _ in reversed(spans):
        rest = rest[:start] + " " + rest[end:]
    return found, " ".join(rest.split())


def _spans(line: str) -> list[tuple[int, int, bool]]:
    for shape in (_VAT, _NUMBER, _SPACED):
        exact = [(match.start(), match.end(), False) for match in shape.finditer(line)]
        if exact:
            return exact
    return [
        (match.start(1), match.end(1), True)
        for match in _DAMAGED.finditer(line)
        if sum(sign.isdigit() for sign in match[1]) >= _REALLY_DIGITS
    ]


def _number(before: str, written: str, *, repaired: bool) -> NumberFound | None:
    digits, valid = _ten_digits(written, repaired=repaired)
    if digits is None:
        return None
    led = names_kivra(before)
    other = _FOREIGN.search(before) is not None and not _ORG.search(before)
    someone = any(shape.search(before) is not None for shape in (_CARE_OF, _OURS))
    return NumberFound(digits, valid, repaired, led=led, foreign=(other or someone) and not led)


def _ten_digits(written: str, *, repaired: bool) -> tuple[str | None, bool]:
    try:
        return (repair_org_number if repaired else parse_org_number)(written), True
    except NotAnOrgNumber:
        bare = without_spaces(digits_meant(written) if repaired else written)
    digits = "".join(sign for sign in bare if is_digits(sign))
    if len(digits) == 12:  # noqa: PLR2004  16 before ten digits, or 01 after them
        digits = digits[:10] if bare.startswith("SE") else digits.removeprefix("16")
    return (digits, False) if len(digits) == 10 else (None, False)  # noqa: PLR2004


def without_labels(text: str) -> str:
    """Without what says that a number or a name follows: Kivra-ID, Org.nr, Till."""
    bare = text
    for label in _LABELS:
        bare = label.sub(" ", bare)
    bare = _TO.sub("", " ".join(bare.split()).strip(" ,:;-|_./'\""))
    return bare.strip(" :")
