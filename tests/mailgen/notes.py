"""Faces that say, by pen or in print, that a machine must not open them."""

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
)
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
    recipient, word = replace(ok(desk), auto_ok=False, closed=True), rng.choice(_WORDS)
    if rng.random() < _PEOPLE:
        recipient = _with_line(recipient, "person above", some_person(rng))
        front = envelope(recipient, sender, rng, level)
    elif rng.random() < _IN_ADDRESS:
        recipient = _with_line(recipient, "word in the address", word)
        front = envelope(recipient, sender, rng, level)
    else:
        by_hand = rng.random() < _BY_HAND
        how = "by hand" if by_hand else "in print"
        recipient = replace(recipient, condition=f"word beside, {how}")
        front = envelope(recipient, sender, rng, level)
        _write(front, word, rng, by_hand=by_hand, level=level)
    scanned = scan(front.sheet, some_pose(rng, level), rng)
    return Crop(number, recipient, wounded=False, image=np.asarray(scanned.image)[:, :, ::-1])


def _with_line(recipient: Recipient, condition: str, line: str) -> Recipient:
    lines = (("mark", line), *recipient.block.lines)
    block = replace(recipient.block, lines=lines)
    return replace(recipient, condition=condition, block=block)


def _write(front: Front, word: str, rng: Random, *, by_hand: bool, level: int) -> None:
    """Above the address, or as often to its left where there is room."""
    if by_hand:
        ink = some_style(rng, by_hand=True, level=level).ink
    else:
        ink = Ink(rng.choice(installed(Family.DISPLAY)), rng.uniform(11, 16), _RED)
    left, top, _, _ = front.address_box
    wide = 1.15 * font(ink.face, ink.points).getlength(word) * 25.4 / DPI + 2 * _AIR_MM
    tall = 1.3 * ink.points * 25.4 / 72 + 2
    at = max(8.0, left - 4), max(30.0, top - tall)
    if wide <= left and rng.random() < 0.5:
        at = 8.0, top + rng.uniform(-4, 16)
    if by_hand:
        front.sheet.written(at, word, ink, "mark", rng=rng)
    else:
        front.sheet.text(at, word, ink, "mark")
