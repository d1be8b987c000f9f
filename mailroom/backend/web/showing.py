"""Dates, counts and names as people read them, in their language and in Swedish time."""

import datetime as dt
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mailroom.backend.services.letters import Letter
from mailroom.backend.web.words import Texts
from mailroom.domain.amounts import amount_text
from mailroom.domain.giro import bankgiro_text, plusgiro_text
from mailroom.domain.invoicefields import FieldName
from mailroom.domain.workdays import STOCKHOLM, stockholm_date

_LONGEST_SAID: Final = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One stop on a letter's way; `when` is empty for what has not happened."""

    name: str
    when: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Showing:
    texts: Texts
    now: dt.datetime

    def day(self, day: dt.date) -> str:
        """I dag, i går, or the day with the month in words; the year when it is another."""
        today = stockholm_date(self.now)
        if day == today:
            return self.texts.today
        if day == today - dt.timedelta(days=1):
            return self.texts.yesterday
        return self.plain_day(day)

    def plain_day(self, day: dt.date) -> str:
        """The day with the month in words; the year when it is another."""
        written = f"{day.day} {self.texts.months[day.month - 1]}"
        this_year = day.year == stockholm_date(self.now).year
        return written if this_year else f"{written} {day.year}"

    def instant(self, instant: dt.datetime) -> str:
        """Day and clock."""
        clock = instant.astimezone(STOCKHOLM).strftime("%H:%M")
        return self.texts.at.format(day=self.day(stockholm_date(instant)), time=clock)

    def said(self, name: FieldName, value: str) -> str:
        """A field of an invoice as people write it; what a code holds may be any text."""
        if name is FieldName.DUE_DATE:
            return self.plain_day(dt.date.fromisoformat(value))
        return _WRITTEN.get(name, str)(value)[:_LONGEST_SAID]

    def told(self, sentence: str, facts: Mapping[str, str]) -> str:
        """A message of ours with its days and counts."""
        ends_on = facts.get("ends_on")
        day = {"ends_on": self.plain_day(dt.date.fromisoformat(ends_on))} if ends_on else {}
        return sentence.format_map({**facts, **day})

    def pages(self, count: int) -> str:
        one = count == 1
        return self.texts.pages_one if one else self.texts.pages_many.format(count=count)

    def sender(self, letter: Letter) -> str:
        return letter.sender or self.texts.unknown_sender

    def kind(self, letter: Letter) -> str:
        return self.texts.kinds.get(letter.kind, self.texts.kinds["letter"])

    def status(self, letter: Letter) -> tuple[str, str]:
        """A word for the style sheet and one for the reader."""
        if letter.handled_at is not None:
            return "handled", self.texts.status_handled
        if letter.viewed:
            return "read", self.texts.status_read
        return "new", self.texts.status_new

    def group(self, letter: Letter) -> str:
        """The heading a letter stands under in the list."""
        return self.day(stockholm_date(letter.available_at))

    def steps(self, letter: Letter, notified_at: dt.datetime | None = None) -> list[Step]:
        """From the mailroom's door to the reader (R57)."""
        texts = self.texts
        promised = texts.on_time.format(day=self.plain_day(letter.due_on))
        steps = [Step(texts.step_available, self.instant(letter.available_at))]
        if letter.on_paper:
            steps = [
                Step(texts.step_arrived, self.day(letter.arrived_on)),
                Step(texts.step_scanned, self.instant(letter.scanned_at)),
                Step(texts.step_available, self.instant(letter.available_at), promised),
            ]
        if notified_at is not None:
            steps.append(Step(texts.step_notified, self.instant(notified_at)))
        if letter.first_read_at is not None:
            steps.append(Step(texts.step_read, self.instant(letter.first_read_at)))
        if letter.handled_at is not None:
            steps.append(Step(texts.step_handled, self.instant(letter.handled_at)))
        return steps


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    letters: list[Letter]


def groupby_run(letters: Sequence[Letter], name_of: Callable[[Letter], str]) -> list[Group]:
    """Letters that follow each other and share a heading; the order stays."""
    runs = itertools.groupby(letters, name_of)
    return [Group(name, list(run)) for name, run in runs]


def lower_first(text: str) -> str:
    """As it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def swish_text(digits: str) -> str:
    """As Swish writes a company's: 123 456 78 90."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:8]} {digits[8:]}"


def euros_text(cents: int) -> str:
    """`1 250,00 EUR` with no-break spaces."""
    return amount_text(cents).removesuffix("kr") + "EUR"


def iban_text(iban: str) -> str:
    """In groups of four, as on paper."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


_WRITTEN: Final[Mapping[FieldName, Callable[[str], str]]] = {
    FieldName.AMOUNT: lambda ore: amount_text(int(ore)),
    FieldName.BANKGIRO: bankgiro_text,
    FieldName.PLUSGIRO: plusgiro_text,
    FieldName.SWISH: swish_text,
    FieldName.EUROS: lambda cents: euros_text(int(cents)),
    FieldName.IBAN: iban_text,
}
