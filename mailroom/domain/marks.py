"""The words on the outside that say what kind of item this is, read with OCR's tolerance."""

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz, process

from mailroom.domain.evidence import MarkKind

_FOLD: Final = str.maketrans("åäöéèüÅÄÖÉÈÜ", "aaoeeuaaoeeu")
_ALIKE: Final = 90.0
_LONG: Final = 10
_LONG_ALIKE: Final = 86.0
_BESIDE_LABEL: Final = 2
"""Letters of what may stand beside a label's word: its class, half of a rule."""
_SHORT: Final = 6
"""Up to this length a word must be read exactly; longer ones may have a slip."""

PHRASES: Final[dict[MarkKind, tuple[str, ...]]] = {
    MarkKind.REGISTERED: (
        "rek",
        "rekommenderat",
        "rekommenderad",
        "recommande",
        "registered",
        "rek retur",
        "rek extra",
        "einschreiben",
        "rekbrev",
    ),
    MarkKind.INSURED: (
        "assurerad",
        "assurerat",
        "vardeforsandelse",
        "vardebrev",
        "valeur declaree",
        "insured",
        "varde ... kr",
    ),
    MarkKind.RECEIPT: (
        "mottagningsbevis",
        "avis de reception",
        "advice of delivery",
        "delgivningskvitto",
    ),
    MarkKind.CASH_ON_DELIVERY: ("postforskott", "mot postforskott", "cash on delivery"),
    MarkKind.PARCEL: (
        "brevpaket",
        "foretagspaket",
        "postpaket",
        "paket",
        "parcel",
        "myparcel",
        "mypack",
        "kolli",
        "kolli-id",
        "kollinr",
        "parcel id",
        "shipment id",
        "hempaket",
        "expresspaket",
        "dpd",
        "dhl",
        "ups",
        "schenker",
        "fraktsedel",
    ),
    MarkKind.CARD: (
        "bankkort",
        "betalkort",
        "kreditkort",
        "kontokort",
        "debetkort",
        "foretagskort",
        "drivmedelskort",
        "tankkort",
        "ditt nya kort",
        "ert nya kort",
        "nytt kort",
        "nya kortet",
        "kortet bifogas",
        "har ar ditt kort",
        "har ar ert kort",
        "har kommer ditt kort",
        "mastercard",
        "pinkod",
        "pin-kod",
        "visa business",
        "credit card",
        "debit card",
        "bank card",
        "your new card",
    ),
    MarkKind.ODD_FORMAT: (
        "varubrev",
        "varuprov",
        "innehaller prov",
        "prov bifogas",
        "ritningar",
        "ritningsror",
        "omtaligt",
        "fragile",
        "glas",
        "skumplast",
        "vadderat",
        "innehaller nycklar",
        "nycklar",
        "usb-minne",
        "usb-sticka",
        "minneskort",
        "cd-skiva",
        "dvd-skiva",
        "batterier",
        "handle with care",
    ),
    MarkKind.PERSONAL_PICKUP: (
        "lamnas ut personligen",
        "utlamnas personligen",
        "personlig utlamning",
        "legitimation kravs",
        "giltig legitimation",
        "giltig id-handling",
        "id-handling kravs",
        "hamtas personligen",
        "hamtas mot legitimation",
        "personlig avhamtning",
        "avhamtas",
        "att hamta hos",
        "hamtas hos ombud",
        "ej bud ej fullmakt",
        "egenhandig utlamning",
        "kvitteras personligen",
        "endast till adressaten",
        "endast ut till adressaten",
        "id-kontroll",
        "legitimationskontroll",
        "uppvisande av legitimation",
        "medtag legitimation",
        "ta med legitimation",
        "avisering",
    ),
    MarkKind.UNADDRESSED: (
        "oadresserad",
        "oadresserad reklam",
        "till hushallet",
        "till alla hushall",
        "gruppreklam",
        "utdelas till alla",
        "uppslaget",
    ),
    MarkKind.PERIODICAL: (
        "tidning",
        "tidskrift",
        "magasin",
        "magasinet",
        "losnummer",
        "prenumerant",
        "gratistidning",
        "arets sista nummer",
        "i detta nummer",
        "branschtidning",
        "medlemstidning",
        "posttidning",
    ),
    MarkKind.ADVERTISING: (
        "reklam",
        "direktreklam",
        "adresserad reklam",
        "adr",
        "annons",
        "erbjudande",
        "erbjudanden",
        "erbjudande till",
        "exklusivt erbjudande",
        "erbjudandet galler",
        "kampanj",
        "kampanjpris",
        "katalog",
        "rabatt",
        "rabattkod",
        "rea",
        "slutrea",
        "hostrea",
        "varrea",
        "sommarrea",
        "vinterrea",
        "extrapris",
        "specialpris",
        "halva priset",
        "spara upp till",
        "fri frakt",
        "bjuder vi pa",
        "oppna och spara",
        "spara tusenlappar",
        "spara hundralappar",
        "spara pengar",
        "just nu far",
        "passa pa",
        "bestall pa var webbplats",
        "missa inte",
        "byter vi sortiment",
        "nytt sortiment",
        "sa lange lagret racker",
        "inbjudan till massan",
        "prova gratis",
        "vinn",
        "allt ska bort",
        "bara denna vecka",
        "bara idag",
        "black friday",
        "basta pris",
        "extrapriser",
        "fyndpriser",
        "introduktionspris",
        "kanonpris",
        "lagerrensning",
        "lagpris",
        "medlemspris",
        "mellandagsrea",
        "outlet",
        "superpris",
        "utforsaljning",
        "vinn en resa",
        "klipp ut",
        "dagar kvar",
    ),
    MarkKind.PUBLIC_INFORMATION: ("samhallsinformation", "samhallsinfo", "gruppforsandelse"),
    MarkKind.DO_NOT_OPEN: (
        "personligt",
        "konfidentiellt",
        "confidential",
        "private and confidential",
        "anbud",
        "anbudshandling",
        "far endast oppnas av",
        "oppnas endast av",
        "endast av adressaten",
        "strictly private",
    ),
    MarkKind.BUSINESS: (
        "faktura",
        "paminnelse",
        "inkasso",
        "inkassokrav",
        "delgivning",
        "kravbrev",
        "kontoutdrag",
        "arsbesked",
        "kontrolluppgift",
        "forsakringsbrev",
        "beslut",
        "kallelse",
        "viktig information",
        "viktigt meddelande",
        "viktig handling",
        "oppnas genast",
        "oppnas omgaende",
        "avtal",
        "svarskuvert",
        "valkommen som kund",
        "orderbekraftelse",
        "deklaration",
        "kvitto",
        "avisering av skatt",
        "rostkort",
    ),
    MarkKind.AUTHORITY: (
        "skatteverket",
        "bolagsverket",
        "kronofogden",
        "kronofogdemyndigheten",
        "forsakringskassan",
        "transportstyrelsen",
        "arbetsmiljoverket",
        "tullverket",
        "lansstyrelsen",
        "tingsratt",
        "tingsratten",
        "forvaltningsratten",
        "polismyndigheten",
        "domstol",
        "kommun",
        "myndighet",
        "myndigheten",
        "namnden",
    ),
}
DEAL: Final = "so many for the price of fewer"
_DEAL: Final = re.compile(r"\b(?:kop|ta)\s?[0-9]\s?(?:st)?\W{0,2}\s?(?:betala|fa)\b")
SELLING: Final = frozenset(
    {
        DEAL,
        *("rea", "slutrea", "hostrea", "varrea", "sommarrea", "vinterrea", "mellandagsrea"),
        *("rabatt", "rabattkod", "halva priset", "extrapris", "extrapriser", "specialpris"),
        *("kampanjpris", "fyndpriser", "kanonpris", "lagpris", "superpris", "introduktionspris"),
        *("utforsaljning", "lagerrensning", "allt ska bort", "outlet", "black friday"),
        *("vinn en resa", "klipp ut", "prova gratis", "exklusivt erbjudande", "erbjudande till"),
        *("oppna och spara", "spara tusenlappar", "spara hundralappar"),
    }
)
"""What speaks of a sale, a price, a prize or a special offer: not of a customer's own affairs."""
VALUE: Final = re.compile(r"\bvarde\b.{0,6}[0-9 ]{2,8}\s?(?:k[a-z]\b|kr|sek)")
"""What an insured letter says it is worth."""
_BY_SHAPE: Final = (
    (MarkKind.PERIODICAL, re.compile(r"\bn(?:r|ummer)\W{0,2}[0-9]{1,2}\b.{0,14}\b20[0-9]{2}\b")),
    (MarkKind.PERIODICAL, re.compile(r"\bargang\s?[0-9]{1,3}\b")),
    (MarkKind.ADVERTISING, re.compile(r"(?:^|\s)-\s?[1-9][05]\s?%")),
    (MarkKind.ADVERTISING, re.compile(r"\b[0-9]{2,5}\s?:-")),
    (
        MarkKind.ADVERTISING,
        re.compile(r"\b[1-9][05]\s?(?:%|procent)\s?(?:rabatt|lagre|billigare)?"),
    ),
    (MarkKind.ADVERTISING, _DEAL),
    # A letter in the law's sense weighs at most two kilograms (Postlagen 2010:1045).
    (MarkKind.PARCEL, re.compile(r"\bvikt\b\W{0,3}(?:[2-9]|[1-9][0-9])(?:[.,][0-9]{1,3})?\s?kg\b")),
    (MarkKind.INSURED, VALUE),
    (MarkKind.RECEIPT, re.compile(r"\bAR\b\s?avis")),
)


