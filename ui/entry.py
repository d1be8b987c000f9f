"""A number or name while it is typed: every digit judged at once."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from mailroom.domain import ids
from mailroom.domain.ids import Flaw
from mailroom.domain.register import Customer, Standing

DIGITS: Final = 10
_THIRD: Final = 3
_LONGEST_NAME: Final = 40
SERVED: Final = frozenset({Standing.ACTIVE, Standing.NOTICE, Standing.UNPAID})


class Cell(StrEnum):
    """How one digit's place looks."""

    EMPTY = "empty"
    NEXT = "next"
    TYPED = "typed"
    WRONG = "wrong"
    RIGHT = "right"


class Confirm(StrEnum):
    """Why a well-formed number wants Enter."""

    NOT_A_CUSTOMER = "not_a_customer"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Entry:
    """`suggestions` come from the register; `chosen` is the marked one, None while typing.

    `confirm` is set when the number is well formed but no served customer has it. `first` is
    what was typed before, hidden, when the number must be typed twice; `differed` says that the
    two did not agree.
    """

    text: str = ""
    suggestions: tuple[Customer, ...] = ()
    chosen: int | None = None
    confirm: Confirm | None = None
    first: str | None = None
    differed: bool = False

    @property
    def is_number(self) -> bool:
        return ids.is_digits(self.text)

    @property
    def is_full(self) -> bool:
        return self.is_number and len(self.text) == DIGITS

    @property
    def picked(self) -> Customer | None:
        return None if self.chosen is None else self.suggestions[self.chosen]

    def typed(self, character: str) -> "Entry":
        """With one more character; a full number and a foreign character change nothing."""
        longest = DIGITS if not self.text or self.is_number else _LONGEST_NAME
        begins_name = (self.is_number or self.first) and not ids.is_digits(character)
        if begins_name or len(self.text) >= longest:
            return self
        return self._reading(self.text + character)

    def _reading(self, text: str) -> "Entry":
        return Entry(text, self.suggestions, first=self.first, differed=self.differed)

    def once_more(self) -> "Entry":
        """Empty again: the same number has to come twice in a row."""
        return Entry(first=self.text, differed=self.first is not None)

    def to_confirm(self, *, known: bool) -> "Entry":
        return replace(self, confirm=Confirm.ENDED if known else Confirm.NOT_A_CUSTOMER)

    def shortened(self) -> "Entry":
        return self._reading(self.text[:-1])

    def moved(self, step: int) -> "Entry":
        """The mark moves among the suggestions, round the ends."""
        if not self.suggestions:
            return self
        before = self.chosen if self.chosen is not None else (-1 if step > 0 else 0)
        return replace(self, chosen=(before + step) % len(self.suggestions))

    def suggested(self, customers: tuple[Customer, ...]) -> "Entry":
        kept = self.chosen if self.chosen is not None and self.chosen < len(customers) else None
        return replace(self, suggestions=customers, chosen=kept)


def flaw_of(text: str) -> Flaw | None:
    """What is already wrong with these first digits; None while they may still become right."""
    if text[:1] in {"0", "4"}:
        return Flaw.GROUP
    if len(text) >= _THIRD and text[2] < "2":
        return Flaw.THIRD_DIGIT
    if len(text) == DIGITS and not ids.luhn_ok(text):
        return Flaw.CHECK_DIGIT
    return None


def cells(entry: Entry) -> tuple[Cell, ...]:
    """The ten places, left to right."""
    flaw = flaw_of(entry.text)
    wrong = {Flaw.GROUP: 0, Flaw.THIRD_DIGIT: 2, Flaw.CHECK_DIGIT: 9}.get(flaw) if flaw else None
    return tuple(_cell(entry, place, wrong=wrong) for place in range(DIGITS))


def _cell(entry: Entry, place: int, *, wrong: int | None) -> Cell:
    if place == wrong:
        return Cell.WRONG
    if place < len(entry.text):
        return Cell.RIGHT if entry.is_full and wrong is None else Cell.TYPED
    return Cell.NEXT if place == len(entry.text) else Cell.EMPTY
