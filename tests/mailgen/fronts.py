"""Composing the outside of an item: envelope or leaf, sender, postage, marks, address."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from tests.mailgen import adverts, damage, labels
from tests.mailgen.address import Block
from tests.mailgen.canvas import Colour, Ink, Sheet
from tests.mailgen.conditions import Recipient
from tests.mailgen.fonts import Family, installed
from tests.mailgen.franking import frank, sort_bars
from tests.mailgen.labels import Special
from tests.mailgen.panels import (
    Style,
    laid_edges,
    make_illegible,
    panel,
    sender_line,
    some_style,
    strike_out,
)
from tests.mailgen.senders import Sender, block, one_line

_FORMATS: Final = {
    "C6": (162.0, 114.0),
    "C65": (229.0, 114.0),
    "DL": (220.0, 110.0),
    "C5": (229.0, 162.0),
    "B5": (250.0, 176.0),
    "C4": (324.0, 229.0),
    "C4 portrait": (229.0, 324.0),
    "C5 portrait": (162.0, 229.0),
    "Monarch": (191.0, 98.0),
}
_LETTERS: Final = ("C65", "C65", "DL", "C5", "C5", "C5", "C6", "B5", "C4", "C4 portrait", "Monarch")
_ROOMY: Final = ("C5", "B5", "C4")
_LEAVES: Final = {"A4": (210.0, 297.0), "A5": (148.0, 210.0), "square": (210.0, 210.0)}
EMPTY_BLOCK: Final = Block((("name", ""),))
_PAPERS: Final[tuple[Colour, ...]] = (
    (252, 252, 252),
    (250, 250, 247),
    (247, 243, 230),
    (226, 228, 230),
    (205, 166, 118),
    (222, 232, 243),
    (247, 226, 226),
    (231, 240, 222),
)


@dataclass
class Front:
    """The sheet as it lies before the scanner, and what is known about it."""

    sheet: Sheet
    format: str
    mode: str = "printed"
    scenario: str = "letter"
    marks: list[str] = field(default_factory=list[str])
    postal_class: str | None = None
    special: Special | None = None
    address_box: damage.Box = (0.0, 0.0, 0.0, 0.0)
    crowded: bool = False
    """Something else stands on the left half."""


def _blank(rng: Random, formats: tuple[str, ...]) -> Front:
    name = rng.choice(formats)
    paper = rng.choices(_PAPERS, (9, 6, 4, 3, 3, 1, 1, 1))[0]
    return Front(Sheet(*_FORMATS[name], paper), name)


def _show_sender(front: Front, sender: Sender, rng: Random) -> None:
    """A corner block, with or without a logo."""
    sheet, y = front.sheet, 8.0
    left = rng.uniform(8, 16)
    if rng.random() < 0.5:
        ink = Ink(rng.choice(installed(Family.DISPLAY)), rng.uniform(11, 16), sender.colour)
        size = rng.uniform(6, 9)
        sheet.rectangle((left, y, left + size, y + size), fill=sender.colour, radius=1.5)
        sheet.text((left + size + 2, y + 1), sender.name, ink, "logo")
        y += size + 2
    small = Ink(rng.choice(installed(Family.OFFICE)), rng.uniform(6.5, 8.5), (50, 50, 54))
    for line in block(sender, rng):
        y = sheet.text((left, y), line, small, "sender")


def _place_address(
    front: Front, recipient: Recipient, style: Style, rng: Random, line: str | None
) -> None:
    sheet = front.sheet
    paper: Colour = (255, 255, 255)
    piece = panel(recipient, style, rng, above=line, paper=paper)
    strike_out(piece, rng)
    if recipient.gone:
        make_illegible(piece, recipient.gone, rng, paper)
    if front.mode == "label":
        laid_edges(piece, rng.choice(((210, 210, 210), (170, 170, 174), (255, 255, 255))))
    room = sheet.width - piece.width - 8
    rightward = rng.random() < 0.62 or front.crowded
    left = max(6.0, room - rng.uniform(0, 14)) if rightward else rng.uniform(14, 24)
    left = min(left, max(4.0, room + 4))
    low = max(40.0, sheet.height * 0.36)
    top = min(low + rng.uniform(0, 6), max(38.0, sheet.height - piece.height - 8))
    front.address_box = (left, top, left + piece.width, top + piece.height)
    tilt = rng.uniform(-3, 3) if front.mode == "label" and rng.random() < 0.5 else 0.0
    sheet.stick(piece, (left, top), tilt, see_through=front.mode in {"printed", "hand"})
    if front.mode == "window":
        window_edge(front, rng)


def window_edge(front: Front, rng: Random) -> None:
    left, top, right, bottom = front.address_box
    grey = rng.randint(130, 210)
    front.sheet.rectangle(
        (left - 1.5, top - 1, right + 1.5, bottom + 1),
        outline=(grey, grey, grey),
        line=rng.choice((2, 3, 6)),
        radius=rng.choice((1.0, 3.0, 5.0)),
    )


def _second_address(front: Front, recipient: Recipient, style: Style) -> None:
    if recipient.second is None:
        return
    y = front.address_box[3] + 6
    y = min(y, front.sheet.height - 22)
    for tag, text in recipient.second.lines:
        y = front.sheet.text((front.address_box[0] * 0.3 + 6, y), text, style.ink, tag)


def _shout(front: Front, recipient: Recipient, rng: Random) -> None:
    if recipient.shout:
        ink = Ink(rng.choice(installed(Family.DISPLAY)), rng.uniform(12, 17), (160, 20, 30))
        left, top, _, _ = front.address_box
        front.sheet.text((max(8.0, left - 4), max(30.0, top - 10)), recipient.shout, ink, "mark")
        front.marks.append("do_not_open")


def _choose_mode(rng: Random, *, roomy: bool) -> str:
    modes = ("window", "label", "printed", "hand")
    return rng.choices(modes, (3, 4, 3, 1) if roomy else (9, 3, 4, 3))[0]


def envelope(  # noqa: PLR0913  each choice is named at the call
    recipient: Recipient | None,
    sender: Sender | None,
    rng: Random,
    level: int,
    *,
    decorate: Callable[[Front], None] | None = None,
    formats: tuple[str, ...] = _LETTERS,
    sender_in_corner: bool = False,
) -> Front:
    """An envelope of any kind; `decorate` adds what makes it special before the address."""
    front = _blank(rng, formats)
    front.mode = _choose_mode(rng, roomy=formats is _ROOMY)
    may_be_small = front.mode in {"window", "label"} and not sender_in_corner
    line = sender_line(sender, rng) if may_be_small else None
    if sender is not None and line is None:
        _show_sender(front, sender, rng)
    franking = frank(front.sheet, rng)
    front.marks.append(franking.mark)
    front.postal_class = franking.postal_class
    if level and rng.random() < 0.2:
        _show_through(front.sheet, rng)
    if decorate:
        decorate(front)
    if recipient is not None:
        style = some_style(rng, by_hand=front.mode == "hand", level=level)
        _place_address(front, recipient, style, rng, line)
        _second_address(front, recipient, style)
        _shout(front, recipient, rng)
    if rng.random() < 0.25 and front.scenario == "letter":
        sort_bars(front.sheet, rng)
    return front


def letter(recipient: Recipient, sender: Sender, rng: Random, level: int) -> Front:
    """Ordinary mail, sometimes with a cheerful line or with public information."""

    def decorate(front: Front) -> None:
        roll = rng.random()
        if roll < 0.14:
            front.scenario = adverts.harmless(front.sheet, sender, rng)
        elif roll < 0.18:
            front.scenario = adverts.public(front.sheet, rng)
            front.marks.append("samhallsinformation")

    front = envelope(recipient, sender, rng, level, decorate=decorate)
    if front.mode == "hand" and front.scenario == "letter":
        front.scenario = "handwritten"
    if sender.authority and front.scenario == "letter":
        front.scenario = "authority"
    return front


_SHARE_IN_ADDRESS: Final = 0.12
_IN_ADDRESS: Final = ("REK", "Rekommenderat", "REKOMMENDERAD", "R-brev REK", "VÄRDE 5 000 kr")


def _in_address(recipient: Recipient, sender: Sender, rng: Random, level: int) -> Front:
    """No label: the word stands in the window, above the name."""
    word = rng.choice(_IN_ADDRESS)
    lines = (("postal_label", word), *recipient.block.lines)
    changed = replace(recipient, block=replace(recipient.block, lines=lines))
    front = envelope(changed, sender, rng, level)
    front.scenario = "registered_in_address"
    front.special = Special("registered_in_address", "registered", ("rek",), "rekommenderat")
    front.marks.append("rek")
    front.postal_class = "rekommenderat"
    return front


def unscannable(recipient: Recipient, sender: Sender, rng: Random, level: int) -> Front:
    if rng.random() < _SHARE_IN_ADDRESS:
        return _in_address(recipient, sender, rng, level)
    make = rng.choices(tuple(labels.SPECIALS), tuple(labels.SPECIALS.values()))[0]

    def decorate(front: Front) -> None:
        special = make(front.sheet, rng)
        front.special = special
        front.scenario = special.scenario
        front.marks += special.marks
        front.postal_class = special.postal_class or front.postal_class

    formats = {labels.card: ("C65", "DL", "C5"), labels.parcel: ("B5", "C4")}.get(make, _ROOMY)
    return envelope(recipient, sender, rng, level, decorate=decorate, formats=formats)


def advertising(recipient: Recipient, sender: Sender, rng: Random, level: int) -> Front:
    """Envelopes, leaves, magazines and cards; an unaddressed one says so by its scenario."""
    if rng.random() < 0.5:
        make = rng.choice(adverts.ENVELOPES)

        def decorate(front: Front) -> None:
            _as_advert(front, make(front.sheet, sender, rng))

        return envelope(recipient, sender, rng, level, decorate=decorate)
    if rng.random() < 0.25:
        front = Front(Sheet(rng.choice((148.0, 210.0)), 105, _PAPERS[0]), "card")
        _as_advert(front, adverts.postcard(front.sheet, sender, rng))
    else:
        name = rng.choice(tuple(_LEAVES))
        front = Front(Sheet(*_LEAVES[name], _PAPERS[0]), name)
        advert = rng.choice(adverts.LEAVES)(front.sheet, sender, rng)
        _as_advert(front, advert)
        if not advert.addressed:
            return front
    front.mode = "label"
    _place_address(front, recipient, some_style(rng, by_hand=False, level=level), rng, None)
    return front


def _as_advert(front: Front, advert: adverts.Advert) -> None:
    front.scenario = advert.scenario
    front.crowded = True
    front.marks += advert.marks
    front.postal_class = advert.postal_class or front.postal_class


def _show_through(sheet: Sheet, rng: Random) -> None:
    """What lies inside, mirrored and faint."""
    tone = tuple(max(0, part - rng.randint(5, 11)) for part in sheet.colour)
    ink = Ink(installed(Family.OFFICE)[0], 10, (tone[0], tone[1], tone[2]))
    inside = Sheet(120, 40, (255, 255, 255))
    for row in range(6):
        inside.text((4, 4 + row * 5), "tlatva tdluf nev mos rannäl kaerb", ink)
    inside.lines.clear()
    sheet.stick(inside, (15, sheet.height * 0.55), see_through=True)


def back_side(front: Front, sender: Sender | None, rng: Random) -> Sheet:
    """The flap, sometimes with the sender on it."""
    sheet = Sheet(front.sheet.width, front.sheet.height, front.sheet.colour)
    shade = tuple(max(0, part - 22) for part in sheet.colour)
    width, height = sheet.image.size
    corner = [(0, 0), (width // 2, height * 3 // 5), (width, 0)]
    sheet.draw.line(corner, fill=(shade[0], shade[1], shade[2]), width=5)
    if sender is not None:
        ink = Ink(rng.choice(installed(Family.OFFICE)), rng.uniform(7, 9))
        sheet.text((sheet.width * 0.3, 6), one_line(sender, rng), ink, "sender")
    return sheet
