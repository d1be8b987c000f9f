"""The address as a piece of paper of its own: what a window shows, what a label is."""

from dataclasses import dataclass
from random import Random
from typing import Final

from tests.mailgen.address import Block
from tests.mailgen.canvas import BLACK, Colour, Ink, Sheet, is_hand, px
from tests.mailgen.codes import put_code
from tests.mailgen.conditions import Recipient, WantedCode
from tests.mailgen.fonts import Family, font, installed
from tests.mailgen.senders import Sender, one_line

_INKS: Final[tuple[Colour, ...]] = (BLACK, BLACK, (40, 40, 45), (20, 30, 90))
_MODULES: Final = {"DataMatrix": (4, 7), "QRCode": (4, 6), "Aztec": (4, 6)}


@dataclass(frozen=True, slots=True)
class Style:
    """How the address is set."""

    ink: Ink
    by_hand: bool
    weak: bool = False
    """Thermal print that has faded, a ribbon at its end."""


def some_style(rng: Random, *, by_hand: bool, level: int) -> Style:
    """`level` 0 to 2: how far from office print in ten points."""
    if by_hand:
        colour: Colour = rng.choice(((20, 30, 120), (15, 15, 20), (25, 60, 160), (120, 20, 30)))
        ink = Ink(rng.choice(installed(Family.HAND)), rng.uniform(14, 20), colour, 1.3)
        return Style(ink, by_hand=True)
    weights = {0: (8, 1, 3, 0), 1: (6, 2, 3, 1), 2: (4, 3, 3, 3)}[level]
    families = (Family.OFFICE, Family.CONDENSED, Family.MONO, Family.DOTS)
    family = rng.choices(families, weights)[0]
    smallest = (9.5, 8.5, 8.0)[level]
    points = rng.uniform(smallest, 12 if family is Family.MONO else 13.5)
    weak = level > 0 and rng.random() < 0.12 * level
    colour = (118, 112, 116) if weak else rng.choice(_INKS)
    spacing = rng.choice((1.15, 1.25, 1.35, 1.5))
    ink = Ink(rng.choice(installed(family)), points, colour, spacing)
    return Style(ink, by_hand=False, weak=weak)


def print_block(
    sheet: Sheet, at: tuple[float, float], block: Block, style: Style, rng: Random
) -> float:
    """Prints the lines; returns the y below the last one."""
    y = at[1]
    for tag, text in block.lines:
        if style.by_hand:
            y = sheet.written((at[0], y), text, style.ink, tag, rng=rng)
        else:
            y = sheet.text((at[0], y), text, style.ink, tag)
    return y


def block_width(block: Block, style: Style) -> float:
    face = font(style.ink.face, style.ink.points)
    slack = 1.12 if is_hand(style.ink.face) else 1.0
    return slack * max(face.getlength(text) for _, text in block.lines) * 25.4 / 300


def block_height(block: Block, style: Style) -> float:
    return len(block.lines) * style.ink.points * style.ink.spacing * 25.4 / 72


def panel(
    recipient: Recipient, style: Style, rng: Random, *, above: str | None = None, paper: Colour
) -> Sheet:
    """A sheet just large enough for the address, its code and the small lines above it."""
    width = block_width(recipient.block, style) + 8
    sorted_here = not style.by_hand and rng.random() < 0.33
    top = 3.0 + (3.5 if above else 0.0) + (3.5 if sorted_here else 0.0)
    code = recipient.code
    wide = code is not None and code.symbology not in _MODULES
    aside = 0.0 if code is None or wide else 26.0
    height = top + block_height(recipient.block, style) + 3
    sheet = Sheet(max(width + aside, 62.0), max(height + (13 if wide else 0), 22.0), paper)
    if above:
        sheet.text((3, 1.6), above, Ink(points=6.0, colour=(60, 60, 64)), "sender")
    if sorted_here:
        sheet.text((4, top - 3.2), _sort_line(rng), Ink(points=6.5), "sortline")
    below = print_block(sheet, (4, top), recipient.block, style, rng)
    if code is not None:
        place = (4.0, below + 1.5) if wide else (width + 2, 3.0)
        _print_code(sheet, place, code, rng)
    return sheet


