"""The sorting table as data: which marks make an item what, and whether a person has to say so."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from mailroom.domain.decisions import POLICY_VERSION, Category, UnscannableReason
from mailroom.domain.errors import MailroomError, Remedy
from mailroom.domain.evidence import MarkKind

NEVER_OPENED: Final = frozenset(
    {
        MarkKind.INSURED,
        MarkKind.REGISTERED,
        MarkKind.RECEIPT,
        MarkKind.CASH_ON_DELIVERY,
        MarkKind.PERSONAL_PICKUP,
        MarkKind.CARD,
        MarkKind.ODD_FORMAT,
        MarkKind.PARCEL,
    }
)
"""Marks of what R18 says is not scanned; no table lets them be opened."""
OPENED_BY_A_PERSON: Final = frozenset({MarkKind.PERSON_FIRST, MarkKind.DO_NOT_OPEN})
TO_NOBODY: Final = frozenset({MarkKind.UNADDRESSED, MarkKind.GENERIC_ADDRESSEE})
MAYBE_MARKETING: Final = TO_NOBODY | {MarkKind.ADVERTISING, MarkKind.PERIODICAL, MarkKind.PICTURE}
SORTED_BY_TABLE: Final = NEVER_OPENED | OPENED_BY_A_PERSON | MAYBE_MARKETING
"""Every one of them stands in exactly one row."""
MENUS: Final = (Category.UNSCANNABLE, Category.MARKETING)
"""Kinds that a person chooses a row of."""
_Value = TypeVar("_Value")
_MOST_KEYS: Final = 9
_LONGEST_TEXT: Final = 48
_CODE: Final = re.compile(r"[a-z][a-z_]{1,31}")
_RULE: Final = re.compile(r"[RG][0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One kind of item. `passes`: a machine may decide it; else a person does.

    `key` is the digit that chooses it at the desk, 0 where nobody does; `picture` names a drawing
    of ours. The first row whose mark is seen names an unscannable item.
    """

    code: str
    category: Category
    passes: bool
    rule: str
    swedish: str
    english: str
    picture: str
    marks: tuple[MarkKind, ...] = ()
    reason: UnscannableReason | None = None
    key: int = 0


@dataclass(frozen=True, slots=True)
class Policy:
    """A version of the table, in force from a day on."""

    version: int
    in_force_from: dt.date
    rows: tuple[PolicyRow, ...]

    @property
    def name(self) -> str:
        """What stands in a decision: the rules' version, and this table's."""
        return f"{POLICY_VERSION}.{self.version}"

    @property
    def by_mark(self) -> Mapping[MarkKind, PolicyRow]:
        return MappingProxyType({mark: row for row in self.rows for mark in row.marks})

    def choices(self, category: Category) -> tuple[PolicyRow, ...]:
        """The rows a person may choose, by their keys."""
        offered = [row for row in self.rows if row.category is category and row.key]
        return tuple(sorted(offered, key=lambda row: row.key))

    def row(self, code: str) -> PolicyRow | None:
        return next((row for row in self.rows if row.code == code), None)


class Flaw(StrEnum):
    """What is wrong with a table. Those of safety come first."""

    WOULD_BE_OPENED = "would_be_opened"
    """Something of R18 is to be scanned."""
    PASSES_TO_NOBODY = "passes_to_nobody"
    """A machine would destroy what is addressed to nobody in particular."""
    PASSES_SEALED = "passes_sealed"
    """A machine would have personal or confidential mail opened."""
    DESTROYS_LETTERS = "destroys_letters"
    """Something that is no sign of advertising leads to marketing."""
    MARK_MISSING = "mark_missing"
    MARK_TWICE = "mark_twice"
    MARK_UNKNOWN = "mark_unknown"
    CATEGORY = "category"
    REASON_MISSING = "reason_missing"
    REASON = "reason"
    CODE = "code"
    KEY = "key"
    RULE = "rule"
    TEXT = "text"
    VERSION = "version"
    SHAPE = "shape"
    """Not a table at all, or a field that no table has."""


