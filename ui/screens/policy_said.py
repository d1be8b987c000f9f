"""Why a change of the sorting table came to nothing, in a sentence."""

from mailroom.domain.errors import BackendRefused, NotAllowed
from mailroom.domain.policyversions import ConfirmPolicy
from ui.policy import Rules
from ui.texts import policy as words
from ui.texts.machine import REFUSALS
from ui.texts.phrase import Sayer


def refusal_said(work: Rules, say: Sayer) -> str:
    """Empty for none."""
    if work.flaw is not None:
        return say(words.FLAWS[work.flaw])
    situation, detail = work.refusal
    if not situation:
        return ""
    if situation == NotAllowed.code:
        second = isinstance(work.refused, ConfirmPolicy)
        return say(words.SECOND if second else words.SUPERVISOR)
    if situation == BackendRefused.code and detail in words.REFUSED:
        return say(words.REFUSED[detail])
    return say(REFUSALS.get(situation, REFUSALS["mailroom"]))
