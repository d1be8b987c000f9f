"""What the screen of letters kept back says."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.keepingback import KeepEnd, KeepReason
from ui.keeping import Did, Step
from ui.texts.phrase import Phrase

NAME: Final = Phrase("Håll inne", "Keep back")
ASKS: Final[Mapping[Step, Phrase]] = {
    Step.WHICH: Phrase(
        "Skanna eller skriv ett brevs id, eller en stations namn",
        "Scan or write a letter's id, or a station's name",
    ),
    Step.SINCE: Phrase(
        "{about}: skannat från vilken tid i dag? Enter utan tid är från och med nu",
        "{about}: scanned since what time today? Enter without a time is from now on",
    ),
    Step.WHY: Phrase("Varför hålls {about} inne?", "Why is {about} kept back?"),
    Step.HOW: Phrase("Hur slutar det för {about}?", "How does it end for {about}?"),
}
WHYS: Final[Mapping[KeepReason, Phrase]] = {
    KeepReason.RECIPIENTS: Phrase("Mottagarna är osäkra", "The recipients are in doubt"),
    KeepReason.PAGES: Phrase("Sidor eller bilder ser fel ut", "Pages or pictures look wrong"),
    KeepReason.ASKED: Phrase(
        "Avsändaren eller bolaget har bett om det", "The sender or the company has asked for it"
    ),
}
HOWS: Final[Mapping[KeepEnd, Phrase]] = {
    KeepEnd.RELEASED: Phrase("Släpp: till sina brevlådor nu", "Release: into their mailboxes now"),
    KeepEnd.WITHDRAWN: Phrase(
        "Dra tillbaka: till Återkalla, papperet till sorteringen",
        "Withdraw: to Recall, the paper to the desk",
    ),
}
TITLE: Final = Phrase("Hålls inne", "Kept back")
NONE: Final = Phrase("Inget brev hålls inne.", "No letter is kept back.")
LETTERS: Final = Phrase("{count} brev", "{count} letters")
FROM: Final = Phrase("{station} från {time}", "{station} since {time}")
BY: Final = Phrase("Sagt av {by}, {time}", "Said by {by}, {time}")
WAITING: Final = Phrase(
    "{count} brev väntar. Ingen ser dem, och deras dag att levereras ändras inte.",
    "{count} letters wait. Nobody sees them, and the day they are due does not change.",
)
NOT_YET: Final = Phrase(
    "Brevet har inte kommit än. Det hålls inne när det kommer.",
    "The letter has not come yet. It is kept back when it comes.",
)
DELIVERED: Final = Phrase(
    "{count} låg redan i sina brevlådor. De återkallas ett och ett med F8.",
    "{count} were in their mailboxes already. They are recalled one by one with F8.",
)
TO_END: Final = Phrase(
    "F3 släpper dem till sina brevlådor eller drar tillbaka dem.",
    "F3 releases them into their mailboxes, or withdraws them.",
)
HINT_END: Final = Phrase("Avsluta", "End it")
ORDER: Final = Phrase("Beslutet", "The order")
STATIONS: Final = Phrase("Stationer: {names}", "Stations: {names}")
SAID: Final[Mapping[Did, Phrase]] = {
    Did.READY: Phrase("Redo", "Ready"),
    Did.ASKING: Phrase("Frågar centralen …", "Asking the central system …"),
    Did.KEPT: Phrase("{about} hålls inne.", "{about} is kept back."),
    Did.RELEASED: Phrase(
        "{about}: släppt. Breven ligger i sina brevlådor.",
        "{about}: released. The letters are in their mailboxes.",
    ),
    Did.WITHDRAWN: Phrase(
        "{about}: draget tillbaka. Breven väntar under Återkalla (F8).",
        "{about}: withdrawn. The letters wait under Recall (F8).",
    ),
    Did.UNKNOWN: Phrase(
        "{about} är varken ett brevs id eller en station.",
        "{about} is neither a letter's id nor a station.",
    ),
    Did.NOT_A_TIME: Phrase(
        "Skriv tiden med fyra siffror, tidigare i dag.",
        "Write the time in four digits, earlier today.",
    ),
}
REFUSED: Final[Mapping[str, Phrase]] = {
    "40930": Phrase(
        "Brevet har redan kommit. Återkalla det med F8.",
        "The letter has come already. Recall it with F8.",
    ),
    "40400": Phrase("Det beslutet gäller inte längre.", "That order is no longer in force."),
}
"""By the backend's own number."""
