"""Why an act of the review came to nothing, in a sentence."""

from mailroom.domain.errors import BackendRefused, BackendUnreachable
from ui.texts import review as words
from ui.texts.machine import REFUSALS
from ui.texts.phrase import Sayer


def refusal_said(refusal: tuple[str, str], say: Sayer) -> str:
    """`refusal` is a situation and its detail; empty for none."""
    situation, detail = refusal
    if not situation:
        return ""
    if situation == BackendUnreachable.code:
        return say(words.NOT_SENT)
    if situation == BackendRefused.code and detail in words.REFUSED:
        return say(words.REFUSED[detail])
    return say(REFUSALS.get(situation, REFUSALS["mailroom"]))
