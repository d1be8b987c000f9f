"""Labels and prints that make an item special: registered, insured, parcels, cards, pick-up."""

from dataclasses import dataclass
from random import Random
from typing import Final

from tests.mailgen.canvas import BLACK, Colour, Ink, Sheet
from tests.mailgen.codes import put_code
from tests.mailgen.fonts import Family, installed

_YELLOW: Final[Colour] = (250, 215, 60)
_RED: Final[Colour] = (190, 25, 35)


@dataclass(frozen=True, slots=True)
class Special:
    """`reason` is one of the five of the terms."""

    scenario: str
    reason: str
    marks: tuple[str, ...]
    postal_class: str | None = None


def s10(service: str, serial: str) -> str:
    """An item number of the Universal Postal Union with its check digit."""
    weights = (8, 6, 4, 2, 3, 5, 9, 7)
    total = sum(int(digit) * weight for digit, weight in zip(serial, weights, strict=True))
    check = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
    return f"{service}{serial}{check}SE"


def sscc(serial: str) -> str:
    """Eighteen digits for a parcel, from seventeen."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(serial))
    return serial + str(-total % 10)


def _serial(rng: Random, length: int = 8) -> str:
    return "".join(rng.choice("0123456789") for _ in range(length))


def _bold(points: float, colour: Colour = BLACK) -> Ink:
    return Ink(installed(Family.DISPLAY)[0], points, colour, 1.2)


def _item_label(words: tuple[str, ...], number: str, letter: str, rng: Random) -> Sheet:
    colour: Colour = rng.choice(((255, 255, 255), _YELLOW, (250, 228, 232)))
    label = Sheet(78, 28 + 4 * len(words), colour)
    label.rectangle((0.5, 0.5, 77.5, label.height - 0.5), outline=_RED, line=4)
    label.text((3, 2), letter, _bold(30), "postal_label")
    y = 2.5
    for word in words:
        y = label.text((19, y), word, _bold(11), "postal_label")
    _, height = put_code(
        label, (15, y + 1.5), "Code128", number, role="postal_label", module=3, height=10
    )
    spaced = f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:11]} {number[11:]}"
    shown = rng.choice((number, spaced))
    label.text((16, y + 2.5 + height), shown, Ink(installed(Family.MONO)[0], 10), "hrt")
    return label


def registered(sheet: Sheet, rng: Random) -> Special:
    number = s10("RR", _serial(rng))
    words = rng.choice(
        (("REK",), ("Rekommenderat",), ("RECOMMANDÉ", "Rek brev"), ("REK RETUR",), ("Rek Extra",))
    )
    marks = [f"s10:{number}", "rek"]
    if rng.random() < 0.3:
        words, marks = (*words, "Mottagningsbevis"), [*marks, "mottagningsbevis"]
    if rng.random() < 0.25:
        sheet.text((20, sheet.height - 16), f"REK {number}", _bold(13, _RED), "postal_label")
        return Special("registered_printed", "registered", tuple(marks), "rekommenderat")
    label = _item_label(words, number, "R", rng)
    sheet.stick(label, (8, sheet.height - label.height - 5), rng.uniform(-4, 4))
    return Special("registered", "registered", tuple(marks), "rekommenderat")


def insured(sheet: Sheet, rng: Random) -> Special:
    number = s10("VV", _serial(rng))
    words = rng.choice(
        (("VÄRDE", "5 000 SEK"), ("Assurerat", "Värde 9 000 kr"), ("VALEUR DÉCLARÉE",))
    )
    label = _item_label(words, number, "V", rng)
    sheet.stick(label, (7, sheet.height - label.height - 4), rng.uniform(-3, 3))
    return Special("value", "registered", (f"s10:{number}", "varde"), "värdeförsändelse")


def receipt(sheet: Sheet, rng: Random) -> Special:
    number = s10("RR", _serial(rng))
    label = _item_label(("Rek", "AR  Mottagningsbevis", "Avis de réception"), number, "R", rng)
    sheet.stick(label, (9, sheet.height - label.height - 5), rng.uniform(-2, 2))
    marks = (f"s10:{number}", "rek", "mottagningsbevis")
    return Special("registered_receipt", "registered", marks, "rekommenderat")


def cash(sheet: Sheet, rng: Random) -> Special:
    """Cash on delivery: handed over against payment."""
    box = (6, sheet.height - 26, 70, sheet.height - 6)
    sheet.rectangle(box, fill=(255, 235, 120), outline=BLACK, line=5)
    y = sheet.text((9, sheet.height - 24), "POSTFÖRSKOTT", _bold(15), "postal_label")
    sheet.text((9, y), f"Belopp {rng.randint(200, 4000)},00 SEK", Ink(points=10), "postal_label")
    return Special("cash_on_delivery", "registered", ("postforskott",), "postförskott")


def parcel(sheet: Sheet, rng: Random) -> Special:
    number = sscc("3735" + _serial(rng, 13))
    label = Sheet(98, 62, (255, 255, 255))
    label.rectangle((0.4, 0.4, 97.6, 61.6), outline=BLACK, line=4)
    title = rng.choice(("PAKET", "Varubrev Retur", "MyPack Home", "Servicepaket", "PARCEL"))
    label.text((3, 2), title, _bold(15), "postal_label")
    label.text(
        (3, 10), f"Vikt {rng.uniform(0.4, 18):.1f} kg   Kolli 1/1", Ink(points=8), "postal_label"
    )
    code = rng.choice(("sscc", "s10", "domestic"))
    mark, shown, symbology = {
        "sscc": (f"sscc:{number}", f"(00){number}", "GS1-128"),
        "s10": _parcel_s10(rng),
        "domestic": _parcel_domestic(rng),
    }[code]
    put_code(label, (4, 18), symbology, shown, role="postal_label", module=3, height=26)
    label.text((10, 47), shown, Ink(installed(Family.MONO)[0], 10), "hrt")
    sheet.stick(label, (6, sheet.height - 68), rng.choice((0, 0, rng.uniform(-5, 5))))
    return Special("parcel", "package", ("parcel_label", mark), "paket")


def _parcel_s10(rng: Random) -> tuple[str, str, str]:
    number = s10("CP", _serial(rng))
    return f"s10:{number}", number, "Code128"


def _parcel_domestic(rng: Random) -> tuple[str, str, str]:
    number = f"{_serial(rng, 11)}SE"
    return f"item:{number}", number, "Code128"


def card(sheet: Sheet, rng: Random) -> Special:
    words = rng.choice(
        (
            "Ditt nya företagskort",
            "Här kommer ditt nya bankkort",
            "Nytt betalkort – aktivera i appen",
            "Ditt kontokort",
            "PIN-kod till ditt kort",
            "Innehåller bankkort. Vik ej!",
        )
    )
    place = (rng.uniform(8, 16), sheet.height - rng.uniform(16, 26))
    sheet.text(place, words, _bold(rng.uniform(11, 15), (30, 60, 130)), "teaser")
    return Special("bankcard_front", "debit_card", ("card_teaser",))


def pickup(sheet: Sheet, rng: Random) -> Special:
    words, more = rng.choice(
        (
            ("PERSONLIG UTLÄMNING", "Endast mot legitimation"),
            ("Utlämnas personligen till mottagaren", "Legitimation krävs"),
            ("LÄMNAS ENDAST UT TILL ADRESSATEN", "ID-kontroll"),
            ("Hämtas personligen", "Giltig legitimation"),
        )
    )
    top = sheet.height - 26
    sheet.rectangle((6, top, 88, top + 18), outline=_RED, line=5)
    y = sheet.text((9, top + 2.5), words, _bold(10.5, _RED), "postal_label")
    sheet.text((9, y + 1), more, Ink(points=9, colour=_RED), "postal_label")
    return Special("pickup", "personal_pickup", ("personal_pickup",), "personlig utlämning")


def padded(sheet: Sheet, rng: Random) -> Special:
    """A bubble envelope: thick, ribbed, told by its look and its word."""
    for row in range(int(sheet.height // 9)):
        for column in range(int(sheet.width // 9)):
            x, y = column * 9 + 4.5 * (row % 2), row * 9.0
            box = tuple(round(side * 300 / 25.4) for side in (x + 1, y + 1, x + 8, y + 8))
            tone = tuple(max(0, part - 12) for part in sheet.colour)
            sheet.draw.ellipse(box, outline=(tone[0], tone[1], tone[2]), width=4)
    word = rng.choice(("Varuprov", "Innehåller varuprov", "USB-minne", "Varubrev", "OBS! Ömtåligt"))
    sheet.text((9, sheet.height - 14), word, _bold(11, (120, 40, 40)), "teaser")
    return Special("bubble", "odd_format", ("padded_envelope",))


SPECIALS: Final = {
    registered: 5,
    insured: 2,
    receipt: 2,
    cash: 1,
    parcel: 3,
    card: 4,
    pickup: 3,
    padded: 2,
}
