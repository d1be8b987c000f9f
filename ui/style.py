"""One visual language: colour roles, type scale, spacing scale, and the sheet made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase

from mailroom.settings import resources
from ui.verdict import Tone

RESOURCES: Final = resources()
FAMILY: Final = "Inter"
SPACE: Final = (0, 4, 8, 12, 16, 24, 32, 48)
"""Pixels between things, by step."""


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


TEXT_PERCENTS: Final = (100, 125, 150, 200)
_ROOMY_FROM_PX: Final = 900
_STRIPS_FROM_PX: Final = 1080


class Density(StrEnum):
    """How much a window shows, by its size counted in the letters' own size."""

    ROOMY = "roomy"
    """From 900 pixels of height."""
    COMPACT = "compact"
    TIGHT = "tight"
    """Below 1080 pixels of width: the page and what is decided about it, without the strips."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A tone's colours; `ink` on `fill` and on the surface has at least 4.5:1."""

    ink: str
    fill: str
    line: str


@dataclass(frozen=True, slots=True)
class Colours:
    canvas: str
    surface: str
    raised: str
    line: str
    edge: str
    """Around what can be written in or pressed: at least 3:1, as every sign and chart is."""
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_down: str
    tones: Mapping[Tone, Ink]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type in pixels."""

    small: int
    body: int
    value: int
    order: int
    heading: int
    number: int
    figure: int
    """Read from across the room: three metres need a capital of some ten millimetres."""
    far: int
    """The least that is read from across the room; it grows with the window's height."""
    far_value: int


LIGHT: Final = Colours(
    canvas="#DDE2E8",
    surface="#FFFFFF",
    raised="#F3F5F8",
    line="#CBD2DA",
    edge="#748290",
    ink="#101B26",
    muted="#4C5A68",
    accent="#1B55C4",
    on_accent="#FFFFFF",
    accent_down="#123F95",
    tones={
        Tone.GO: Ink("#0F6634", "#E2F4E8", "#248350"),
        Tone.LOOK: Ink("#7A4A00", "#FFF0D0", "#AC6E00"),
        Tone.STOP: Ink("#A01818", "#FDE6E4", "#D64545"),
        Tone.ASIDE: Ink("#53348F", "#EFE9FA", "#8263C5"),
        Tone.CALM: Ink("#17508F", "#E3EEFA", "#3A78BC"),
        Tone.QUIET: Ink("#4C5A68", "#EBEEF2", "#748290"),
    },
)

DARK: Final = Colours(
    canvas="#0B1016",
    surface="#182029",
    raised="#212B36",
    line="#364452",
    edge="#76838F",
    ink="#EEF2F6",
    muted="#A9B6C3",
    accent="#7DB0FF",
    on_accent="#0A1A33",
    accent_down="#A5C8FF",
    tones={
        Tone.GO: Ink("#7FDDA4", "#14331F", "#3FA468"),
        Tone.LOOK: Ink("#FFCB66", "#3A2A08", "#C98A1B"),
        Tone.STOP: Ink("#FF9D95", "#431A18", "#D25C54"),
        Tone.ASIDE: Ink("#CDB8FF", "#2D2347", "#8B70CF"),
        Tone.CALM: Ink("#9CC8FF", "#142B45", "#4C86C6"),
        Tone.QUIET: Ink("#A9B6C3", "#26313C", "#76838F"),
    },
)

CONTRAST: Final = Colours(
    canvas="#000000",
    surface="#000000",
    raised="#0A0A0A",
    line="#FFFFFF",
    edge="#FFFFFF",
    ink="#FFFFFF",
    muted="#E6E6E6",
    accent="#FFE600",
    on_accent="#000000",
    accent_down="#FFF7A0",
    tones={
        Tone.GO: Ink("#5CFF9B", "#00210E", "#5CFF9B"),
        Tone.LOOK: Ink("#FFD84D", "#241B00", "#FFD84D"),
        Tone.STOP: Ink("#FFA8A0", "#2B0300", "#FFA8A0"),
        Tone.ASIDE: Ink("#DDC8FF", "#1B0836", "#DDC8FF"),
        Tone.CALM: Ink("#A6DAFF", "#00172B", "#A6DAFF"),
        Tone.QUIET: Ink("#F2F2F2", "#141414", "#F2F2F2"),
    },
)

PALETTES: Final[Mapping[Theme, Colours]] = {
    Theme.LIGHT: LIGHT,
    Theme.DARK: DARK,
    Theme.CONTRAST: CONTRAST,
}
"""The one table of colours: what every theme says for every role."""