def _print_code(sheet: Sheet, at: tuple[float, float], code: WantedCode, rng: Random) -> None:
    smallest, largest = _MODULES.get(code.symbology, (3, 4))
    module = 2 if len(code.text) > 200 else rng.randint(smallest, largest)
    if code.symbology in {"Code128", "Code39", "ITF"} and len(code.text) > 12:
        module = 3
    put_code(
        sheet,
        at,
        code.symbology,
        code.text,
        role=code.role,
        module=module,
        height=rng.uniform(7, 9),
        ruin=rng if code.ruined else None,
    )


def _sort_line(rng: Random) -> str:
    few, many = rng.randint(2, 30), rng.randint(10000, 99999)
    return rng.choice(
        (
            f"B {rng.randint(100, 999)} {many} {rng.randint(1, 9)}({few})",
            f"{rng.randint(1, 9)}/{few}  {rng.randint(1, 9)}{many} KV{rng.randint(1, 40)}",
            f"*{rng.randint(1000, 9999)}* {few}-{many}",
        )
    )


def sender_line(sender: Sender | None, rng: Random) -> str | None:
    return one_line(sender, rng) if sender and rng.random() < 0.4 else None


def strike_out(sheet: Sheet, rng: Random) -> None:
    """Draws a pen through the lines that no longer hold, which stay readable under it."""
    for line in sheet.lines:
        if line.tag == "struck":
            (left, top), (right, _), (_, bottom), _ = line.quad
            for _ in range(rng.choice((1, 2))):
                y = (top + bottom) / 2 + rng.uniform(-3, 3)
                tilt = rng.uniform(-6, 6)
                sheet.draw.line(
                    (left - 12, y - tilt, right + 12, y + tilt), fill=(20, 20, 60), width=5
                )


def _blot(sheet: Sheet, box: tuple[float, float, float, float], rng: Random) -> None:
    left, top, right, bottom = box
    step = left - 4
    while step < right + 4:
        points = [(step + rng.uniform(-14, 30), rng.uniform(top - 6, bottom + 6)) for _ in range(7)]
        sheet.draw.line(points, fill=(25, 25, 40), width=rng.randint(7, 12), joint="curve")
        step += 13


def make_illegible(sheet: Sheet, tag: str, rng: Random, paper: Colour) -> None:
    """Ruins the lines of that tag for everybody: scrawled over, or rubbed out to the paper."""
    rubbed = rng.random() < 0.4
    for line in [line for line in sheet.lines if line.tag == tag]:
        xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
        box = (min(xs), min(ys), max(xs), max(ys))
        if rubbed:
            sheet.draw.rectangle((box[0] - 5, box[1] - 5, box[2] + 5, box[3] + 5), fill=paper)
            _grit(sheet, box, rng)
        else:
            _blot(sheet, box, rng)
    sheet.forget(tag)


def _grit(sheet: Sheet, box: tuple[float, float, float, float], rng: Random) -> None:
    left, top, right, bottom = (round(side) for side in box)
    for _ in range((right - left) * (bottom - top) // 90):
        x, y = rng.randint(left, max(left, right)), rng.randint(top, max(top, bottom))
        grey = rng.randint(90, 190)
        sheet.draw.point((x, y), fill=(grey, grey, grey))


def laid_edges(sheet: Sheet, colour: Colour, line: int = 2) -> None:
    """A label's cut edge."""
    size = (0, 0, sheet.image.width - 1, sheet.image.height - 1)
    sheet.draw.rectangle(size, outline=colour, width=line)


def height_px(sheet: Sheet) -> int:
    return px(sheet.height)
