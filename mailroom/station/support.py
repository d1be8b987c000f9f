"""The support bundle: how a station stands and what it did, and nothing that was read from mail."""

import datetime as dt
import io
import json
import platform
import zipfile
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import distributions
from pathlib import Path

from mailroom import logs
from mailroom.domain.health import Finding
from mailroom.domain.items import Item
from mailroom.spool.files import make_folder, write_durably

_OURS = (
    "mailroom",
    "pyside6-essentials",
    "python-sane",
    "opencv-python-headless",
    "tesserocr",
    "onnxruntime",
    "rapidocr",
)


def write_bundle(
    folder: Path, *, findings: Sequence[Finding], items: Sequence[Item], at: dt.datetime
) -> Path:
    """A zip of its own name in `folder`. Raises DiskFull, DiskFailed.

    Of items only counts by state and reason go in: no ids, names, addresses, texts or pictures.
    """
    parts = {
        "health.json": _pretty([_finding(one) for one in findings]),
        "items.json": _pretty(_counts(items)),
        "versions.json": _pretty(_versions()),
        "log.jsonl": "\n".join(logs.recent()) + "\n",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in parts.items():
            bundle.writestr(name, text)
    make_folder(folder)
    file = folder / f"support-{at:%Y%m%d-%H%M%S}.zip"
    write_durably(file, packed.getvalue())
    return file


def _finding(finding: Finding) -> dict[str, object]:
    seen = {name: value for name, value in finding.seen.items() if name != "label"}
    return {"matter": finding.matter, "grade": finding.grade, "code": finding.code, "seen": seen}


def _counts(items: Sequence[Item]) -> dict[str, dict[str, int]]:
    return {
        "states": Counter(item.state.value for item in items),
        "doubts": Counter(item.doubt.reason.value for item in items if item.doubt),
        "holds": Counter(item.hold.reason.value for item in items if item.hold),
        "categories": Counter(item.decision.category.value for item in items if item.decision),
        "sheets": Counter(sheet.place.value for item in items for sheet in item.sheets),
    }


def _versions() -> dict[str, str]:
    found = {one.metadata["Name"].lower(): one.version for one in distributions()}
    ours = {name: found.get(name, "missing") for name in _OURS}
    return {**ours, "python": platform.python_version(), "system": platform.platform()}


def _pretty(told: object) -> str:
    return json.dumps(told, indent=1, ensure_ascii=False)
