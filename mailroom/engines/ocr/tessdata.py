"""Where the installed Tesseract models are."""

import functools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mailroom.domain.errors import LanguageMissing

_USUAL: Final = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
)
_MODELS: Final = ("swe.traineddata", "eng.traineddata")


@functools.cache
def tessdata_folder() -> str:
    """Where both models are; raises FileNotFoundError when one is not installed.

    They are Debian's tesseract-ocr-swe and tesseract-ocr-eng.
    """
    wished = os.environ.get("TESSDATA_PREFIX")
    for folder in (wished, *_USUAL) if wished else _USUAL:
        if all((Path(folder) / model).is_file() for model in _MODELS):
            return folder
    raise FileNotFoundError(" or ".join(_MODELS))


def require_languages(languages: Sequence[str]) -> None:
    """Raises LanguageMissing for the first of `languages` that Tesseract has no model of here."""
    for language in languages:
        if not (Path(tessdata_folder()) / f"{language}.traineddata").is_file():
            raise LanguageMissing(language)
