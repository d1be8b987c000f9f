"""What the screen of recalled letters says."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.recalling import RecallReason, Settlement
from ui.recalling import Did, Step
from ui.texts.phrase import Phrase

NAME: Final = Phrase("Återkalla", "Recall")
ASKS: Final[Mapping[Step, Phrase]] = {
    Step.LABEL: Phrase(
        "Skanna eller skriv id på brevet som ska tas ur sin brevlåda",
        "Scan or write the id of the letter to be taken out of its mailbox",
    ),
    Step.WHY: Phrase("Varför återkallas {label}?", "Why is {label} recalled?"),
    Step.HOW: Phrase("Hur slutade det med {case}?", "How did {case} end?"),
    Step.WHOSE: Phrase(
        "Vems är {case}? Skriv numret som står på papperet",
        "Whose is {case}? Type the number that stands on the paper",
    ),
}
WHYS: Final[Mapping[RecallReason, Phrase]] = {
    RecallReason.WRONG_RECIPIENT: Phrase("Fel mottagare", "Wrong recipient"),
    RecallReason.WRONG_PAGES: Phrase(
        "Sidor saknas eller hör till ett annat brev", "Pages are missing or another letter's"
    ),
    RecallReason.DOUBTED: Phrase(
        "Ska utredas innan någon läser mer", "To be looked into before anybody reads on"
    ),
}
HOWS: Final[Mapping[Settlement, Phrase]] = {
    Settlement.RELEASED: Phrase(
        "Det var rätt: tillbaka i samma brevlåda", "It was right: back into the same mailbox"
    ),
    Settlement.REPORTED: Phrase(
        "Fel: anmält, och berörda är underrättade", "Wrong: reported, and those concerned told"
    ),
    Settlement.NO_RISK: Phrase(
        "Fel: utrett, ingen risk, anmäls inte", "Wrong: looked into, no risk, not reported"
    ),
}
TITLE: Final = Phrase("Återkallade brev att avgöra", "Recalled letters to settle")
NONE: Final = Phrase("Inget brev väntar på avgörande.", "No letter waits to be settled.")
READ: Final = Phrase("läst sedan {time}", "read since {time}")
UNREAD: Final = Phrase("aldrig läst", "never read")
BY: Final = Phrase("anmäls senast {by}", "to be reported by {by}")
WAS_AT: Final = Phrase("var hos {customer}", "was at {customer}")
TOLD_BY: Final = Phrase("Återkallat av {by}, {time}", "Recalled by {by}, {time}")
REPORT_BY: Final = Phrase(
    "En personuppgiftsincident anmäls inom 72 timmar, senast {by}.",
    "A personal data breach is reported within 72 hours, by {by}.",
)
OTHER_PERSON: Final = Phrase(
    "F3 avgör det. Det gör en annan arbetsledare än den som återkallade.",
    "F3 settles it. Another supervisor does that than who recalled it.",
)
PAPER: Final = Phrase(
    "Papperet är sorteringens igen. Ta det ur sin låda.",
    "Its paper is the desk's again. Take it out of its box.",
)
PROPOSED_BY: Final = Phrase(
    "{by} har sagt vems det är. F4: en annan arbetsledare läser papperet och säger det också.",
    "{by} has said whose it is. F4: another supervisor reads the paper and says it too.",
)
MOVED_TO: Final = Phrase(
    "Det ligger nu i brevlådan hos {customer}. Kvar är om felet ska anmälas.",
    "It is in the mailbox of {customer} now. Whether the breach is reported is left.",
)
TO_MOVE: Final = Phrase(
    "F4 ger det till rätt bolag. Två arbetsledare läser papperet och skriver samma nummer.",
    "F4 gives it to the right company. Two supervisors read the paper and type the same number.",
)
WHOSE_NOTE: Final = Phrase(
    "Skriv de tio siffrorna. När namnet syns sänder Enter.",
    "Type the ten digits. When the name is seen, Enter sends it.",
)
HINT_MOVE: Final = Phrase("Till rätt bolag", "To the right company")
CASE: Final = Phrase("Ärendet", "The case")
HINT_SETTLE: Final = Phrase("Avgör", "Settle")
SAID: Final[Mapping[Did, Phrase]] = {
    Did.READY: Phrase("Redo", "Ready"),
    Did.ASKING: Phrase("Frågar centralen …", "Asking the central system …"),
    Did.RECALLED: Phrase(
        "{about} är ur brevlådan. Ta papperet ur sin låda.",
        "{about} is out of the mailbox. Take its paper out of its box.",
    ),
    Did.RELEASED: Phrase(
        "{about} är tillbaka i brevlådan. Arkivera papperet igen.",
        "{about} is back in the mailbox. File its paper again.",
    ),
    Did.SETTLED: Phrase("{about} är avgjort.", "{about} is settled."),
    Did.PROPOSED: Phrase(
        "Noterat. En annan arbetsledare läser {about} och skriver numret också.",
        "Noted. Another supervisor reads {about} and types the number too.",
    ),
    Did.MOVED: Phrase(
        "{about} är levererat till rätt bolag. Arkivera papperet igen.",
        "{about} is delivered to the right company. File its paper again.",
    ),
    Did.DIFFERED: Phrase(
        "Ni skrev olika nummer för {about}. Läs papperet båda två och börja om.",
        "You two typed different numbers for {about}. Both read its paper, and begin again.",
    ),
    Did.NOT_A_NUMBER: Phrase(
        "Det är ingen kunds nummer. Kontrollera siffrorna mot papperet.",
        "That is no customer's number. Check the digits against the paper.",
    ),
    Did.NOT_A_LABEL: Phrase(
        "Det är inget brevs id. Skanna etiketten på brevet.",
        "That is no letter's id. Scan the label on the letter.",
    ),
}
REFUSED: Final[Mapping[str, Phrase]] = {
    "40400": Phrase("Det brevet ligger inte i någon brevlåda.", "That letter is in no mailbox."),
    "40930": Phrase(
        "Det går inte: brevet är redan utrett, eller så är papperet på väg ut.",
        "Not possible: the letter was looked into before, or its paper is on its way out.",
    ),
    "40901": Phrase(
        "Numret finns inte i centralens register.", "The number is not in the central register."
    ),
    "40902": Phrase(
        "Bolaget hade inget avtal den dag brevet kom. Papperet går tillbaka.",
        "The company had no agreement on the day the letter came. Its paper goes back.",
    ),
    "40910": Phrase(
        "Det är den brevlåda som brevet togs ur.", "That is the mailbox it was taken out of."
    ),
    "40303": Phrase(
        "Du återkallade det själv. En annan arbetsledare avgör det.",
        "You recalled it yourself. Another supervisor settles it.",
    ),
}
"""By the backend's own number."""
