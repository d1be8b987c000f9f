"""A person's word about an item: every decision made here carries the user's name."""

import datetime as dt
from dataclasses import dataclass, replace

from mailroom.domain.decisions import (
    Category,
    Decision,
    PaperRoute,
    Recipient,
    Tier,
    UnscannableReason,
)
from mailroom.domain.errors import CommandRefused
from mailroom.domain.items import Item, ItemState
from mailroom.domain.policy import Policy
from mailroom.domain.register import Customer, Standing
from mailroom.domain.sorting import route_for

_OPEN_TO_A_PERSON = frozenset({ItemState.DOUBTFUL, ItemState.REFUSED})
_OPEN_TO_A_CHANGE = _OPEN_TO_A_PERSON | {ItemState.OPENING, ItemState.HELD}
_SHUT = frozenset({Category.UNSCANNABLE, Category.MARKETING})


@dataclass(frozen=True, slots=True)
class Judge:
    """One signed-in user at one moment. Every method raises CommandRefused."""

    user: str
    now: dt.datetime

    def accept(self, item: Item) -> Decision:
        """Take the doubt's proposal as one's own."""
        if item.state not in _OPEN_TO_A_PERSON or item.doubt is None or item.doubt.proposal is None:
            raise CommandRefused("nothing is proposed")
        return replace(item.doubt.proposal, decided_by=self.user, decided_at=self.now)

    def for_customer(self, item: Item, customer: Customer, rule: str) -> Decision:
        """The customer is the recipient; the kind of item that was already seen stands."""
        if item.state not in _OPEN_TO_A_PERSON:
            raise CommandRefused(f"item is {item.state}")
        before = _before(item)
        category = before.category if before and before.category in _SHUT else Category.SCANNABLE
        if customer.standing is Standing.ENDED:
            category = Category.AGREEMENT_ENDED
        return Decision(
            category=category,
            tier=Tier.B,
            route=_route(category, item, customer.standing),
            rule=rule,
            decided_by=self.user,
            decided_at=self.now,
            recipient=Recipient(customer.number, customer.name),
            reason=before.reason if before and category is Category.UNSCANNABLE else None,
        )

    def change_category(
        self, item: Item, category: Category, reason: UnscannableReason | None, note: str
    ) -> Decision:
        """Another way for the paper. The reason is part of an unscannable decision (R18)."""
        if item.state not in _OPEN_TO_A_CHANGE:
            raise CommandRefused(f"item is {item.state}")
        if category is Category.UNSCANNABLE and reason is None:
            raise CommandRefused("reason is missing")
        before = _before(item)
        recipient = before.recipient if before else None
        if category is Category.SCANNABLE and recipient is None:
            raise CommandRefused("recipient is missing")
        known = category not in (Category.UNREADABLE, Category.NOT_A_CUSTOMER)
        return Decision(
            category=category,
            tier=Tier.B,
            route=_route(category, item, None),
            rule="person_changed_category",
            decided_by=self.user,
            decided_at=self.now,
            recipient=recipient if known else None,
            reason=reason if category is Category.UNSCANNABLE else None,
            note=note,
        )


def by_row(decision: Decision, code: str, policy: Policy) -> Decision:
    """The table's row that was chosen is the rule; one that it does not have counts as none."""
    row = policy.row(code)
    if row is None or (row.category, row.reason) != (decision.category, decision.reason):
        return decision
    return replace(decision, rule=f"row_{row.code}", policy_version=policy.name)


def _route(category: Category, item: Item, standing: Standing | None) -> PaperRoute:
    sender = item.evidence.sender if item.evidence else None
    readable = sender is not None and sender.readable
    return route_for(category, standing=standing, sender_readable=readable)


def _before(item: Item) -> Decision | None:
    """What was decided or proposed so far."""
    proposal = item.doubt.proposal if item.doubt else None
    return item.decision or proposal
