"""Agreements: on which days a customer's mail may be opened, and how it stands (R3, R34-R43)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from mailroom.backend.model.customers import AgreementRow
from mailroom.domain.register import Standing


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included; `ends_on` None while nobody has ended it."""

    active_from: dt.date
    ends_on: dt.date | None
    notice_on: dt.date | None
    unpaid_since: dt.date | None

    def covers(self, day: dt.date) -> bool:
        return self.active_from <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Periods:
    all: tuple[Period, ...]

    @classmethod
    def of(cls, rows: Iterable[AgreementRow]) -> "Periods":
        """In order of time."""
        periods = (
            Period(row.active_from, row.ends_on, row.notice_on, row.unpaid_since) for row in rows
        )
        return cls(tuple(sorted(periods, key=lambda period: period.active_from)))


def opens_on(periods: Periods, arrived_on: dt.date) -> bool:
    """Whether mail that arrived that day may be opened, whenever it is scanned (R43)."""
    return any(period.covers(arrived_on) for period in periods.all)


def standing_on(periods: Periods, day: dt.date) -> Standing | None:
    """None before the first agreement has begun: not a customer yet."""
    begun = [period for period in periods.all if period.active_from <= day]
    if not begun:
        return None
    last = begun[-1]
    if not last.covers(day):
        return Standing.ENDED
    if last.unpaid_since is not None and last.unpaid_since <= day:
        return Standing.UNPAID
    if last.notice_on is not None and last.notice_on <= day:
        return Standing.NOTICE
    return Standing.ACTIVE
