"""Predictions over a whole folder: one JSON line per item, whatever is in it."""

import json
import multiprocessing
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mailroom.domain.identification import reread
from mailroom.domain.policy import Policy
from mailroom.domain.policyfile import STANDARD
from mailroom.engines.face.registerfile import directory_of
from mailroom.evaluate.items import MailItem, items_in, write_register
from mailroom.evaluate.prediction import Prediction, predict_item, prediction_from, warm_up
from mailroom.evaluate.store import EvidenceStore


@dataclass(frozen=True, slots=True)
class Run:
    """How a folder is read: by how many workers, contents too or only the outside, kept where."""

    jobs: int = 1
    pages: bool = True
    store: EvidenceStore | None = None


def predict(folder: Path, register_csv: Path, out: Path, run: Run) -> None:
    """Write `out`; answers beside the images are never opened. Raises OSError, ValueError."""
    items = items_in(folder)
    with tempfile.TemporaryDirectory(prefix="mailroom-evaluate-") as work:
        register = Path(work) / "register.json"
        write_register(register_csv, register)
        task = partial(predict_item, register=register, pages=run.pages, store=run.store)
        with out.open("w", encoding="utf-8") as file:
            for prediction in _predictions(items, task, jobs=run.jobs):
                file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
                file.flush()


def replay(store: EvidenceStore, register_csv: Path, out: Path, policy: Policy = STANDARD) -> None:
    """Decide again from stored evidence, by today's rules, the sorting table and `register_csv`.

    Raises OSError, ValueError.
    """
    with tempfile.TemporaryDirectory(prefix="mailroom-evaluate-") as work:
        register = Path(work) / "register.json"
        write_register(register_csv, register)
        directory = directory_of(register)
    with out.open("w", encoding="utf-8") as file:
        for item in store.items():
            evidence = store.get(item)
            if evidence is not None:
                prediction = prediction_from(item, reread(evidence, directory), policy)
                file.write(json.dumps(prediction, ensure_ascii=False) + "\n")


def _predictions(
    items: Iterable[MailItem], task: Callable[[MailItem], Prediction], *, jobs: int
) -> Iterator[Prediction]:
    if jobs <= 1:
        warm_up()
        yield from map(task, items)
        return
    # Spawned, not forked: Tesseract and OpenCV keep threads and locks of their own.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=warm_up) as pool:
        yield from pool.map(task, items)