_COMPACT_SIZES: Final = Sizes(
    small=13, body=14, value=17, order=18, heading=22, number=24, figure=46, far=13, far_value=17
)
_TIGHT_SIZES: Final = replace(_COMPACT_SIZES, figure=26)
_ROOMY_SIZES: Final = Sizes(
    small=15, body=17, value=21, order=24, heading=30, number=32, figure=72, far=24, far_value=29
)
SIZES: Final[Mapping[Density, Sizes]] = {
    Density.ROOMY: _ROOMY_SIZES,
    Density.COMPACT: _COMPACT_SIZES,
    Density.TIGHT: _TIGHT_SIZES,
}

BOX_COLOURS: Final = {
    "code": "#7A3FC4",
    "number": "#1B55C4",
    "name": "#0B7D6E",
    "mark": "#B34700",
    "line": "#6B7986",
    "streak": "#C4263B",
    "address": "#101B26",
}
"""On the scanned paper, which is light in both themes."""


class Look:
    """The theme, text size and density in force; widgets read it when they paint."""

    def __init__(
        self,
        theme: Theme = Theme.LIGHT,
        density: Density = Density.ROOMY,
        *,
        text_percent: int = 100,
    ) -> None:
        self.theme = theme
        self.density = density
        self.text_percent = text_percent
        self._lines = _FAR_LINES

    @property
    def colours(self) -> Colours:
        return PALETTES[self.theme]

    @property
    def sizes(self) -> Sizes:
        """Type in pixels, enlarged as the operator has asked for; the far steps as the window."""
        base = SIZES[self.density]
        asked = {name: self.px(getattr(base, name)) for name in _STEPS}
        far = _FAR_STEPS if self.density is not Density.TIGHT else ()
        grown = {name: getattr(_ROOMY_SIZES, name) * self._lines / _FAR_LINES for name in far}
        return Sizes(**{name: max(px, round(grown.get(name, 0))) for name, px in asked.items()})

    def px(self, pixels: float) -> int:
        """A measure that grows with the letters."""
        return round(pixels * self.text_percent / 100)

    def fit(self, width_px: int, height_px: int) -> None:
        """Take the density that a window of this size has room for."""
        self.density = density_for(width_px, height_px, text_percent=self.text_percent)
        self._lines = height_px

    def next_theme(self) -> None:
        order = list(Theme)
        self.theme = order[(order.index(self.theme) + 1) % len(order)]

    def next_text_size(self) -> None:
        larger = [percent for percent in TEXT_PERCENTS if percent > self.text_percent]
        self.text_percent = larger[0] if larger else TEXT_PERCENTS[0]

    def tone(self, tone: Tone) -> Ink:
        return self.colours.tones[tone]

    def font(self, size_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Digits of one width, so that counters and numbers do not jitter."""
        font = QFont(FAMILY)
        font.setPixelSize(size_px)
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def sheet(self) -> str:
        """The style sheet of the whole window."""
        template = (RESOURCES / "style" / "console.qss").read_text(encoding="utf-8")
        colours, sizes = self.colours, self.sizes
        roles = {name: getattr(colours, name) for name in _ROLES}
        steps = {name: f"{getattr(sizes, name)}px" for name in _STEPS}
        tones = {
            f"{tone}_{part}": getattr(ink, part)
            for tone, ink in colours.tones.items()
            for part in ("ink", "fill", "line")
        }
        arrow = (RESOURCES / "style" / f"arrow-{_ARROWS[self.theme]}.svg").as_posix()
        return Template(template).substitute(family=FAMILY, arrow=arrow, **roles, **steps, **tones)


_ROLES: Final = (
    "canvas",
    "surface",
    "raised",
    "line",
    "edge",
    "ink",
    "muted",
    "accent",
    "on_accent",
    "accent_down",
)
_ARROWS: Final = {Theme.LIGHT: "light", Theme.DARK: "dark", Theme.CONTRAST: "dark"}
_FAR_STEPS: Final = ("figure", "far", "far_value")
_STEPS: Final = ("small", "body", "value", "order", "heading", "number", *_FAR_STEPS)
_FAR_LINES: Final = 1080
"""The height of the window that the far steps of the type scale are said of."""


def load_fonts() -> None:
    """Once per process, after the application exists."""
    for file in sorted((RESOURCES / "style" / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def density_for(width_px: int, height_px: int, *, text_percent: int = 100) -> Density:
    """`width_px` and `height_px` are the window's; larger letters leave less of it."""
    if width_px * 100 < _STRIPS_FROM_PX * text_percent:
        return Density.TIGHT
    return Density.ROOMY if height_px * 100 >= _ROOMY_FROM_PX * text_percent else Density.COMPACT


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    seen = QColor(colour)
    red, green, blue = (_linear(part) for part in (seen.redF(), seen.greenF(), seen.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  sRGB
