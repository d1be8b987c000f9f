"""The sorting rules: evidence in, a decision or a doubt out."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from mailroom.domain.agreement import doubt_about_recipient
from mailroom.domain.decisions import (
    Category,
    Decision,
    Doubt,
    DoubtReason,
    PaperRoute,
    Recipient,
    Tier,
    UnscannableReason,
)
from mailroom.domain.evidence import Candidate, Evidence, MarkKind
from mailroom.domain.identification import is_offered
from mailroom.domain.kinds import Marketing, Unscannable, marketing_in, unscannable_in
from mailroom.domain.policy import Policy
from mailroom.domain.policyfile import STANDARD
from mailroom.domain.register import Standing

MACHINE: Final = "machine"
_PROPOSED: Final = 88.0
"""A name alone is proposed from this score on; a person still decides."""


def decide(
    evidence: Evidence,
    *,
    at: dt.datetime,
    register_stale: bool = False,
    policy: Policy = STANDARD,
) -> Decision | Doubt:
    """The versioned rule set over one face. Hold is the default: every certainty is positive.

    A machine's decision needs number and name of one served customer, through two readings, and
    no contradiction. "Unreadable" and "not a customer" are only ever proposed. `policy` is the
    table of kinds; it can hold more than the rules do, never less.
    """
    rules = _Rules(evidence, at, policy)
    outcome = rules.outcome()
    if register_stale and isinstance(outcome, Decision):
        return Doubt(DoubtReason.REGISTER_STALE, "r50_register_stale", outcome)
    return outcome


def route_for(
    category: Category, *, standing: Standing | None, sender_readable: bool
) -> PaperRoute:
    """What to do with the paper (R19, R21, R23, R24, R39, R40, R44, G2)."""
    back = PaperRoute.RETURN_TO_SENDER if sender_readable else PaperRoute.TO_POSTAL_OPERATOR
    match category:
        case Category.SCANNABLE:
            return PaperRoute.OPEN_AND_SCAN
        case Category.MARKETING:
            return PaperRoute.DESTROY
        case Category.UNSCANNABLE:
            return back if standing is Standing.UNPAID else PaperRoute.FORWARD
        case Category.AGREEMENT_ENDED:
            return PaperRoute.TO_POSTAL_OPERATOR
        case _:
            return back


@dataclass(frozen=True, slots=True)
class _Rules:
    evidence: Evidence
    at: dt.datetime
    policy: Policy

    def outcome(self) -> Decision | Doubt:
        marketing = marketing_in(self.evidence, self.policy)
        reason = doubt_about_recipient(self.evidence)
        unscannable = unscannable_in(self.evidence, self.policy)
        if unscannable is not None and (unscannable.sure or self._may_be_kept(marketing)):
            return self._unscannable(unscannable, reason)
        if marketing.likely:
            return self._marketing(marketing, reason)
        if reason is not None:
            return self._unsure(reason)
        return self._letter()

    def _may_be_kept(self, marketing: Marketing) -> bool:
        """A weak sign of an unscannable counts where neither advertising nor nobody is likelier."""
        return not marketing.likely and self._likely is not None

    def _letter(self) -> Decision | Doubt:
        """Everything agrees; what is left is whether it may be opened."""
        kinds = {mark.kind for mark in self.evidence.marks}
        decision = self._made(self._category(), Tier.A, "r4_number_and_name_agree")
        if MarkKind.DO_NOT_OPEN in kinds:
            return Doubt(DoubtReason.DO_NOT_OPEN, "personligt_konfidentiellt_anbud", decision)
        if MarkKind.PERSON_FIRST in kinds:
            return Doubt(DoubtReason.PERSON_FIRST, "person_before_company", decision)
        return decision

    def _category(self) -> Category:
        ended = self._best is not None and self._best.standing is Standing.ENDED
        return Category.AGREEMENT_ENDED if ended else Category.SCANNABLE

    def _unscannable(self, seen: Unscannable, doubt: DoubtReason | None) -> Decision | Doubt:
        why = seen.reason
        ended = self._category() is Category.AGREEMENT_ENDED and doubt is None
        category = Category.AGREEMENT_ENDED if ended else Category.UNSCANNABLE
        decision = self._made(category, Tier.A, f"r18_{why}", None if ended else why)
        if not seen.sure:
            return Doubt(DoubtReason.UNSCANNABLE_UNSURE, f"r18_{why}_weak", decision)
        if doubt is not None:
            return Doubt(doubt, f"r18_{why}_recipient_{doubt}", decision)
        if not seen.passes:
            return Doubt(DoubtReason.UNSCANNABLE_UNSURE, f"r18_{why}_by_a_person", decision)
        return decision

    def _marketing(self, marketing: Marketing, doubt: DoubtReason | None) -> Decision | Doubt:
        if marketing.contradicted:
            letter = self._made(self._category(), Tier.C, "r21_contradicted")
            return Doubt(DoubtReason.MARKETING_UNSURE, "r21_contradicted", letter)
        decision = self._made(Category.MARKETING, Tier.A, "r21_marketing")
        if marketing.certain and doubt is None:
            return decision
        return Doubt(DoubtReason.MARKETING_UNSURE, "r21_marketing_likely", decision)

    def _unsure(self, reason: DoubtReason) -> Doubt:
        """The recipient is not certain: propose what a person would most likely find."""
        evidence = self.evidence
        if reason is DoubtReason.NOT_IN_REGISTER and self._likely is None:
            decision = self._made(Category.NOT_A_CUSTOMER, Tier.D, "g2_not_served")
            return Doubt(reason, "r2_not_in_register", decision)
        if self._likely is None and not evidence.numbers_seen:
            decision = self._made(Category.UNREADABLE, Tier.D, "r23_unreadable")
            return Doubt(DoubtReason.UNREADABLE, "r23_nothing_legible", decision)
        if self._likely is None:
            return Doubt(reason, f"recipient_{reason}")
        twin = reason is DoubtReason.NEAR_TWIN
        tier = Tier.C if twin or reason is DoubtReason.TWO_NUMBERS else Tier.B
        decision = self._made(self._category(), tier, f"recipient_{reason}")
        return Doubt(reason, f"recipient_{reason}", decision)

    @property
    def _best(self) -> Candidate | None:
        return self.evidence.candidates[0] if self.evidence.candidates else None

    @property
    def _likely(self) -> Candidate | None:
        """The candidate that is good enough to be proposed."""
        best = self._best
        if best is None:
            return None
        return best if best.name_score >= _PROPOSED or is_offered(best) else None

    def _made(
        self, category: Category, tier: Tier, rule: str, reason: UnscannableReason | None = None
    ) -> Decision:
        best = self._likely if category is not Category.UNREADABLE else None
        sender = self.evidence.sender
        known = best is not None and category is not Category.NOT_A_CUSTOMER
        return Decision(
            category=category,
            tier=tier,
            route=route_for(
                category,
                standing=best.standing if best else None,
                sender_readable=sender is not None and sender.readable,
            ),
            rule=rule,
            decided_by=MACHINE,
            decided_at=self.at,
            recipient=Recipient(best.number, best.name) if best and known else None,
            reason=reason,
            policy_version=self.policy.name,
        )
