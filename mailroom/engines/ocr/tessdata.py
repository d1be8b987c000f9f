"""Where the installed Tesseract models are."""

import functools
import os
from pathlib import Path
from typing import Final

_USUAL: Final = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
)
_MODEL: Final = "swe.traineddata"


@functools.cache
def tessdata_folder() -> str:
    """Raises FileNotFoundError when the Swedish model is not installed (tesseract-ocr-swe)."""
    wished = os.environ.get("TESSDATA_PREFIX")
    for folder in (wished, *_USUAL) if wished else _USUAL:
        if (Path(folder) / _MODEL).is_file():
            return folder
    raise FileNotFoundError(_MODEL)
