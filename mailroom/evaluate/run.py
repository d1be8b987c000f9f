"""Predictions over a whole folder: one JSON line per item, whatever is in it."""

import json
import multiprocessing
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from mailroom.evaluate.items import MailItem, items_in, write_register
from mailroom.evaluate.prediction import Prediction, predict_item, warm_up


def predict(folder: Path, register_csv: Path, out: Path, *, jobs: int, pages: bool) -> None:
    """Write `out`; answers beside the images are never opened. Raises OSError, ValueError."""
    items = items_in(folder)
    with tempfile.TemporaryDirectory(prefix="mailroom-evaluate-") as work:
        register = Path(work) / "register.json"
        write_register(register_csv, register)
        with out.open("w", encoding="utf-8") as file:
            for prediction in _predictions(items, register, jobs=jobs, pages=pages):
                file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
                file.flush()


def _predictions(
    items: Iterable[MailItem], register: Path, *, jobs: int, pages: bool
) -> Iterator[Prediction]:
    task = partial(predict_item, register=register, pages=pages)
    if jobs <= 1:
        warm_up()
        yield from map(task, items)
        return
    # Spawned, not forked: Tesseract and OpenCV keep threads and locks of their own.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=warm_up) as pool:
        yield from pool.map(task, items)
