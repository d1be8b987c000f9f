"""Practice paper: small pictures that no two sheets share, with a code where one is needed."""

import io
import random
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image


def seeded(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311  test paper, not secrets


@dataclass(frozen=True, slots=True)
class Letter:
    """One envelope and what lies in it; `sheets` are the bytes of one side each, face first."""

    code: str
    face: bytes
    contents: tuple[bytes, ...]

    @property
    def sheets(self) -> tuple[bytes, ...]:
        return (self.face, *self.contents)


def picture(chance: random.Random, code: str | None = None) -> bytes:
    image = Image.effect_noise((160, 200), 90).convert("RGB") if code is None else _with(code)
    for x in range(24):
        image.putpixel((x, 0), (chance.randrange(256), chance.randrange(256), 0))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, dpi=(100, 100), comment=chance.randbytes(16).hex())
    return out.getvalue()


def letter(chance: random.Random, code: str, contents: int) -> Letter:
    inside = tuple(picture(chance) for _ in range(contents))
    return Letter(code, picture(chance, code), inside)


def lay(folder: Path, sheets: tuple[bytes, ...]) -> None:
    """Put exactly these sheets into the feeder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for number, content in enumerate(sheets, start=1):
        (folder / f"{number:03d}.jpg").write_bytes(content)


def _with(code: str) -> Image.Image:
    barcode = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=6))
    page = Image.new("RGB", (400, 300), "white")
    page.paste(drawn.convert("RGB"), (40, 40))
    return page
