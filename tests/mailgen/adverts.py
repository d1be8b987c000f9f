"""Advertising by word and by look, periodicals, and what only looks like advertising."""

from dataclasses import dataclass
from random import Random
from typing import Final

from tests.mailgen.canvas import Colour, Ink, Sheet, px
from tests.mailgen.codes import put_code
from tests.mailgen.fonts import Family, installed
from tests.mailgen.senders import Sender

_SHOUTS: Final = (
    "Höstrea på allt!",
    "Bara denna vecka: 30 % rabatt",
    "Kampanj! Köp 3 betala för 2",
    "Vinn en resa för hela kontoret",
    "Exklusivt erbjudande till ert företag",
    "Nu halva priset på markiser",
    "Stor utförsäljning – allt ska bort!",
    "Öppna och spara tusenlappar",
)
_WORDS: Final = ("REKLAM", "Reklam", "DIREKTREKLAM", "ADR", "ANNONS", "Direktreklam", "Erbjudande")
_COPY: Final = (
    "Vi firar tjugo år och bjuder alla företagskunder på fri frakt hela månaden. Passa på att "
    "fylla på förrådet till riktigt bra priser. Gäller så långt lagret räcker."
)
_MAGAZINES: Final = ("Chefens Värld", "Maskin & Mark", "Fastighetsnytt", "Småföretagaren Idag")
_HARMLESS: Final = (
    "Tack för att du är kund hos oss!",
    "Viktig information om ditt avtal",
    "Din faktura och ett erbjudande inuti",
    "Nu blir det enklare att betala",
    "Så här läser du din faktura",
    "Öppna genast",
)
_PUBLIC: Final = ("Samhällsinformation", "SAMHÄLLSINFORMATION", "Information från kommunen")


@dataclass(frozen=True, slots=True)
class Advert:
    """`addressed` says whether a recipient is printed on it."""

    scenario: str
    marks: tuple[str, ...]
    postal_class: str | None
    addressed: bool


def _headline(points: float, colour: Colour, rng: Random) -> Ink:
    return Ink(rng.choice(installed(Family.DISPLAY)), points, colour, 1.15)


def _bright(rng: Random) -> Colour:
    return rng.choice(
        ((214, 40, 40), (0, 120, 90), (240, 140, 20), (60, 40, 140), (0, 110, 180), (200, 30, 110))
    )


def _art(sheet: Sheet, box: tuple[float, float, float, float], rng: Random) -> None:
    """A picture of nothing in particular: hills, suns, goods."""
    left, top, right, bottom = (px(side) for side in box)
    base = _bright(rng)
    for y in range(top, bottom, 6):
        share = (y - top) / max(1, bottom - top)
        tone = tuple(round(part * (1 - share) + 250 * share) for part in base)
        sheet.draw.rectangle((left, y, right, y + 6), fill=(tone[0], tone[1], tone[2]))
    for _ in range(rng.randint(3, 8)):
        x, y = rng.randint(left, right), rng.randint(top, bottom)
        size = rng.randint(px(6), px(22))
        shape = (
            max(left, x - size),
            max(top, y - size),
            min(right, x + size),
            min(bottom, y + size),
        )
        if shape[0] < shape[2] and shape[1] < shape[3]:
            sheet.draw.ellipse(shape, fill=_bright(rng))


def by_word(sheet: Sheet, sender: Sender, rng: Random) -> Advert:
    """An addressed envelope that says what it is."""
    word = rng.choice(_WORDS)
    place = (rng.uniform(8, 20), sheet.height - rng.uniform(11, 14))
    sheet.text(place, word, _headline(rng.uniform(11, 17), (20, 20, 24), rng), "mark")
    _shout(sheet, sender, rng)
    return Advert("dm_addressed", ("reklam",), "B (ekonomibrev)", addressed=True)


def by_look(sheet: Sheet, sender: Sender, rng: Random) -> Advert:
    """Colour and shouting, but the word is not there."""
    _art(sheet, (0, sheet.height * 0.78, sheet.width, sheet.height), rng)
    _shout(sheet, sender, rng)
    return Advert("dm_look", ("reklam_utseende",), "B (ekonomibrev)", addressed=True)


def _shout(sheet: Sheet, sender: Sender, rng: Random) -> None:
    ink = _headline(rng.uniform(15, 22), sender.colour, rng)
    place = (9, max(36.0, sheet.height * rng.uniform(0.3, 0.36)))
    sheet.paragraph(place, rng.choice(_SHOUTS), ink, width=sheet.width * 0.3, tag="teaser")


def flyer(sheet: Sheet, sender: Sender, rng: Random) -> Advert:
    """Nobody's name on it."""
    _leaf(sheet, sender, rng)
    word = rng.choice(("Oadresserad reklam", "ODR", "Till hushållet", "Gruppreklam", None))
    if word:
        sheet.text((8, sheet.height - 9), word, Ink(points=8), "mark")
    return Advert("flyer_unaddressed", ("oadresserad",), "ODR", addressed=False)


