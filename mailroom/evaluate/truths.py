"""The known answers of practice mail, read only when predictions are scored."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ALIKE = ("scenario", "format", "addr_mode")
CLASSES = ("scannable", "unscannable", "marketing", "unreadable")


@dataclass(frozen=True, slots=True)
class CodeTruth:
    symbology: str
    text: str
    page: str
    damaged: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """`expected_recipient` is whom a machine may choose; None means nobody.

    `template` is what items that were made alike have in common.
    """

    item: str
    kind: str
    reason: str | None
    number: str | None
    expected_recipient: str | None
    auto_ok: bool
    handling: str
    sender_readable: bool
    scenario: str
    condition: str
    difficulty: str
    rotation_deg: int
    page_count: int
    blank_pages: frozenset[int]
    codes: tuple[CodeTruth, ...]
    texts: dict[str, str]
    template: str = ""


def truths_in(folder: Path) -> tuple[Truth, ...]:
    """Raises OSError, ValueError or KeyError when an answer is torn."""
    return tuple(_truth(path) for path in sorted(folder.glob("item_*/truth.json")))


def _truth(path: Path) -> Truth:
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Truth(
        item=path.parent.name,
        kind=told["class"],
        reason=told.get("unscannable_reason"),
        number=told.get("kivra_id"),
        expected_recipient=told.get("expected_recipient_id"),
        auto_ok=bool(told.get("auto_ok")),
        handling=told.get("expected_handling", ""),
        sender_readable=bool(told.get("sender_readable")),
        scenario=told.get("scenario", ""),
        condition=told.get("recipient_condition", ""),
        difficulty=told.get("difficulty", ""),
        rotation_deg=int(told.get("rotation_deg", 0)),
        page_count=int(told.get("page_count", 0)),
        blank_pages=frozenset(told.get("blank_pages", ())),
        codes=tuple(_code(code) for code in told.get("codes", ())),
        texts=told.get("text_per_page", {}),
        template="/".join(str(told.get(part, "")) for part in _ALIKE),
    )


def _code(told: dict[str, Any]) -> CodeTruth:
    return CodeTruth(told["symbology"], told["text"], told["page"], bool(told.get("damaged")))


def predictions_in(file: Path) -> dict[str, dict[str, Any]]:
    """By item. Raises OSError or ValueError."""
    lines = file.read_text(encoding="utf-8").splitlines()
    every: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    return {told["item"]: told for told in every}