KINDS: Final[dict[str, tuple[MarkKind, ...]]] = {
    phrase: tuple(kind for kind, phrases in PHRASES.items() if phrase in phrases)
    for phrases in PHRASES.values()
    for phrase in phrases
}
_TO_THE_LETTER: Final = {
    phrase: "oadresserad" for phrase in PHRASES[MarkKind.UNADDRESSED] if phrase.startswith("oadr")
}
"""One letter tells advertising to nobody from advertising to somebody."""
_SEVERAL: Final = [phrase for phrase in KINDS if " " in phrase]
_WORDS: Final = [phrase for phrase in KINDS if " " not in phrase and len(phrase) > _SHORT]
_SHORT_WORDS: Final = frozenset(
    phrase for phrase in KINDS if " " not in phrase and len(phrase) <= _SHORT
)


def folded(text: str) -> str:
    """Lower case, å ä ö as a a o, so that a lost dot does not lose a word."""
    return " ".join(text.translate(_FOLD).casefold().split())


def marks_in(line: str) -> tuple[tuple[MarkKind, str], ...]:
    """The kinds a line speaks of, each with the phrase that says most of it."""
    written = folded(line)
    found: dict[MarkKind, str] = {}
    for phrase in _phrases_in(written):
        if _TO_THE_LETTER.get(phrase, "") not in written:
            continue
        for kind in KINDS[phrase]:
            found[kind] = max(found.get(kind, ""), phrase, key=_weight)
    for kind, shape in _BY_SHAPE:
        if shape.search(written):
            found.setdefault(kind, shape.pattern)
    if MarkKind.ADVERTISING in found and _DEAL.search(written):
        found[MarkKind.ADVERTISING] = max(found[MarkKind.ADVERTISING], DEAL, key=_weight)
    return tuple(found.items())


