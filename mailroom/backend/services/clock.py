"""What time it is, as the services are told it."""

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Gives an aware instant in UTC: the time of record."""


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