def brochure(sheet: Sheet, sender: Sender, rng: Random) -> Advert:
    _leaf(sheet, sender, rng)
    return Advert("brochure", ("broschyr",), "B (ekonomibrev)", addressed=True)


def _leaf(sheet: Sheet, sender: Sender, rng: Random) -> None:
    colour = _bright(rng)
    _art(sheet, (0, 0, sheet.width, sheet.height * 0.4), rng)
    ink = _headline(rng.uniform(26, 36), (255, 255, 255), rng)
    sheet.paragraph((10, 12), rng.choice(_SHOUTS), ink, width=sheet.width - 20, tag="teaser")
    y = sheet.height * 0.44
    y = sheet.paragraph((10, y), _COPY, Ink(points=11), width=sheet.width - 20)
    for goods in rng.sample(("Kontorsstol", "Kaffebryggare", "Skrivbord", "Skärm 27 tum"), 3):
        y = sheet.text((12, y + 2), goods, Ink(points=12), "goods")
        price = f"{rng.randint(1, 89)}99:-"
        y = sheet.text((14, y), price, _headline(20, colour, rng), "goods")
    sheet.text((10, sheet.height - 18), f"{sender.name}  {sender.address}", Ink(points=8), "sender")
    if rng.random() < 0.4:
        put_code(
            sheet,
            (sheet.width - 32, sheet.height - 34),
            "QRCode",
            f"https://shop{rng.randint(1, 99)}.example/k",
            role="url",
        )


def magazine(sheet: Sheet, sender: Sender, rng: Random) -> Advert:
    _art(sheet, (0, 0, sheet.width, sheet.height), rng)
    title = rng.choice(_MAGAZINES)
    sheet.text((9, 8), title, _headline(44, (255, 255, 255), rng), "logo")
    number = f"Nr {rng.randint(1, 12)} 2026  Pris 89 kr"
    sheet.text((10, 28), number, Ink(points=9, colour=(255, 255, 255)), "logo")
    for row, words in enumerate(("Så klarar du räntan", "Tolv maskiner i test", "Ny lag i år")):
        sheet.text((10, 50 + 12 * row), words, _headline(17, (255, 255, 255), rng), "teaser")
    word = rng.choice(("TIDNING", "Posttidning B", "Tidskrift", "Issn 1650-1234", None))
    if word:
        sheet.text((sheet.width - 60, 34), word, Ink(points=10, colour=(255, 255, 255)), "mark")
    stem = "735" + "".join(rng.choice("0123456789") for _ in range(9))
    total = sum(int(digit) * (1 if place % 2 == 0 else 3) for place, digit in enumerate(stem))
    ean = stem + str(-total % 10)
    where = (sheet.width - 44, sheet.height - 28)
    put_code(sheet, where, "EAN13", ean, role="ean", module=3, height=16)
    sheet.text((9, sheet.height - 8), sender.name, Ink(points=7, colour=(255, 255, 255)), "sender")
    return Advert("magazine", ("tidskrift",), "B (ekonomibrev)", addressed=True)


def postcard(sheet: Sheet, sender: Sender, rng: Random) -> Advert:
    _art(sheet, (0, 0, sheet.width * 0.42, sheet.height), rng)
    ink = _headline(rng.uniform(13, 17), (255, 255, 255), rng)
    sheet.paragraph((5, 8), rng.choice(_SHOUTS), ink, width=sheet.width * 0.36, tag="teaser")
    sheet.text((5, sheet.height - 8), sender.name, Ink(points=7, colour=(255, 255, 255)), "sender")
    return Advert("postcard", ("reklam_vykort",), "B (ekonomibrev)", addressed=True)


def harmless(sheet: Sheet, sender: Sender, rng: Random) -> str:
    """A cheerful line on a letter that is a letter all the same; returns the scenario."""
    ink = _headline(rng.uniform(11, 15), sender.colour, rng)
    place = (rng.uniform(8, 16), sheet.height - rng.uniform(14, 22))
    sheet.text(place, rng.choice(_HARMLESS), ink, "teaser")
    return rng.choice(("contract_marketing_look", "invoice_with_leaflet"))


def public(sheet: Sheet, rng: Random) -> str:
    """Information to the public: sent in bulk, yet no advertising; returns the scenario."""
    ink = _headline(rng.uniform(10, 14), (20, 20, 24), rng)
    sheet.text((9, sheet.height - 16), rng.choice(_PUBLIC), ink, "mark")
    return "samhallsinfo"


ENVELOPES: Final = (by_word, by_word, by_look)
LEAVES: Final = (flyer, brochure, magazine)
