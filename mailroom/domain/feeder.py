"""A feeder's day: how much it fed, how fast it runs, how often paper stops it and for how long."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from mailroom.domain.batches import INTERRUPTED

JAMS: Final = frozenset({"paper_jam", "double_feed", "sheet_not_taken"})
"""Situations in which the paper itself stopped the feeder and hands must put it right."""


@dataclass(frozen=True, slots=True)
class FeederRun:
    """One run. `ended_at` is None while it feeds; `sheets` and `pages` are those made durable."""

    begun_at: dt.datetime
    ended_at: dt.datetime | None
    situation: str | None
    sheets: int
    pages: int


@dataclass(frozen=True, slots=True)
class FeederDay:
    """One station's feeder on one day in Sweden; nothing in it is about a person.

    `own_pace` is in whole pages a minute while it ran, at least 1. `clear_s` is the median of the
    seconds from a jam until the feeder went on the same day. Both are None where nothing can be
    said.
    """

    day: dt.date
    sheets: int = 0
    jams: int = 0
    own_pace: int | None = None
    clear_s: int | None = None

    @property
    def jams_per_thousand(self) -> float | None:
        """Per 1,000 sheets fed; None when none was."""
        return 1000 * self.jams / self.sheets if self.sheets else None


def feeder_day(day: dt.date, runs: Sequence[FeederRun]) -> FeederDay:
    """What the runs begun on that day come to, in the order in which they began.

    A run that fed nothing neither clears a jam nor is a new one: the first is still there.
    """
    jams, cleared = 0, list[float]()
    jammed_at: dt.datetime | None = None
    for run in runs:
        if run.sheets and jammed_at is not None:
            cleared.append(max(0.0, (run.begun_at - jammed_at).total_seconds()))
            jammed_at = None
        if run.situation in JAMS and jammed_at is None:
            jams, jammed_at = jams + 1, run.ended_at
    return FeederDay(
        day,
        sheets=sum(run.sheets for run in runs),
        jams=jams,
        own_pace=_own_pace(runs),
        clear_s=round(median(cleared)) if cleared else None,
    )


def _own_pace(runs: Iterable[FeederRun]) -> int | None:
    """Of runs that fed something; when one that a crash cut off really ended is not known."""
    pages, seconds = 0, 0.0
    for run in runs:
        if not run.sheets or run.ended_at is None or run.situation == INTERRUPTED:
            continue
        lasted = (run.ended_at - run.begun_at).total_seconds()
        if lasted > 0:  # else the clock was set back meanwhile
            pages, seconds = pages + run.pages, seconds + lasted
    return max(1, round(60 * pages / seconds)) if seconds else None
