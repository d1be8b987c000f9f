"""The shift's wall: how the day stands over all stations, in counts and never in names."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import KeptLetterRow, LetterRow, MisdeliveryRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.reviews import ReviewRow, SeededLetterRow
from mailroom.backend.services import feeders, keepingback
from mailroom.backend.services.arrivals import TrayBalance, trays
from mailroom.backend.services.delivery import PHYSICAL
from mailroom.domain.feeder import FeederDay
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.recalling import Settlement
from mailroom.domain.review import Outcome
from mailroom.domain.room import Hour, Misdelivered, StationPace, Wall
from mailroom.domain.workdays import STOCKHOLM, stockholm_date

_HOUR: Final = dt.timedelta(hours=1)
_QUALITY_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class _Came:
    """One item as it came in today."""

    station: str
    pages: int
    at: dt.datetime
    policy: str


def wall(session: Session, *, now: dt.datetime) -> Wall:
    """The day in Sweden. Stations and hours count what came in today, whenever it arrived."""
    day = stockholm_date(now)
    balances, came = trays(session, day), _came_in(session, day, now)
    late = [one for one in came if one.at > now - _HOUR]
    return Wall(
        day=day,
        at=now,
        trays=len(balances),
        expected=_expected(balances),
        here=_count(session, ItemRow.arrived_on == day),
        left=_left(balances),
        open=_count(session, _owed()),
        due_today=_count(session, _owed() & (MailpieceRow.due_on == day)),
        overdue=_count(session, _owed() & (MailpieceRow.due_on < day)),
        held=_count(session, MailpieceRow.paper == PaperState.HELD),
        hours=_hours(came, now),
        stations=_stations(came, late, feeders.of_day(session, day)),
        items_last_hour=len(late),
        misdelivered=_misdelivered(session, now),
        policies=tuple(sorted({one.policy for one in came})),
        rechecked=_rechecked(session, now),
        kept_back=keepingback.count(session),
    )


def _owed() -> ColumnElement[bool]:
    """A promise of R11 or R19 that has not been kept yet."""
    return MailpieceRow.clock.is_(True) & MailpieceRow.stopped_at.is_(None)


def _count(session: Session, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(*which)) or 0


def _expected(balances: Sequence[TrayBalance]) -> int | None:
    said = [one.tray.expected for one in balances if one.tray.expected is not None]
    return sum(said) if said and len(said) == len(balances) else None


def _left(balances: Sequence[TrayBalance]) -> int | None:
    """Tray by tray: one that holds more than it said does not make up for another."""
    if _expected(balances) is None:
        return None
    return sum(max(0, (one.tray.expected or 0) - one.here) for one in balances)


def _came_in(session: Session, day: dt.date, now: dt.datetime) -> tuple[_Came, ...]:
    midnight = dt.datetime.combine(day, dt.time(), STOCKHOLM).astimezone(dt.UTC)
    columns = (ItemRow.station, ItemRow.page_count, ItemRow.received_at, ItemRow.policy_version)
    since = ItemRow.received_at.between(midnight, now)
    return tuple(_Came(*row) for row in session.execute(select(*columns).where(since)))


def _hours(came: Sequence[_Came], now: dt.datetime) -> tuple[Hour, ...]:
    """From the first hour in which anything came to the present one, empty ones too."""
    items, pages = Counter[int](), Counter[int]()
    for one in came:
        hour = one.at.astimezone(STOCKHOLM).hour
        items[hour] += 1
        pages[hour] += one.pages
    last = now.astimezone(STOCKHOLM).hour
    hours = range(min(items, default=last + 1), last + 1)
    return tuple(Hour(hour, items[hour], pages[hour]) for hour in hours)


def _stations(
    came: Sequence[_Came], late: Sequence[_Came], fed: Mapping[str, FeederDay]
) -> tuple[StationPace, ...]:
    """By name, so that a station keeps its place on the wall; one that only fed stands there."""
    items, pages, lately = Counter[str](), Counter[str](), Counter[str]()
    for one in came:
        items[one.station] += 1
        pages[one.station] += one.pages
    for one in late:
        lately[one.station] += one.pages
    return tuple(
        StationPace(name, items[name], pages[name], lately[name], fed.get(name))
        for name in sorted(items.keys() | fed.keys())
    )


def _rechecked(session: Session, now: dt.datetime) -> Misdelivered:
    """Samples of real mail; seeded test letters are counted apart."""
    real = ReviewRow.item.not_in(select(SeededLetterRow.item))
    lately = real & (ReviewRow.settled_at > now - dt.timedelta(days=_QUALITY_DAYS))
    differed = _count(session, lately & (ReviewRow.outcome == Outcome.DIFFERED))
    agreed = _count(session, lately & (ReviewRow.outcome == Outcome.AGREED))
    return Misdelivered(differed, differed + agreed, _QUALITY_DAYS)


def _misdelivered(session: Session, now: dt.datetime) -> Misdelivered:
    since = now - dt.timedelta(days=_QUALITY_DAYS)
    on_paper = LetterRow.origin == PHYSICAL
    kept = LetterRow.key.in_(select(KeptLetterRow.letter)) & (
        LetterRow.withdrawn_at.is_not_distinct_from(LetterRow.available_at)
    )
    delivered = ~kept & on_paper & LetterRow.available_at.between(since, now)
    released = MisdeliveryRow.settled_how.is_not_distinct_from(Settlement.RELEASED)
    wrong = select(MisdeliveryRow.letter).where(~released)
    return Misdelivered(
        wrong=_count(session, delivered & LetterRow.key.in_(wrong)),
        delivered=_count(session, delivered),
        days=_QUALITY_DAYS,
    )
