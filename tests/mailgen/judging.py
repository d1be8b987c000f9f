"""A decision beside the truth: right, held, or one of the errors that must not be."""

import datetime as dt
import hashlib
from enum import StrEnum
from pathlib import Path
from typing import Final

from mailroom.domain.pages import Page, PageRole
from mailroom.domain.register import Customer, Register, Standing
from mailroom.domain.sorting import Category, Decision, Doubt
from mailroom.wire import RegisterEntry, RegisterSnapshot
from tests.mailgen.conditions import Recipient
from tests.mailgen.register import Companies

DAY: Final = dt.date(2026, 11, 20)
NOW: Final = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
_STANDING: Final = {
    "active": Standing.ACTIVE,
    "notice": Standing.NOTICE,
    "payment_overdue_two_reminders": Standing.UNPAID,
    "terminated": Standing.ENDED,
}


class Verdict(StrEnum):
    RIGHT = "right"
    HELD = "held"
    BOLD = "bold"
    """The right company, but a person should have looked."""
    WRONG_RECIPIENT = "wrong recipient"
    DESTROYED = "destroyed mail"
    OPENED_WRONGLY = "opened wrongly"


GRAVE: Final = frozenset({Verdict.WRONG_RECIPIENT, Verdict.DESTROYED, Verdict.OPENED_WRONGLY})


def judge(recipient: Recipient, outcome: Decision | Doubt) -> Verdict:
    """What a machine's outcome on an ordinary letter is worth."""
    if isinstance(outcome, Doubt):
        return Verdict.HELD
    if outcome.category is Category.MARKETING:
        return Verdict.DESTROYED
    if outcome.recipient is not None and outcome.recipient.number != recipient.expected:
        return Verdict.WRONG_RECIPIENT
    ended = recipient.status == "terminated" or outcome.recipient is None
    if outcome.category is Category.SCANNABLE and (ended or recipient.closed):
        return Verdict.OPENED_WRONGLY
    if outcome.recipient is None:
        return Verdict.HELD
    return Verdict.RIGHT if recipient.auto_ok or recipient.closed else Verdict.BOLD


def register_of(companies: Companies, version: str = "practice") -> Register:
    customers = {
        row.number: Customer(row.number, row.name, row.form, _STANDING[row.status])
        for row in companies.rows
    }
    return Register(version, DAY, customers)


def write_snapshot(companies: Companies, path: Path) -> Path:
    """The register as the station keeps it."""
    entries = tuple(
        RegisterEntry(
            number=row.number,
            name=row.name,
            legal_form=row.form,
            standing=_STANDING[row.status].value,
        )
        for row in companies.rows
    )
    snapshot = RegisterSnapshot(version="practice", day=DAY, entries=entries)
    path.write_text(snapshot.model_dump_json(), encoding="utf-8")
    return path


def face_page(image: Path, size: tuple[int, int, int], *, role: PageRole = PageRole.FACE) -> Page:
    """The captured page of a picture of `size` (width, height, dpi)."""
    width, height, dpi = size
    digest = hashlib.sha256(image.read_bytes()).hexdigest()
    return Page(
        id=image.stem,
        role=role,
        number=0 if role is PageRole.FACE else -1,
        image=image,
        sha256=digest,
        width_px=width,
        height_px=height,
        dpi=dpi,
    )
