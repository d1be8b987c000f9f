"""How long originals are kept, when an agreement ends, and how heavy goods travel."""

import datetime as dt
from enum import StrEnum
from typing import Final

ARCHIVE_YEARS: Final = 7
NOTICE_DAYS: Final = 90
ABANDONED_DAYS: Final = 90
"""From two people's word to the day on which a mailbox without its company is emptied (G13)."""
_LATEST_YEARS: Final = 8
HEAVIEST_BY_POST_G: Final = 20_000


class Carrier(StrEnum):
    POST = "post"
    COURIER = "courier"


def archive_until(arrived_on: dt.date) -> dt.date:
    """R14: seven years from arrival; a missing 29 February means the month's last day.

    A date to ask at, never one to destroy at.
    """
    year = arrived_on.year + ARCHIVE_YEARS
    try:
        return arrived_on.replace(year=year)
    except ValueError:
        return dt.date(year, 2, 28)


def mailbox_kept_until(last: dt.date) -> dt.date:
    """The last day on which bookkeeping may ask for what came by `last`.

    Bokföringslagen 7 kap. 2 §: the end of the seventh year after the calendar year in which the
    financial year ended, and a financial year may end in the year after the letter. Later than R14.
    """
    return dt.date(last.year + _LATEST_YEARS, 12, 31)


def notice_ends_on(received_on: dt.date) -> dt.date:
    """R34 and R36: ninety calendar days from the notice, or from the day payment was due."""
    return received_on + dt.timedelta(days=NOTICE_DAYS)


def carrier_of(weight_g: int) -> Carrier:
    """R20: by courier above twenty kilograms, at exactly twenty by post.

    Raises ValueError unless the weight is positive.
    """
    if weight_g <= 0:
        raise ValueError("a weight in grams is positive")
    return Carrier.COURIER if weight_g > HEAVIEST_BY_POST_G else Carrier.POST
