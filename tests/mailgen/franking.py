"""Postage in the top right corner, postmarks and sort bars."""

import math
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.mailgen.canvas import BLACK, Colour, Ink, Sheet, px
from tests.mailgen.codes import put_code
from tests.mailgen.fonts import Family, installed

_ECONOMY: Final = "B (ekonomibrev)"
_FIRST: Final = "A (1:a-klass)"
_TOWNS: Final = ("KALMAR", "UMEÅ", "MORA", "FALUN", "YSTAD", "SOLNA")


@dataclass(frozen=True, slots=True)
class Franking:
    mark: str
    postal_class: str


def frank(sheet: Sheet, rng: Random, *, kind: str | None = None) -> Franking:
    """Puts one kind of postage on the sheet; `kind` as the mark that comes back."""
    kinds = (
        "porto_betalt",
        "porto_betalt",
        "porto_betalt",
        "franking_machine",
        "stamp",
        "portokod",
    )
    chosen = kind or rng.choice(kinds)
    return {
        "porto_betalt": _paid,
        "franking_machine": _machine,
        "stamp": _stamps,
        "portokod": _written_code,
    }[chosen](sheet, rng)


def _paid(sheet: Sheet, rng: Random) -> Franking:
    economy = rng.random() < 0.55
    wording = rng.choice(
        (
            ("PORTO BETALT", "SVERIGE"),
            ("Sverige", "Porto betalt", "Port payé"),
            ("PORTO", "BETALT", "P.P."),
            ("PORT PAYÉ", "SUÈDE", "Porto betalt"),
        )
    )
    extra = ("EKONOMIBREV",) if economy else rng.choice((("1:A-KLASS",), ("PRIORITAIRE",), ()))
    ink = Ink(rng.choice(installed(Family.OFFICE)), rng.uniform(7, 9), BLACK, 1.3)
    width, lines = rng.uniform(24, 34), (*wording, *extra)
    height = 4 + len(lines) * ink.points * ink.spacing * 25.4 / 72
    left, top = sheet.width - width - rng.uniform(5, 12), rng.uniform(5, 10)
    colour = rng.choice((BLACK, BLACK, (30, 40, 110)))
    box = (left, top, left + width, top + height)
    sheet.rectangle(box, outline=colour, line=rng.choice((2, 4)), radius=rng.choice((0, 0, 1.5)))
    y = top + 2
    for line in lines:
        y = sheet.text((left + 3, y), line, ink, "franking")
    if economy:
        sheet.text((left - 8, top + 1), "B", Ink(installed(Family.DISPLAY)[0], 20), "franking")
    return Franking("porto_betalt", _ECONOMY if economy else _FIRST)


def _machine(sheet: Sheet, rng: Random) -> Franking:
    colour: Colour = rng.choice(((190, 30, 40), (30, 50, 150), (20, 20, 20)))
    ink = Ink(rng.choice(installed(Family.MONO)), 9, colour, 1.25)
    left, top = sheet.width - rng.uniform(62, 72), rng.uniform(6, 11)
    if rng.random() < 0.6:
        raw = "".join(rng.choice("0123456789ABCDEF") for _ in range(40))
        put_code(sheet, (left + 40, top), "DataMatrix", raw, role="franking", module=4)
    day = f"{rng.randint(1, 28):02d} {rng.randint(1, 12):02d} 26"
    y = top
    for line in ("SVERIGE", f"SEK {rng.randint(10, 90):03d},{rng.choice(('00', '50'))}", day):
        y = sheet.text((left, y), line, ink, "franking")
    sheet.text((left, y), f"FM {rng.randint(100000, 999999)}", ink, "franking")
    return Franking("franking_machine", _FIRST)


def _stamps(sheet: Sheet, rng: Random) -> Franking:
    left = sheet.width - 30.0
    for number in range(rng.choice((1, 1, 2))):
        colour = tuple(rng.randint(60, 210) for _ in range(3))
        stamp = Sheet(21, 25, (250, 250, 246))
        stamp.rectangle((1.5, 1.5, 19.5, 23.5), fill=(colour[0], colour[1], colour[2]))
        stamp.draw.polygon(
            [(px(3), px(20)), (px(10), px(6)), (px(17), px(20))], fill=(240, 240, 230)
        )
        ink = Ink(installed(Family.DISPLAY)[0], 7, (255, 255, 255))
        stamp.text((3, 2.5), "SVERIGE", ink, "stamp")
        sheet.stick(stamp, (left - 24 * number, 6), rng.uniform(-3, 3))
    sheet.forget("stamp")
    _postmark(sheet, (left - 22, 8), rng)
    return Franking("stamp", _FIRST)


def _postmark(sheet: Sheet, at: tuple[float, float], rng: Random) -> None:
    left, top, size = px(at[0]), px(at[1]), px(24)
    grey = rng.randint(40, 110)
    ink: Colour = (grey, grey, grey)
    sheet.draw.ellipse((left, top, left + size, top + size), outline=ink, width=5)
    day = f"{rng.randint(1, 28)}.{rng.randint(1, 12)}.26"
    sheet.text((at[0] + 5, at[1] + 5), rng.choice(_TOWNS), Ink(points=7, colour=ink), "postmark")
    sheet.text((at[0] + 5, at[1] + 11), day, Ink(points=8, colour=ink), "postmark")
    for row in range(5):
        y = top + size * (row + 1) / 6
        wave = [
            (left + size + step * 8, y + 9 * math.sin(step / 3.0 + row))
            for step in range(px(32) // 8)
        ]
        sheet.draw.line(wave, fill=ink, width=4)


def _written_code(sheet: Sheet, rng: Random) -> Franking:
    """A postage code bought in an application: three rows of four, by hand."""
    hand = rng.choice(installed(Family.HAND))
    y, letters = 7.0, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    for _ in range(3):
        row = "".join(rng.choice(letters) for _ in range(4))
        ink = Ink(hand, 18, (20, 20, 80), 1.2)
        y = sheet.written((sheet.width - 34, y), row, ink, "franking", rng=rng)
    return Franking("stamp", _FIRST)


def sort_bars(sheet: Sheet, rng: Random) -> None:
    """The sorting machine's fluorescent bars along the lower right edge."""
    colour: Colour = rng.choice(((235, 120, 60), (60, 60, 70), (220, 110, 150)))
    left, bottom = px(sheet.width) - px(130), px(sheet.height) - px(5)
    for number in range(70):
        if rng.random() < 0.55:
            x = left + number * 20
            sheet.draw.rectangle((x, bottom - px(4), x + 6, bottom), fill=colour)