class PolicyWrong(MailroomError):
    """`flaw` says what, `at` which row or mark."""

    code = "policy_wrong"
    remedy = Remedy.OPERATOR

    def __init__(self, flaw: Flaw, at: str) -> None:
        super().__init__(f"{flaw}: {at}")
        self.flaw, self.at = flaw, at


def check(policy: Policy) -> None:
    """Raises PolicyWrong for the gravest flaw; what is safety is not the table's to say."""
    flaws = sorted(_flaws(policy), key=lambda found: tuple(Flaw).index(found[0]))
    if flaws:
        raise PolicyWrong(*flaws[0])


def loosened(before: Policy, after: Policy) -> tuple[str, ...]:
    """The codes of rows by which a machine may do more on its own, or more is destroyed."""
    known = before.by_mark
    found: dict[str, None] = {}
    for mark, row in after.by_mark.items():
        was = known.get(mark)
        passes = row.passes and (was is None or not was.passes)
        destroys = row.category is Category.MARKETING and (
            was is None or was.category is not Category.MARKETING
        )
        if passes or destroys:
            found[row.code] = None
    return tuple(found)


def _flaws(policy: Policy) -> Iterator[tuple[Flaw, str]]:
    if policy.version < 1:
        yield Flaw.VERSION, str(policy.version)
    seen = [mark for row in policy.rows for mark in row.marks]
    yield from ((Flaw.MARK_MISSING, mark.value) for mark in SORTED_BY_TABLE - set(seen))
    yield from ((Flaw.MARK_TWICE, mark.value) for mark in _repeated(seen))
    yield from ((Flaw.CODE, code) for code in _repeated(row.code for row in policy.rows))
    for category in MENUS:
        keys = [row.key for row in policy.choices(category)]
        yield from ((Flaw.KEY, str(key)) for key in _repeated(keys))
    reasons = {row.reason for row in policy.choices(Category.UNSCANNABLE)}
    missing = [reason for reason in UnscannableReason if reason not in reasons]
    yield from ((Flaw.REASON_MISSING, reason.value) for reason in missing)
    for row in policy.rows:
        yield from ((flaw, row.code) for flaw in (*_dangers(row), *_slips(row)))


def _dangers(row: PolicyRow) -> Iterator[Flaw]:
    marks = set(row.marks)
    if marks & NEVER_OPENED and row.category is not Category.UNSCANNABLE:
        yield Flaw.WOULD_BE_OPENED
    if marks & TO_NOBODY and row.passes:
        yield Flaw.PASSES_TO_NOBODY
    if marks & OPENED_BY_A_PERSON and (row.passes or row.category is not Category.SCANNABLE):
        yield Flaw.PASSES_SEALED
    if marks - MAYBE_MARKETING and row.category is Category.MARKETING:
        yield Flaw.DESTROYS_LETTERS


def _slips(row: PolicyRow) -> Iterator[Flaw]:
    if set(row.marks) - SORTED_BY_TABLE:
        yield Flaw.MARK_UNKNOWN
    if row.category not in (*MENUS, Category.SCANNABLE):
        yield Flaw.CATEGORY
    unscannable = row.category is Category.UNSCANNABLE
    if (row.reason is not None) is not unscannable or (
        unscannable and set(row.marks) & MAYBE_MARKETING
    ):
        yield Flaw.REASON
    if _CODE.fullmatch(row.code) is None or _CODE.fullmatch(row.picture) is None:
        yield Flaw.CODE
    offered = row.category in MENUS
    if not 0 <= row.key <= (_MOST_KEYS if offered else 0) or not (row.marks or row.key):
        yield Flaw.KEY
    if _RULE.fullmatch(row.rule) is None:
        yield Flaw.RULE
    texts = (row.swedish, row.english)
    if not all(0 < len(text.strip()) <= _LONGEST_TEXT and text.isprintable() for text in texts):
        yield Flaw.TEXT


def _repeated(values: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(value for value, count in Counter(values).items() if count > 1)
