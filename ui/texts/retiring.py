"""What the screen of retention and destruction says."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.dispatch import DestructionReason, DestructionState
from mailroom.domain.retiring import HoldReason, LiftReason
from ui.retiring import Did, Step
from ui.texts.phrase import Phrase

NAME: Final = Phrase("Gallra", "Destroy")
ASKS: Final[Mapping[Step, Phrase]] = {
    Step.LABEL: Phrase("Skanna det du lägger på vagnen", "Scan what you lay on the cart"),
    Step.HOLD: Phrase("Varför ska {scan_id} sparas?", "Why must {scan_id} be kept?"),
    Step.LIFT: Phrase("Varför hävs spärren på {scan_id}?", "Why is the hold on {scan_id} lifted?"),
    Step.WITNESS: Phrase(
        "Den andra personen skriver sitt användarnamn",
        "The second person writes their user name",
    ),
    Step.SECRET: Phrase(
        "{witness} skriver sitt lösenord, två intygar att allt är förstört",
        "{witness} writes their password, two certify that all of it is destroyed",
    ),
    Step.CANCEL: Phrase(
        "Ska gallring {number} avbrytas? Enter avbryter den",
        "Is destruction {number} to be called off? Enter calls it off",
    ),
}
REASONS: Final[Mapping[DestructionReason, Phrase]] = {
    DestructionReason.RETENTION: Phrase("Förvaringstiden är slut", "Past their years"),
    DestructionReason.MARKETING: Phrase("Reklam", "Advertising"),
    DestructionReason.AGREEMENT_ENDED: Phrase("Avtalet har upphört", "The agreement has ended"),
}
NOTE: Final = Phrase(
    "{free} kan gallras, {held} är spärrade", "{free} may be destroyed, {held} are on hold"
)
NOTE_NONE: Final = Phrase(
    "Inget väntar på att gallras av det skälet.", "Nothing waits to be destroyed for that reason."
)
NOT_FILED: Final = Phrase("inte i någon låda", "in no box")
PLACE: Final = Phrase("{box}, plats {position}", "{box}, position {position}")
OVER: Final = Phrase("tiden gick ut {until}", "its time ended {until}")
ARRIVED: Final = Phrase("kom {arrived}", "came {arrived}")
HELD: Final = Phrase("Spärrat: {why}", "On hold: {why}")
HOLDS: Final[Mapping[HoldReason, Phrase]] = {
    HoldReason.DISPUTE: Phrase("tvist", "dispute"),
    HoldReason.AUTHORITY: Phrase("en myndighet har begärt det", "an authority has asked for it"),
    HoldReason.AUDIT: Phrase("revision pågår", "an audit is going on"),
    HoldReason.CUSTOMER: Phrase("kunden har begärt det", "the customer has asked for it"),
}
LIFTS: Final[Mapping[LiftReason, Phrase]] = {
    LiftReason.SETTLED: Phrase("ärendet är avgjort", "the matter is settled"),
    LiftReason.WITHDRAWN: Phrase("begäran är återtagen", "the request was withdrawn"),
    LiftReason.MISTAKEN: Phrase("spärren sattes av misstag", "the hold was a mistake"),
}
GOING: Final = Phrase("Gallring på gång", "Destruction going on")
GOING_OF: Final = Phrase("Gallring på gång, {at} av {of}", "Destruction going on, {at} of {of}")
NONE: Final = Phrase(
    "Ingen gallring är på gång. F3 föreslår allt i listan som inte är spärrat.",
    "No destruction is going on. F3 proposes everything in the list that is not on hold.",
)
HEADING: Final = Phrase("Gallring {number}: {state}", "Destruction {number}: {state}")
STATES: Final[Mapping[DestructionState, Phrase]] = {
    DestructionState.PROPOSED: Phrase("föreslagen", "proposed"),
    DestructionState.APPROVED: Phrase("godkänd", "approved"),
    DestructionState.CARRIED_OUT: Phrase("utförd", "carried out"),
    DestructionState.CANCELLED: Phrase("avbruten", "called off"),
}
PROPOSED_BY: Final = Phrase("{reason}, föreslagen av {by}", "{reason}, proposed by {by}")
TO_APPROVE: Final = Phrase(
    "En annan person, en arbetsledare, godkänner den med F5.",
    "Another person, a supervisor, approves it with F5.",
)
APPROVED_BY: Final = Phrase("Godkänd av {by}", "Approved by {by}")
NOT_BEFORE: Final = Phrase("Tidigast {day}", "Not before {day}")
PICKED_OF: Final = Phrase("{picked} av {all} på vagnen", "{picked} of {all} on the cart")
TO_SIGN: Final = Phrase(
    "Allt är på vagnen. F5 när det är förstört: två skriver under.",
    "All is on the cart. F5 when it is destroyed: two sign.",
)
SHELF: Final = Phrase("hylla {shelf}", "shelf {shelf}")
HINTS: Final[Mapping[str, Phrase]] = {
    "F2": Phrase("Skäl", "Reason"),
    "F3": Phrase("Föreslå", "Propose"),
    "F4": Phrase("Spärr", "Hold"),
    "F5": Phrase("Skriv under", "Sign"),
    "F8": Phrase("Avbryt", "Call off"),
}
SAID: Final[Mapping[Did, Phrase]] = {
    Did.READY: Phrase("Redo", "Ready"),
    Did.ASKING: Phrase("Frågar centralen …", "Asking the central system …"),
    Did.HELD: Phrase(
        "{about} är spärrat och gallras inte.", "{about} is on hold and is not destroyed."
    ),
    Did.LIFTED: Phrase("Spärren på {about} är hävd.", "The hold on {about} is lifted."),
    Did.PROPOSED: Phrase(
        "{about} föreslagna. En arbetsledare, en annan än du, godkänner.",
        "{about} proposed. A supervisor, somebody else than you, approves.",
    ),
    Did.APPROVED: Phrase(
        "Gallring {about} är godkänd. Plocka i ordningen till höger.",
        "Destruction {about} is approved. Pick in the order beside.",
    ),
    Did.PICKED: Phrase("{about} ligger på vagnen.", "{about} is on the cart."),
    Did.CARRIED_OUT: Phrase(
        "Gallring {about} är underskriven. Protokollet öppnas för utskrift.",
        "Destruction {about} is signed. Its protocol opens to be printed.",
    ),
    Did.CANCELLED: Phrase(
        "Gallring {about} är avbruten. Lägg tillbaka det som ligger på vagnen.",
        "Destruction {about} is called off. Put back what lies on the cart.",
    ),
    Did.NOTHING: Phrase("Det finns inget sådant att göra här.", "There is nothing to do here."),
    Did.NONE_GOING: Phrase("Ingen gallring är på gång.", "No destruction is going on."),
    Did.LEFT: Phrase(
        "{about} saknas på vagnen. Skanna dem först, eller avbryt gallringen.",
        "{about} are not on the cart. Scan them first, or call it off.",
    ),
    Did.NOT_APPROVED: Phrase(
        "{about} är föreslaget men inte godkänt. Lägg tillbaka det.",
        "{about} is proposed but not approved. Put it back.",
    ),
    Did.NOT_AMONG: Phrase(
        "{about} ska inte gallras. Lägg tillbaka det.",
        "{about} is not to be destroyed. Put it back.",
    ),
}
REFUSED: Final[Mapping[str, Phrase]] = {
    "40935": Phrase(
        "Något av det är spärrat av juridiska skäl. Lägg tillbaka det.",
        "One of them is on legal hold. Put it back.",
    ),
    "40945": Phrase(
        "Dagen är inte inne än. Förvara vagnen låst så länge.",
        "Its day has not come. Keep the cart locked until then.",
    ),
}
"""By the backend's own number."""
