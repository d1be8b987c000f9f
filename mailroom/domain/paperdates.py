"""Dates as Swedish paper prints them."""

import datetime as dt
import re
from typing import Final

_MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_CENTURY: Final = 2000
_SHAPES: Final = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)(?P<y>\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[/.]\s?(?P<m>\d{1,2})[/. ]\s?(?P<y>20\d\d)(?!\d)", re.ASCII),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})\s(?P<word>{'|'.join(_MONTHS)})\s(?P<y>20\d\d)",
        re.ASCII | re.IGNORECASE,
    ),
)


def find_date(text: str) -> dt.date | None:
    """The first whole date in a line, None when there is none or it is of no calendar."""
    for shape in _SHAPES:
        found = shape.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        word = parts.get("word")
        month = _MONTHS.index(word.casefold()) + 1 if word else int(parts["m"])
        year = int(parts["y"])
        try:
            return dt.date(year if year >= _CENTURY else year + _CENTURY, month, int(parts["d"]))
        except ValueError:
            return None
    return None
