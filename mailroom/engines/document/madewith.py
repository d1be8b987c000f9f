"""What makes our documents: the versions of the programs and the digests of the reading models."""

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from mailroom.engines.ocr.tessdata import tessdata_folder

_PROGRAMS: Final = ("mailroom", "tesserocr", "opencv-python-headless", "reportlab", "pikepdf")
_MODELS: Final = ("swe", "eng")


def made_with(more_languages: Sequence[str] = ()) -> dict[str, str]:
    """A model has no version of its own, so its file's SHA-256 stands for it."""
    folder = Path(tessdata_folder())
    models = {
        model: _digest(folder / f"{model}.traineddata") for model in (*_MODELS, *more_languages)
    }
    return {name: version(name) for name in _PROGRAMS} | models


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
