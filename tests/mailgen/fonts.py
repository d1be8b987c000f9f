"""The typefaces letters are set in: those of Debian's packages that are installed here."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

_TYPEFACES: Final = Path("/usr/share/fonts")
DPI: Final = 300


class Family(StrEnum):
    OFFICE = "office"
    """What letter programs and billing systems print addresses in."""
    CONDENSED = "condensed"
    MONO = "mono"
    DOTS = "dots"
    """Pixel faces: needle printers, old terminals."""
    HAND = "hand"
    DISPLAY = "display"
    """Headlines and logos."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """`scale` makes faces of one size look equally large. `drawn_dots` has no letters åäö."""

    path: str
    family: Family
    package: str
    scale: float = 1.0
    drawn_dots: bool = False

    @property
    def file(self) -> Path:
        return _TYPEFACES / self.path


def _faces(family: Family, package: str, folder: str, *names: str) -> list[Typeface]:
    return [Typeface(f"{folder}/{name}", family, package) for name in names]


_OFFICE: Final = [
    *_faces(
        Family.OFFICE,
        "fonts-dejavu-core",
        "truetype/dejavu",
        "DejaVuSans.ttf",
        "DejaVuSerif.ttf",
        "DejaVuSans-Bold.ttf",
    ),
    *_faces(
        Family.OFFICE,
        "fonts-liberation",
        "truetype/liberation",
        "LiberationSans-Regular.ttf",
        "LiberationSerif-Regular.ttf",
        "LiberationSans-Bold.ttf",
    ),
    *_faces(Family.OFFICE, "fonts-lato", "truetype/lato", "Lato-Regular.ttf", "Lato-Light.ttf"),
    *_faces(
        Family.OFFICE,
        "fonts-roboto-unhinted",
        "truetype/roboto/unhinted/RobotoTTF",
        "Roboto-Regular.ttf",
        "Roboto-Light.ttf",
    ),
    *_faces(
        Family.OFFICE,
        "fonts-urw-base35",
        "opentype/urw-base35",
        "P052-Roman.otf",
        "URWGothic-Book.otf",
        "C059-Roman.otf",
    ),
    *_faces(Family.OFFICE, "fonts-crosextra-carlito", "truetype/crosextra", "Carlito-Regular.ttf"),
    *_faces(Family.OFFICE, "fonts-ebgaramond", "opentype/ebgaramond", "EBGaramond12-Regular.otf"),
    *_faces(Family.OFFICE, "fonts-sil-andika", "truetype/andika", "Andika-Regular.ttf"),
    *_faces(Family.OFFICE, "fonts-karla", "truetype/karla", "Karla-Regular.otf"),
]
_NARROW: Final = [
    *_faces(
        Family.CONDENSED,
        "fonts-roboto-unhinted",
        "truetype/roboto/unhinted",
        "RobotoCondensed-Regular.ttf",
    ),
    *_faces(
        Family.CONDENSED, "fonts-urw-base35", "opentype/urw-base35", "NimbusSansNarrow-Regular.otf"
    ),
    *_faces(
        Family.CONDENSED,
        "fonts-liberation",
        "truetype/liberation",
        "LiberationSansNarrow-Regular.ttf",
    ),
    Typeface(
        "opentype/yanone-kaffeesatz/YanoneKaffeesatz-Regular.otf",
        Family.CONDENSED,
        "fonts-yanone-kaffeesatz",
        1.15,
    ),
]
_TYPEWRITTEN: Final = [
    *_faces(Family.MONO, "fonts-dejavu-core", "truetype/dejavu", "DejaVuSansMono.ttf"),
    *_faces(Family.MONO, "fonts-liberation", "truetype/liberation", "LiberationMono-Regular.ttf"),
    *_faces(Family.MONO, "fonts-inconsolata", "truetype/inconsolata", "Inconsolata.otf"),
    *_faces(Family.MONO, "fonts-courier-prime", "opentype/courier-prime", "Courier Prime.otf"),
    *_faces(Family.MONO, "fonts-urw-base35", "opentype/urw-base35", "NimbusMonoPS-Regular.otf"),
    *_faces(Family.MONO, "fonts-3270", "truetype/3270", "3270-Regular.ttf"),
]
_NEEDLES: Final = [
    *_faces(Family.DOTS, "fonts-pc", "pc", "Px_IBM_VGA8.ttf", "Px_IBM_EGA8.ttf"),
    *_faces(Family.DOTS, "fonts-dotgothic16", "truetype/dotgothic16", "DotGothic16-Regular.ttf"),
]
_HANDS: Final = [
    Typeface("truetype/fifthhorseman/dkg.ttf", Family.HAND, "fonts-dkg-handwriting"),
    Typeface("truetype/fifthhorseman/dkgBd.ttf", Family.HAND, "fonts-dkg-handwriting"),
    Typeface("truetype/sjfonts/SteveHand.ttf", Family.HAND, "fonts-sjfonts"),
    Typeface("truetype/sjfonts/Delphine.ttf", Family.HAND, "fonts-sjfonts", 1.5),
    Typeface("truetype/breip/Breip.ttf", Family.HAND, "fonts-breip"),
    Typeface("truetype/kristi/Kristi.ttf", Family.HAND, "fonts-kristi", 1.7),
    Typeface(
        "opentype/dancingscript/DancingScript-Regular.otf", Family.HAND, "fonts-dancingscript", 1.1
    ),
    Typeface(
        "truetype/humor-sans/Humor-Sans.ttf", Family.HAND, "fonts-humor-sans", 1.0, drawn_dots=True
    ),
    Typeface(
        "truetype/rufscript/Rufscript010.ttf", Family.HAND, "fonts-rufscript", 1.0, drawn_dots=True
    ),
    Typeface(
        "opentype/bwht/BecauseWeLearn-Regular.otf", Family.HAND, "fonts-bwht", 0.9, drawn_dots=True
    ),
    Typeface(
        "opentype/bwht/BecauseWeOrganize-Regular.otf",
        Family.HAND,
        "fonts-bwht",
        1.1,
        drawn_dots=True,
    ),
    Typeface(
        "opentype/bwht/BecauseWeCreate-Regular.otf", Family.HAND, "fonts-bwht", 1.5, drawn_dots=True
    ),
]
_HEADLINES: Final = [
    *_faces(Family.DISPLAY, "fonts-dejavu-core", "truetype/dejavu", "DejaVuSans-Bold.ttf"),
    *_faces(Family.DISPLAY, "fonts-lato", "truetype/lato", "Lato-Black.ttf"),
    *_faces(
        Family.DISPLAY,
        "fonts-urw-base35",
        "opentype/urw-base35",
        "URWGothic-Demi.otf",
        "URWBookman-Demi.otf",
    ),
    *_faces(Family.DISPLAY, "fonts-vollkorn", "truetype/vollkorn", "Vollkorn-Black.ttf"),
    *_faces(
        Family.DISPLAY,
        "fonts-yanone-kaffeesatz",
        "opentype/yanone-kaffeesatz",
        "YanoneKaffeesatz-Bold.otf",
    ),
]
CATALOGUE: Final = (*_OFFICE, *_NARROW, *_TYPEWRITTEN, *_NEEDLES, *_HANDS, *_HEADLINES)
PLAIN: Final = _OFFICE[0]


@cache
def installed(family: Family) -> tuple[Typeface, ...]:
    """Those present on this machine; never empty, since DejaVu always is."""
    found = tuple(face for face in CATALOGUE if face.family is family and face.file.exists())
    return found or (PLAIN,)


def missing_packages() -> tuple[str, ...]:
    return tuple(sorted({face.package for face in CATALOGUE if not face.file.exists()}))


@lru_cache(maxsize=64)
def font(face: Typeface, points: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.file), max(8, round(points * face.scale * DPI / 72)))