def _weight(phrase: str) -> tuple[bool, int]:
    """A sale before a teaser, then the longest."""
    return phrase in SELLING, len(phrase)


def stands_alone(line: str, phrase: str) -> bool:
    """Whether the line is the phrase and at most one short word more: a label, not a sentence."""
    words = re.findall(r"[a-z0-9%-]+", folded(line))
    rest = len(words) - len(phrase.split())
    return rest <= 0 or (rest == 1 and min(map(len, words)) <= _BESIDE_LABEL)


def _phrases_in(written: str) -> Iterator[str]:
    words = re.findall(r"[a-z0-9%-]+", written)
    yield from (word for word in words if word in _SHORT_WORDS)
    for word in words:
        near = process.extract(word, _WORDS, scorer=fuzz.ratio, score_cutoff=_LONG_ALIKE)
        for phrase, score, _ in near:
            enough = _LONG_ALIKE if len(phrase) >= _LONG else _ALIKE
            if score >= enough and abs(len(word) - len(phrase)) <= 1:
                yield phrase
    yield from phrases_of_several_words(written)


def phrases_of_several_words(written: str) -> Iterator[str]:
    """Those that stand somewhere in `written`, which is folded."""
    several = process.extract(
        written, _SEVERAL, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE, limit=None
    )
    # A short line inside a long phrase is no mention of it.
    yield from (phrase for phrase, _, _ in several if len(written) >= len(phrase) - 2)
