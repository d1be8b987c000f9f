"""A calendar month in Sweden: what statements are of."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

_MONTHS = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """`number` is 1 to 12."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Self:
        return cls(day.year, day.month)

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        return self.after.first - dt.timedelta(days=1)

    @property
    def after(self) -> "Month":
        at_end = self.number == _MONTHS
        return Month(self.year + at_end, 1 if at_end else self.number + 1)

    @property
    def before(self) -> "Month":
        return Month.of(self.first - dt.timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"
