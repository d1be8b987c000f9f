"""Decision: evidence becomes a way to go, or a doubt that waits for a person."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from mailroom.domain.decisions import Category, Decision, Doubt, DoubtReason
from mailroom.domain.items import Item, ItemState
from mailroom.pipeline.ports import Decider


@dataclass(frozen=True, slots=True)
class Sorting:
    """READ -> OPENING | RELEASING | DOUBTFUL. `delay` is the release delay."""

    decide: Decider
    delay: dt.timedelta
    now: Callable[[], dt.datetime]

    def __call__(self, item: Item) -> Item:
        assert item.evidence is not None  # noqa: S101  READ means that evidence is stored
        outcome = self.decide(item.evidence)
        if isinstance(outcome, Doubt):
            return replace(item, state=ItemState.DOUBTFUL, doubt=outcome)
        return self.follow(item, outcome)

    def follow(self, item: Item, decision: Decision) -> Item:
        """The item on the way that the decision says; also for a person's decision."""
        if decision.category is Category.SCANNABLE:
            return replace(item, state=ItemState.OPENING, decision=decision, doubt=None)
        if item.contents and decision.decided_by == "machine":
            doubt = Doubt(DoubtReason.OPENED_UNDECIDED, "opened_undecided", proposal=decision)
            return replace(item, state=ItemState.DOUBTFUL, doubt=doubt)
        return replace(
            item,
            state=ItemState.RELEASING,
            decision=decision,
            doubt=None,
            hold=None,
            closed=True,
            release_at=self.now() + self.delay,
        )
