"""What lay inside: letters and invoices on A4, with blank and turned pages."""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Final

from PIL import Image

from mailroom.domain.ids import luhn_digit, org_number_text
from tests.mailgen.canvas import Ink, Sheet, px
from tests.mailgen.conditions import Recipient
from tests.mailgen.fonts import Family, installed
from tests.mailgen.scan import Pose, Scanned, scan
from tests.mailgen.senders import Sender

_SENTENCES: Final = (
    "Vi bekräftar härmed att er beställning har tagits emot och att leverans sker inom tio dagar.",
    "Enligt överenskommelse justeras avgiften från och med nästa kalenderår med tre procent.",
    "Har ni frågor om ärendet är ni välkomna att höra av er till vår kundtjänst på vardagar.",
    "Beslutet kan överklagas inom tre veckor från den dag då ni tog del av det.",
    "Underlaget har granskats och inga avvikelser har påträffats under den aktuella perioden.",
    "Observera att uppgifterna ska lämnas senast den sista i månaden för att räknas.",
)

Written = tuple[Sheet, str, dict[str, str | None] | None]
"""A printed page, its kind, and the payment data on it."""


@dataclass(frozen=True, slots=True)
class Content:
    """One side of a sheet; `invoice` holds the payment data when it is one."""

    scanned: Scanned
    kind: str
    pose: Pose
    blank: bool
    invoice: dict[str, str | None] | None = None


def contents(recipient: Recipient, sender: Sender, rng: Random, level: int) -> tuple[Content, ...]:
    """One to three written sides, sometimes with blank backs."""
    written: list[Written] = [_invoice(recipient, sender, rng)] if rng.random() < 0.5 else []
    count = rng.choice((1, 1, 2, 3))
    while len(written) < count:
        number = len(written) + 1
        written.append((_letter(recipient, sender, rng, number, count), "letter", None))
    duplex, sides = rng.random() < 0.4, list[Content]()
    for sheet, kind, invoice in written:
        pose = Pose("crop", 180 if rng.random() < 0.06 else 0, _skew(rng), min(level, 1))
        sides.append(Content(scan(sheet, pose, rng), kind, pose, blank=False, invoice=invoice))
        if duplex:
            sides.append(_blank_back(sheet, rng, level))
    return tuple(sides)


def _skew(rng: Random) -> float:
    return round(rng.uniform(-1.2, 1.2), 2)


def _blank_back(front: Sheet, rng: Random, level: int) -> Content:
    """The other side of the sheet, with its print faintly showing through."""
    back = Sheet(front.width, front.height)
    if rng.random() < 0.5:
        mirrored = front.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        back.image = Image.blend(back.image, mirrored, 0.06)
    pose = Pose("crop", 0, _skew(rng), min(level, 1))
    return Content(scan(back, pose, rng), "blank", pose, blank=True)


def _head(sheet: Sheet, recipient: Recipient, sender: Sender, rng: Random) -> tuple[Ink, float]:
    ink = Ink(rng.choice(installed(Family.OFFICE)), rng.uniform(9.5, 11.5))
    sheet.text((20, 15), sender.name, Ink(installed(Family.DISPLAY)[0], 15, sender.colour), "logo")
    y = 42.0
    for tag, text in recipient.block.lines:
        y = sheet.text((115, y), text, ink, tag)
    return ink, max(y + 12, 80)


def _letter(recipient: Recipient, sender: Sender, rng: Random, number: int, count: int) -> Sheet:
    sheet = Sheet(210, 297)
    ink, y = _head(sheet, recipient, sender, rng)
    y = sheet.text((20, y), f"Ärende {rng.randint(1000, 99999)}-2026", ink, "subject") + 4
    for _ in range(rng.randint(4, 12)):
        y = sheet.paragraph((20, y), rng.choice(_SENTENCES), ink, width=165, tag="body") + 2
    sheet.text((170, 282), f"Sida {number} av {count}", Ink(points=8), "page")
    return sheet


def giro(rng: Random, length: int = 8) -> str:
    """A bankgiro number with its check digit, as printed."""
    stem = str(rng.randint(10 ** (length - 2), 10 ** (length - 1) - 1))
    digits = stem + luhn_digit(stem)
    return f"{digits[:-4]}-{digits[-4:]}"


def _invoice(recipient: Recipient, sender: Sender, rng: Random) -> Written:
    sheet = Sheet(210, 297)
    ink, y = _head(sheet, recipient, sender, rng)
    stem = str(rng.randint(10**7, 10**12))
    reference, account = stem + luhn_digit(stem), giro(rng, rng.choice((7, 8)))
    kronor, day = rng.randint(80, 60000), dt.date(2026, 11, 1) + dt.timedelta(rng.randint(0, 60))
    number = str(rng.randint(10000, 9999999))
    title = Ink(installed(Family.DISPLAY)[0], 20)
    y = sheet.text((20, y), "FAKTURA", title, "title") + 3
    for words in (
        f"Fakturanummer {number}",
        f"Förfallodatum {day.isoformat()}",
        f"OCR-nummer {reference}",
        f"Bankgiro {account}",
        f"Att betala {kronor},00 kr",
        f"Organisationsnummer {org_number_text(sender.number)}",
    ):
        y = sheet.text((20, y), words, ink, "field")
    sheet.draw.line((px(15), px(250), px(195), px(250)), fill=(90, 90, 90), width=3)
    _code_line(sheet, reference, kronor, account)
    fields: dict[str, str | None] = {
        "bankgiro": account,
        "plusgiro": None,
        "ocr": reference,
        "amount": f"{kronor}.00",
        "due_date": day.isoformat(),
        "currency": "SEK",
        "invoice_number": number,
    }
    return sheet, "invoice", fields


def _code_line(sheet: Sheet, reference: str, kronor: int, account: str) -> None:
    check = luhn_digit(f"{kronor}00")
    digits = account.replace("-", "")
    line = f"#{reference:>27} # {kronor:>8} 00   {check} >{digits:>25}#41#"
    faces = [face for face in installed(Family.MONO) if "Mono" in face.path]
    ink = Ink(faces[0] if faces else installed(Family.MONO)[0], 8.5)
    sheet.text((14, 280), line, ink, "codeline")
