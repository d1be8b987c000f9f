"""Adversarial address crops: small faces whose neighbours in the register lie in wait."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.domain.ids import org_number_text
from tests.mailgen import cases as c
from tests.mailgen.canvas import Ink, Sheet, px
from tests.mailgen.conditions import Desk, Recipient
from tests.mailgen.fonts import DPI
from tests.mailgen.panels import (
    Style,
    block_height,
    make_illegible,
    panel,
    print_block,
    some_style,
    strike_out,
)
from tests.mailgen.register import Companies
from tests.mailgen.senders import block, one_line, some_sender

ADVERSARIES: Final[dict[c.Condition, int]] = {
    c.ok: 14,
    c.near_dup: 22,
    c.mismatch: 18,
    c.prefix_twin: 5,
    c.unknown: 10,
    c.bad_check: 9,
    c.served_decoy: 5,
    c.several_ids: 5,
    c.two_ids: 5,
    c.struck: 3,
    c.number_gone: 3,
    c.name_gone: 4,
    c.no_number: 3,
    c.foreign_code: 3,
    c.barcode_and_text: 3,
    c.sender_ref: 2,
    c.person_first: 1,
    c.terminated: 3,
}
_PAPER: Final = (100.0, 190.0)
"""Height and width of the face in millimetres, DL with a little cut away."""


_SERVED_SENDERS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Crop:
    """A face, and who may receive it (`recipient.expected`, None for nobody)."""

    number: int
    recipient: Recipient
    wounded: bool
    image: NDArray[np.uint8]


def make_crop(companies: Companies, *, number: int, seed: int) -> Crop:
    """The same for the same register, number and seed."""
    rng = Random(f"crop {seed}/{number}")
    desk = Desk(rng, companies, set())
    recipient = c.some_recipient(desk, ADVERSARIES)
    level = rng.choices((0, 1, 2), (3, 4, 3))[0]
    style = some_style(rng, by_hand=rng.random() < 0.06, level=level)
    sheet = Sheet(_PAPER[1], _PAPER[0])
    if _letterhead(sheet, desk, rng):
        recipient = replace(recipient, auto_ok=False, notes="a served company is the sender")
    piece = panel(recipient, style, rng, above=None, paper=(255, 255, 255))
    strike_out(piece, rng)
    if recipient.gone:
        make_illegible(piece, recipient.gone, rng, (255, 255, 255))
    wounded = rng.random() < 0.25 and recipient.gone is None
    if wounded:
        _wound(piece, rng)
    left, top = rng.uniform(10, max(12, _PAPER[1] - piece.width - 8)), rng.uniform(34, 42)
    sheet.image.paste(piece.image, (px(left), px(top)))
    _beside(sheet, recipient, style, rng, y=top + piece.height + 4)
    return Crop(number, recipient, wounded, _scanned(sheet, rng, level))


def _letterhead(sheet: Sheet, desk: Desk, rng: Random) -> bool:
    """The sender, with its own number now and then; says whether it is served here itself."""
    sender = some_sender(rng, set())
    small = Ink(points=rng.uniform(6.5, 9), colour=(50, 50, 50))
    roll, y = rng.random(), 7.0
    if roll < _SERVED_SENDERS:
        served = desk.company()
        number = org_number_text(served.number)
        lines = (served.name, served.street, f"{served.postcode} {served.city}", f"Org.nr {number}")
    elif roll < 0.3:
        lines = (one_line(sender, rng),)
    else:
        lines = block(sender, rng)
    for line in lines:
        y = sheet.text((9, y), line, small, "sender")
    sheet.text((sheet.width - 36, 8), "PORTO BETALT", Ink(points=8), "franking")
    return roll < _SERVED_SENDERS


def _beside(sheet: Sheet, recipient: Recipient, style: Style, rng: Random, *, y: float) -> None:
    """The second address below the first, or as low as the paper goes: it is always there."""
    if recipient.second is not None:
        lowest = sheet.height - block_height(recipient.second, style) - 2
        print_block(sheet, (12, min(y, lowest)), recipient.second, style, rng)


def _wound(piece: Sheet, rng: Random) -> None:
    """Small hurts across number and name: a scratch, a drop of ink, a missing bit."""
    for line in [line for line in piece.lines if line.tag in {"id", "name"}]:
        xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
        for _ in range(rng.choice((1, 1, 2))):
            x, y = rng.uniform(min(xs), max(xs)), rng.uniform(min(ys), max(ys))
            shade = rng.choice((0, 0, 255, 255, 255))
            reach, wide = rng.uniform(3, 16), rng.randint(2, 5)
            slant = rng.uniform(-reach, reach)
            spot = (x - reach / 2, y - slant / 2, x + reach / 2, y + slant / 2)
            piece.draw.line(spot, fill=(shade, shade, shade), width=wide)


def _scanned(sheet: Sheet, rng: Random, level: int) -> NDArray[np.uint8]:
    grey = cv2.cvtColor(np.asarray(sheet.image), cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    skew = rng.uniform(-1, 1) * (0.6, 2.0, 4.5)[level]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    grey = cv2.warpAffine(grey, turn, (width, height), borderValue=255)
    blur = rng.uniform(0, (0.5, 0.9, 1.4)[level])
    if blur > 0.25:
        grey = cv2.GaussianBlur(grey, (0, 0), blur)
    strength = (1.0, 0.88, 0.7)[level] * rng.uniform(0.88, 1.0)
    grey = cv2.convertScaleAbs(
        grey, alpha=strength, beta=rng.uniform(0.3, 0.9) * 255 * (1 - strength)
    )
    noise = np.random.default_rng(rng.getrandbits(32))
    grain = noise.normal(0, (1.5, 4.0, 8.0)[level], (256, 512)).astype(np.float32)
    tiles = np.tile(grain, (height // 256 + 1, width // 512 + 1))[:height, :width]
    return np.asarray(cv2.add(grey, tiles, dtype=cv2.CV_8U), dtype=np.uint8)


def save_crop(crop: Crop, path: Path, *, quality: int = 88) -> None:
    cv2.imwrite(str(path), crop.image, [cv2.IMWRITE_JPEG_QUALITY, quality])


def size_of(crop: Crop) -> tuple[int, int, int]:
    """Width, height, dpi."""
    return crop.image.shape[1], crop.image.shape[0], DPI
