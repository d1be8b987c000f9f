"""Faces that say, by pen or in print, that a machine must not open them."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Final

import numpy as np

from tests.mailgen.address import some_person
from tests.mailgen.canvas import Ink
from tests.mailgen.cases import ok
from tests.mailgen.conditions import Desk, Recipient
from tests.mailgen.crops import Crop
from tests.mailgen.fonts import DPI, Family, font, installed
from tests.mailgen.fronts import Front, envelope
from tests.mailgen.panels import some_style
from tests.mailgen.register import Companies
from tests.mailgen.scan import scan, some_pose
from tests.mailgen.senders import some_sender

_WORDS: Final = (
    *("REK", "Rekommenderat", "R-brev REK", "Rek brev", "Mottagningsbevis", "POSTFÖRSKOTT"),
    *("VÄRDE 5 000 kr", "Värde 12 000 SEK"),
    *("PERSONLIGT", "Personligt", "Personligt ej för registrering"),
    *("KONFIDENTIELLT", "Konfidentiellt", "ANBUD", "Anbud"),
    *("Lämnas ut personligen", "LÄMNAS UT PERSONLIGEN", "Endast till adressaten"),
    *("Egenhändig utlämning", "ÖPPNAS ENDAST AV ADRESSATEN", "Giltig legitimation"),
)
_BROKEN: Final = 0.6
"""Of those with several words: written on two lines."""
_PEOPLE: Final = 0.12
_IN_ADDRESS: Final = 0.5
_BY_HAND: Final = 0.75
_RED: Final = (160, 20, 30)
_AIR_MM: Final = 6.0
"""Between a note and what it stands beside."""


def make_noted(companies: Companies, *, number: int, seed: int) -> Crop:
    """The same for the same register, number and seed."""
    rng = Random(f"note {seed}/{number}")
    desk = Desk(rng, companies, set(companies.by_number))
    level = rng.choices((0, 1, 2), (4, 4, 2))[0]
    sender = some_sender(rng, desk.taken)
    recipient, rows = replace(ok(desk), auto_ok=False, closed=True), _rows(rng.choice(_WORDS), rng)
    if rng.random() < _PEOPLE:
        recipient = _with_lines(recipient, "person above", [some_person(rng)])
        front = envelope(recipient, sender, rng, level)
    elif rng.random() < _IN_ADDRESS:
        recipient = _with_lines(recipient, "word in the address", rows)
        front = envelope(recipient, sender, rng, level)
    else:
        by_hand = rng.random() < _BY_HAND
        how = "by hand" if by_hand else "in print"
        recipient = replace(recipient, condition=f"word beside, {how}")
        front = envelope(recipient, sender, rng, level)
        _write(front, rows, rng, by_hand=by_hand, level=level)
    scanned = scan(front.sheet, some_pose(rng, level), rng)
    return Crop(number, recipient, wounded=False, image=np.asarray(scanned.image)[:, :, ::-1])


def _rows(words: str, rng: Random) -> list[str]:
    """As they are, or broken where a writer runs out of room."""
    gaps = [at for at, sign in enumerate(words) if sign == " "]
    if not gaps or rng.random() >= _BROKEN:
        return [words]
    gap = rng.choice(gaps)
    return [words[:gap], words[gap + 1 :]]


def _with_lines(recipient: Recipient, condition: str, rows: Sequence[str]) -> Recipient:
    lines = (*(("mark", row) for row in rows), *recipient.block.lines)
    block = replace(recipient.block, lines=lines)
    return replace(recipient, condition=condition, block=block)


def _write(front: Front, rows: Sequence[str], rng: Random, *, by_hand: bool, level: int) -> None:
    """Above the address, or as often to its left where there is room."""
    if by_hand:
        ink = some_style(rng, by_hand=True, level=level).ink
    else:
        ink = Ink(rng.choice(installed(Family.DISPLAY)), rng.uniform(11, 16), _RED)
    left, top, _, _ = front.address_box
    letters = font(ink.face, ink.points)
    wide = 1.15 * max(map(letters.getlength, rows)) * 25.4 / DPI + 2 * _AIR_MM
    tall = (1.3 + ink.spacing * (len(rows) - 1)) * ink.points * 25.4 / 72 + 2
    x, y = max(8.0, left - 4), max(30.0, top - tall)
    if wide <= left and rng.random() < 0.5:
        x, y = 8.0, top + rng.uniform(-4, 16)
    for row in rows:
        if by_hand:
            y = front.sheet.written((x, y), row, ink, "mark", rng=rng)
        else:
            y = front.sheet.text((x, y), row, ink, "mark")
