"""Why the central system said no, where a screen has nothing better to say of it."""

from collections.abc import Mapping
from typing import Final

from ui.texts.machine import REFUSALS
from ui.texts.phrase import Phrase, Sayer

NO_ANSWER: Final = Phrase(
    "Centralen svarar inte, inget är gjort. Försök igen när den svarar.",
    "The central system does not answer, nothing is done. Try again when it does.",
)
SUPERVISOR: Final = Phrase(
    "Det gör bara en arbetsledare. Inget är gjort.", "Only a supervisor does that. Nothing is done."
)
SAME_PERSON: Final = Phrase(
    "Det ska en annan person än du göra. Inget är gjort.",
    "Somebody else than you must do that. Nothing is done.",
)
NOT_SIGNED: Final = Phrase(
    "Namnet eller lösenordet stämmer inte. Inget är gjort.",
    "The name or the password is wrong. Nothing is done.",
)
UNKNOWN_LABEL: Final = Phrase(
    "Inget brev har den etiketten. Skanna den igen.",
    "No letter has that label. Scan it again.",
)
REFUSED: Final = Phrase(
    "Centralen nekade det. Inget är gjort. Se på listan igen.",
    "The central system refused it. Nothing is done. Look at the list again.",
)
_COMMON: Final[Mapping[str, Phrase]] = {
    "backend_unreachable": NO_ANSWER,
    "not_allowed": REFUSALS["not_allowed"],
    "room_closed": REFUSALS["room_closed"],
    "40302": SUPERVISOR,
    "40303": SAME_PERSON,
    "40103": NOT_SIGNED,
    "40933": UNKNOWN_LABEL,
}


def refusal_said(refusal: str, own: Mapping[str, Phrase], say: Sayer) -> str:
    """`refusal` is the backend's number or a situation; `own` goes before what is said of all."""
    return say(own.get(refusal, _COMMON.get(refusal, REFUSED)))
