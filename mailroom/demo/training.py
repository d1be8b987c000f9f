"""A person's practice: what was laid in, what became of it, and how well that was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailroom.demo.tray import PracticeItem
from mailroom.domain.events import Counters
from mailroom.domain.items import Item, ItemState

_SORTED = frozenset({ItemState.RELEASING, ItemState.SENDING, ItemState.DELIVERED})


@dataclass(frozen=True, slots=True)
class Score:
    """Items by how they ended; `wrong` names those that went another way than their answer.

    `sheets_missing` is how many fed sheets are in no item; `keys` are all that were pressed.
    """

    right: int
    wrong: tuple[str, ...]
    open: int
    sheets_missing: int
    keys: int

    @property
    def decided(self) -> int:
        return self.right + len(self.wrong)

    @property
    def keys_per_item(self) -> float:
        return self.keys / max(1, self.decided + self.open)

    @property
    def is_perfect(self) -> bool:
        return not self.wrong and not self.open and not self.sheets_missing


def score(
    laid: Sequence[PracticeItem], items: Mapping[str, Item], counters: Counters, *, keys: int
) -> Score:
    """Items are told by their order: the nth that was seen is the nth that was laid in."""
    right, wrong, still_open = 0, list[str](), max(0, len(laid) - len(items))
    for known, item in zip(laid, items.values(), strict=False):
        if item.state not in _SORTED:
            still_open += 1
        elif known.is_met_by(item.decision):
            right += 1
        else:
            wrong.append(known.name)
    missing = max(0, counters.sheets_fed - counters.sheets_in_items)
    return Score(right, tuple(wrong), still_open, missing, keys)
