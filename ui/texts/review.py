"""What the review's screen says."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.review import Escalation, Stage, Step
from ui.texts.phrase import Phrase

WAITING: Final = Phrase("Väntar", "Waiting")
WAITING_NOTE: Final = Phrase("som du kan ta nu", "that you can take now")
DUE: Final = Phrase("Ska ut i dag", "Due today")
DUE_NOTE: Final = Phrase("de tas först", "they are taken first")
OVERDUE: Final = Phrase("Försenade", "Overdue")
OVERDUE_NONE: Final = Phrase("ingen har passerat sin dag", "none is past its day")
OVERDUE_SOME: Final = Phrase("har passerat sin dag", "are past their day")
SUPERVISOR: Final = Phrase("Hos arbetsledaren", "With the supervisor")
SUPERVISOR_NOTE: Final = Phrase("avgörs bara där", "decided only there")

QUEUE: Final = Phrase("Kön över alla stationer", "The queue over all stations")
NOTHING: Final = Phrase("Inget väntar på en människa.", "Nothing waits for a person.")
NOTHING_MORE: Final = Phrase(
    "Försändelser som ett bord tvekar om kommer hit efter en stund. De kan hela tiden avgöras "
    "där papperet ligger.",
    "Items that a desk is unsure of come here after a while. They can always be decided where "
    "the paper lies.",
)
MORE: Final = Phrase("och {count} till", "and {count} more")
LINE: Final = Phrase("{station}, ska ut {day}", "{station}, due {day}")
HOLDER: Final = Phrase("{name} har den", "{name} has it")
STAGES: Final[Mapping[Stage, Phrase]] = {
    Stage.WAITING: Phrase("väntar", "waiting"),
    Stage.CLAIMED: Phrase("tagen", "taken"),
    Stage.LATER: Phrase("senare", "later"),
    Stage.SECOND: Phrase("behöver en till", "needs one more"),
    Stage.SUPERVISOR: Phrase("arbetsledare", "supervisor"),
    Stage.SENT: Phrase("avgjord, på väg", "decided, on its way"),
}
OVERTAKEN: Final = Phrase(
    "Bordet hann före eller kunde inte följa beslutet: {items}. Det gäller som står där.",
    "The desk was first or could not follow the decision: {items}. What stands there applies.",
)

ADDRESS: Final = Phrase("Adressen", "The address")
ENVELOPE: Final = Phrase("Kuvertet", "The envelope")
SIDE: Final = Phrase("Kuvertet, sida {place} av {count}", "The envelope, side {place} of {count}")
BROKEN: Final = Phrase(
    "Bilden går inte att visa. Be om en ny med F3.",
    "The picture cannot be shown. Ask for a new one with F3.",
)
FROM: Final = Phrase("{scan_id}, {station}, ska ut {day}", "{scan_id}, {station}, due {day}")
SECOND_NOTE: Final = Phrase(
    "En kollega har redan avgjort den. Välj eller skriv själv, utan förslag.",
    "A colleague has decided it already. Choose or type yourself, without a proposal.",
)
CANDIDATES: Final = Phrase("Vem är det till?", "Who is it for?")
NOBODY: Final = Phrase(
    "Ingen kund liknar det som står. Skriv numret eller namnet.",
    "No customer resembles what it says. Type the number or the name.",
)
BLIND: Final = Phrase(
    "Brevet är redan levererat. Svaret jämförs med mottagaren; det visas inte här.",
    "The letter is delivered already. Your answer is compared with its recipient, unseen.",
)
EVIDENCE: Final = Phrase(
    "Nummer: {number}. Namn: {score} av 100.", "Number: {number}. Name: {score} of 100."
)
NUMBER_READ: Final = Phrase("läst {count} gånger", "read {count} times")
NUMBER_REPAIRED: Final = Phrase("läst efter rättning", "read after repair")
NUMBER_NOT_READ: Final = Phrase("inte läst", "not read")
PROPOSAL: Final = Phrase("Förslaget: {what}", "The proposal: {what}")

ESCALATE: Final = Phrase("Till arbetsledaren. Varför?", "To the supervisor. Why?")
ESCALATIONS: Final[Mapping[Escalation, Phrase]] = {
    Escalation.RECIPIENT: Phrase("Mottagaren är osäker", "The recipient is unsure"),
    Escalation.RULE: Phrase("Regeln är oklar", "The rule is unclear"),
    Escalation.SENSITIVE: Phrase("Kan vara känslig", "May be sensitive"),
    Escalation.DIFFERED: Phrase("Två har sagt olika", "Two people differ"),
}

STEPS: Final[Mapping[Step, Phrase]] = {
    Step.SENT: Phrase("Sänt till bordet som har papperet.", "Sent to the desk that has the paper."),
    Step.SECOND: Phrase(
        "En kollega avgör den också, utan att se ditt svar.",
        "A colleague decides it too, without seeing your answer.",
    ),
    Step.SUPERVISOR: Phrase(
        "Ni svarade olika. Arbetsledaren avgör.", "You two differ. The supervisor decides."
    ),
}
REFUSED: Final[Mapping[str, Phrase]] = {
    "40950": Phrase(
        "Någon annan har den. Ta nästa med mellanslag.",
        "Somebody else has it. Take the next one with Space.",
    ),
    "40951": Phrase(
        "Den avgjordes vid sitt bord eller har ändrats. Ingenting mer behövs.",
        "It was decided at its desk or has changed. Nothing more is needed.",
    ),
    "40303": Phrase(
        "Du har redan sagt ditt. Nu behövs en kollega.",
        "You have said yours. A colleague is needed now.",
    ),
    "40302": Phrase("Bara en arbetsledare avgör den.", "Only a supervisor decides it."),
    "40901": Phrase(
        "Numret finns inte i registret. Kontrollera siffrorna.",
        "The number is not in the register. Check the digits.",
    ),
    "40400": Phrase("Den finns inte längre i kön.", "It is no longer in the queue."),
}
"""By the central system's own number for it."""
NOT_SENT: Final = Phrase(
    "Svaret kom inte fram. Säg det igen; det räknas en gång.",
    "The answer did not arrive. Say it again; it counts once.",
)

TAKE_NEXT: Final = Phrase("Ta nästa", "Take the next")
TAKE_CHOSEN: Final = Phrase("Ta den valda", "Take the chosen one")
ACCEPT: Final = Phrase("Godta", "Accept")
KIND: Final = Phrase("Inte till skanning", "Not to be scanned")
LATER: Final = Phrase("Senare", "Later")
UP: Final = Phrase("Arbetsledare", "Supervisor")
RESCAN: Final = Phrase("Ny bild", "New picture")
WHOLE: Final = Phrase("Hela kuvertet", "Whole envelope")
