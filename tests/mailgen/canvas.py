"""A sheet of paper to print on, which remembers where every line of text came to stand."""

from dataclasses import dataclass, field
from random import Random
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from tests.mailgen.fonts import DPI, PLAIN, Family, Typeface, font

Colour = tuple[int, int, int]
Quad = tuple[tuple[float, float], ...]
BLACK: Final[Colour] = (22, 22, 26)
_DOTTED: Final = {"å": "ao", "ä": "a:", "ö": "o:", "Å": "Ao", "Ä": "A:", "Ö": "O:", "é": "e'"}


def px(millimetres: float) -> int:
    return round(millimetres * DPI / 25.4)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text and its corners, clockwise from the text's own top left."""

    text: str
    tag: str
    quad: Quad


@dataclass(frozen=True, slots=True)
class Stamped:
    """A code as printed; `role` says whose it is, `damaged` that no reader should manage it."""

    symbology: str
    text: str
    role: str
    quad: Quad
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    face: Typeface = PLAIN
    points: float = 10.0
    colour: Colour = BLACK
    spacing: float = 1.35


@dataclass
class Sheet:
    """Measures are millimetres from the top left; pictures are 300 dpi."""

    width: float
    height: float
    colour: Colour = (255, 255, 255)
    lines: list[Printed] = field(default_factory=list[Printed])
    codes: list[Stamped] = field(default_factory=list[Stamped])

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (px(self.width), px(self.height)), self.colour)

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def text(self, at: tuple[float, float], text: str, ink: Ink, tag: str = "") -> float:
        """Prints one line with its top at `at`; returns the y where the next one begins."""
        left, top = px(at[0]), px(at[1])
        if text.strip():
            self.draw.text((left, top), text, font=font(ink.face, ink.points), fill=ink.colour)
            self._note(text, tag, self._extent((left, top), text, ink))
        return at[1] + ink.points * ink.spacing * 25.4 / 72

    def written(
        self, at: tuple[float, float], text: str, ink: Ink, tag: str, *, rng: Random
    ) -> float:
        """As `text`, but by hand: letter by letter, on a line that wavers."""
        face = font(ink.face, ink.points)
        left, top, slope = float(px(at[0])), float(px(at[1])), rng.uniform(-0.03, 0.02)
        start, wobble = left, ink.points * 0.16
        for letter in text.replace("–", "-"):
            place = (left, top + slope * (left - start) + rng.uniform(-wobble, wobble))
            self._letter(place, letter, ink)
            left += face.getlength(_plain(letter, ink.face)) + rng.uniform(-1.5, 2.5)
        if text.strip():
            box = self._extent((round(start), round(top)), text, ink)
            self._note(text, tag, (box[0], box[1] - 6, max(box[2], left), box[3] + 6))
        return at[1] + ink.points * ink.spacing * 25.4 / 72

    def _letter(self, at: tuple[float, float], letter: str, ink: Ink) -> None:
        face, drawn = font(ink.face, ink.points), _plain(letter, ink.face)
        self.draw.text(at, drawn, font=face, fill=ink.colour)
        if drawn == letter:
            return
        mark, size = _DOTTED[letter][1], max(2, round(ink.points / 4))
        middle = at[0] + face.getlength(drawn) / 2
        above = at[1] + face.getbbox(drawn)[1] - 2 * size
        offsets = (-1.6 * size, 1.6 * size) if mark == ":" else (0.0,)
        for offset in offsets:
            box = (middle + offset - size, above - size, middle + offset + size, above + size)
            fill = None if mark == "o" else ink.colour
            self.draw.ellipse(box, outline=ink.colour, fill=fill, width=2)

    def _extent(
        self, at: tuple[int, int], text: str, ink: Ink
    ) -> tuple[float, float, float, float]:
        left, top, right, bottom = font(ink.face, ink.points).getbbox(text)
        return (at[0] + left, at[1] + top, at[0] + right, at[1] + bottom)

    def _note(self, text: str, tag: str, box: tuple[float, float, float, float]) -> None:
        self.lines.append(Printed(text, tag, corners(box)))

    def paragraph(
        self, at: tuple[float, float], words: str, ink: Ink, *, width: float, tag: str = ""
    ) -> float:
        """Sets the words in lines no wider than `width`; returns the y below the last."""
        line, y = "", at[1]
        for word in words.split():
            longer = f"{line} {word}".strip()
            if line and font(ink.face, ink.points).getlength(longer) > px(width):
                y, line = self.text((at[0], y), line, ink, tag), word
            else:
                line = longer
        return self.text((at[0], y), line, ink, tag)

    def rectangle(
        self,
        box: tuple[float, float, float, float],
        *,
        fill: Colour | None = None,
        outline: Colour | None = None,
        line: int = 2,
        radius: float = 0.0,
    ) -> None:
        left, top, right, bottom = (px(side) for side in box)
        self.draw.rounded_rectangle(
            (left, top, right, bottom), px(radius), fill=fill, outline=outline, width=line
        )

    def stick(
        self,
        other: "Sheet",
        at: tuple[float, float],
        turned: float = 0.0,
        *,
        see_through: bool = False,
    ) -> None:
        """Puts another sheet on this one, turned clockwise about its middle by degrees."""
        matrix = _placing(other.image.size, (px(at[0]), px(at[1])), turned)
        size = self.image.size
        laid = cv2.warpAffine(
            np.asarray(other.image), matrix, size, flags=cv2.INTER_LINEAR, borderValue=(255,) * 3
        )
        picture = Image.fromarray(laid)
        if see_through:
            self.image = ImageChops.multiply(self.image, picture)
        else:
            whole = np.full((other.image.height, other.image.width), 255, np.uint8)
            self.image.paste(picture, mask=Image.fromarray(cv2.warpAffine(whole, matrix, size)))
        self.lines += [
            Printed(line.text, line.tag, moved(line.quad, matrix)) for line in other.lines
        ]
        self.codes += [
            Stamped(code.symbology, code.text, code.role, moved(code.quad, matrix), code.damaged)
            for code in other.codes
        ]

    def forget(self, *tags: str) -> None:
        """What nobody can read any more is not in the answers either."""
        self.lines = [line for line in self.lines if line.tag not in tags]


def _plain(letter: str, face: Typeface) -> str:
    if face.drawn_dots and letter in _DOTTED:
        return _DOTTED[letter][0]
    return letter


def corners(box: tuple[float, float, float, float]) -> Quad:
    left, top, right, bottom = box
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def moved(quad: Quad, matrix: NDArray[np.float64]) -> Quad:
    points = np.array([[*corner, 1.0] for corner in quad]) @ matrix.T
    return tuple((float(x), float(y)) for x, y in points)


def _placing(size: tuple[int, int], at: tuple[int, int], turned: float) -> NDArray[np.float64]:
    middle = (size[0] / 2, size[1] / 2)
    matrix = np.asarray(cv2.getRotationMatrix2D(middle, -turned, 1.0), dtype=np.float64)
    matrix[:, 2] += at
    return matrix


def is_hand(face: Typeface) -> bool:
    return face.family is Family.HAND
