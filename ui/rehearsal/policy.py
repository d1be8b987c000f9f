"""The sorting table in pictures: in use, a draft tried on past mail, one that waits."""

import base64
import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from mailroom.domain.decisions import Category
from mailroom.domain.errors import BackendUnreachable, NotAllowed
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.evidence import MarkKind
from mailroom.domain.policy import PolicyRow
from mailroom.domain.policyfile import STANDARD
from mailroom.domain.policyversions import (
    ConfirmPolicy,
    Moved,
    Policies,
    PolicyVersion,
    Replay,
    ReplayPolicy,
    SeePolicies,
    VersionState,
    Way,
)
from mailroom.domain.review import Shown, shown
from mailroom.domain.seeds import Seeds, SeeSeeds
from ui.rehearsal import mail
from ui.rehearsal.among_paper import PaperScene

_DAY: Final = dt.date(2026, 11, 20)
_NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
_AT_FLYER: Final = ("Down",) * 5
_ADVERT: Final = 18


def with_row(code: str, **fields: object) -> tuple[PolicyRow, ...]:
    """The shipped rows with one of them otherwise."""
    return tuple(
        replace(row, **fields) if row.code == code else row  # pyright: ignore[reportArgumentType]  by name
        for row in STANDARD.rows
    )


STRICTER: Final = with_row("flyer", passes=False)
OPENED: Final = with_row("periodical", category=Category.SCANNABLE, key=0)
SEEDS: Final = Seeds(is_shown=True, waiting=5, read=62, wrong=1, untold=2, at_hand=118)
_FIRST: Final = PolicyVersion(STANDARD, VersionState.IN_FORCE, "", None)
IN_USE: Final = Policies(_DAY, (_FIRST,))
WAITING: Final = Policies(
    _DAY,
    (
        PolicyVersion(
            replace(STANDARD, version=4, in_force_from=_DAY + dt.timedelta(days=3)),
            VersionState.WAITING,
            "lars",
            _NOW,
            ("flyer",),
        ),
        PolicyVersion(
            replace(STANDARD, version=3, in_force_from=_DAY - dt.timedelta(days=4), rows=STRICTER),
            VersionState.IN_FORCE,
            "eva",
            _NOW - dt.timedelta(days=5),
            (),
            "eva",
        ),
        PolicyVersion(
            replace(STANDARD, version=2, in_force_from=_DAY - dt.timedelta(days=9), rows=OPENED),
            VersionState.WITHDRAWN,
            "lars",
            _NOW - dt.timedelta(days=11),
            (),
            "lars",
        ),
        replace(_FIRST, state=VersionState.PAST),
    ),
)


def _told(policies: Policies, situation: str = "") -> tuple[Event, ...]:
    return (
        RoomTold(SeePolicies(), policies, _NOW, situation),
        RoomTold(SeeSeeds(), SEEDS, _NOW, situation),
    )


def _shut() -> tuple[Event, ...]:
    return (RoomTold(SeePolicies(), None, None, NotAllowed.code),)


def _by_its_maker() -> tuple[Event, ...]:
    return (RoomTold(ConfirmPolicy(4), None, None, NotAllowed.code),)


def replayed() -> Replay:
    before, after = (
        Way(Category.MARKETING, by_itself=True),
        Way(Category.MARKETING, by_itself=False),
    )
    moved = tuple(
        Moved(
            item=f"0000{place}",
            scan_id=f"BORD-{1 + place % 3}-2611{19 - place // 3}-{place * 47:05}",
            arrived_on=_DAY - dt.timedelta(days=1 + place // 3),
            before=before,
            after=after,
            became=Category.MARKETING,
            marks=(MarkKind.ADVERTISING, MarkKind.PICTURE),
        )
        for place in range(1, 9)
    )
    return Replay(1412, 37, len(moved), moved, 30, _face())


def _face() -> Shown:
    page = mail.sample(_ADVERT).sheets[0].pages[0]
    jpeg = base64.b64encode(page.image.read_bytes()).decode("ascii")
    return replace(shown(page, jpeg), is_upright=False)


def _tried() -> tuple[Event, ...]:
    return (RoomTold(ReplayPolicy(STRICTER), replayed(), _NOW),)


def _no_difference() -> tuple[Event, ...]:
    return (RoomTold(ReplayPolicy(STRICTER), Replay(1412, 0, 0, (), 30), _NOW),)


POLICY: Final[Mapping[str, PaperScene]] = {
    "policy": PaperScene(partial(_told, IN_USE), ("Down",)),
    "policy_draft": PaperScene(partial(_told, IN_USE), (*_AT_FLYER, "Space")),
    "policy_flaw": PaperScene(partial(_told, IN_USE), ("*",)),
    "policy_tried": PaperScene(partial(_told, IN_USE), (*_AT_FLYER, "Space", "Enter"), _tried),
    "policy_same": PaperScene(
        partial(_told, IN_USE), (*_AT_FLYER, "Space", "Enter"), _no_difference
    ),
    "policy_waits": PaperScene(partial(_told, WAITING), ("F6",), _by_its_maker),
    "policy_stale": PaperScene(partial(_told, WAITING, BackendUnreachable.code), online=False),
    "policy_shut": PaperScene(_shut),
}
