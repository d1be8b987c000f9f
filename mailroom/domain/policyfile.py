"""The sorting table as TOML: read, checked, and the one that is shipped."""

import datetime as dt
import tomllib
from importlib.resources import files
from typing import Any, Final, cast

from mailroom.domain.decisions import Category, UnscannableReason
from mailroom.domain.evidence import MarkKind
from mailroom.domain.policy import Flaw, Policy, PolicyRow, PolicyWrong, check

_TEXTS: Final = ("code", "rule", "swedish", "english", "picture")
_FIELDS: Final = frozenset({*_TEXTS, "category", "passes", "marks", "reason", "key"})


def read_policy(text: str) -> Policy:
    """Raises PolicyWrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyWrong(Flaw.SHAPE, "TOML") from error
    version, day, rows = table.get("version"), table.get("in_force_from"), table.get("row")
    known = {"version", "in_force_from", "row"}
    if set(table) != known or not isinstance(rows, list) or type(version) is not int:
        raise PolicyWrong(Flaw.SHAPE, next(iter(set(table) ^ known), "row"))
    if type(day) is not dt.date:
        raise PolicyWrong(Flaw.SHAPE, "in_force_from")
    policy = Policy(version, day, tuple(_row(row) for row in cast("list[object]", rows)))
    check(policy)
    return policy


def _row(given: object) -> PolicyRow:
    if not isinstance(given, dict):
        raise PolicyWrong(Flaw.SHAPE, "row")
    row = cast("dict[str, Any]", given)
    code = str(row.get("code", "row"))
    texts = {name: row.get(name) for name in _TEXTS}
    key = row.get("key", 0)
    whole = all(isinstance(text, str) for text in texts.values()) and not set(row) - _FIELDS
    if not whole or type(row.get("passes")) is not bool or type(key) is not int:
        raise PolicyWrong(Flaw.SHAPE, code)
    try:
        return PolicyRow(
            **cast("dict[str, str]", texts),
            category=Category(row.get("category")),
            passes=row["passes"],
            marks=tuple(MarkKind(mark) for mark in row.get("marks", [])),
            reason=UnscannableReason(row["reason"]) if "reason" in row else None,
            key=key,
        )
    except (ValueError, TypeError) as error:
        raise PolicyWrong(Flaw.SHAPE, code) from error


STANDARD: Final = read_policy(
    files("mailroom.domain").joinpath("policy.toml").read_text(encoding="utf-8")
)
"""In force where no other version has come from the backend."""
