"""What the close of the shift says."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.till import Account, Explanation, Part
from ui.texts.phrase import Phrase

TO_CLOSE: Final = Phrase("Stäng dagen", "Close the day")
TO_WALL: Final = Phrase("Till tavlan", "To the wall")
CLOSE: Final = Phrase("Stäng", "Close")

TITLE: Final = Phrase("Dagens post {day}", "The mail of {day}")
EVEN: Final = Phrase(
    "Allt går jämnt ut. Enter stänger dagen.", "All is even. Enter closes the day."
)
UNEVEN: Final = Phrase(
    "Det går inte jämnt ut. En arbetsledare skriver under med ett skäl.",
    "It is not even. A supervisor signs for it with a reason.",
)
SIGNED: Final = Phrase("Dagen är stängd på dessa siffror.", "The day is closed on these figures.")
WAITING: Final = Phrase("Räknar …", "Counting …")

ACCOUNTS: Final[Mapping[Account, Phrase]] = {
    Account.MAIL: Phrase("Inkommet", "Arrived"),
    Account.LETTERS: Phrase("Skannade brev", "Letters scanned"),
    Account.PAPER: Phrase("Levererade brevs papper", "Paper of delivered letters"),
}
PARTS: Final[Mapping[Part, Phrase]] = {
    Part.SCANNED: Phrase("skannat", "scanned"),
    Part.SORTED: Phrase("utsorterat", "sorted out"),
    Part.OPEN: Phrase("väntar på en människa", "waits for a person"),
    Part.DELIVERED: Phrase("levererat", "delivered"),
    Part.FILED: Phrase("arkiverat", "filed"),
}
NOT_COUNTED: Final = Phrase("?", "?")
DIFFERENCE: Final = Phrase("Skillnad", "Difference")
ZERO: Final = Phrase("jämnt", "even")
MISSING: Final = Phrase("saknas", "missing")
TOO_MANY: Final = Phrase("för många", "too many")
UNKNOWN: Final = Phrase("ingen har räknat brickorna", "nobody has counted the trays")

WHY: Final = Phrase("Varför?", "Why?")
EXPLANATIONS: Final[Mapping[Explanation, Phrase]] = {
    Explanation.MISCOUNTED: Phrase("Brickornas kort var fel räknade", "The cards were miscounted"),
    Explanation.NOT_COUNTED: Phrase("Brickorna räknades inte", "The trays were not counted"),
    Explanation.LEFT_OVER: Phrase("Resten tas nästa dag", "The rest is done the next day"),
    Explanation.AT_DESKS: Phrase("Ligger vid borden, inte sänt än", "At the desks, not sent yet"),
    Explanation.TO_FILE: Phrase("Papperet arkiveras nästa dag", "The paper is filed the next day"),
    Explanation.SEARCHED: Phrase(
        "Genomsökt och inte hittat, utreds", "Searched for, not found, looked into"
    ),
}
CLOSED: Final = Phrase("Stängda dagar", "Days closed")
NONE_CLOSED: Final = Phrase("Ingen dag har stängts än.", "No day has been closed yet.")
CLOSED_EVEN: Final = Phrase("{day}, {by} kl. {time}: jämnt", "{day}, {by} at {time}: even")
CLOSED_WITH: Final = Phrase("{day}, {by} kl. {time}: {why}", "{day}, {by} at {time}: {why}")

MOVED: Final = Phrase(
    "Siffrorna har ändrats sedan dess. Se på dem igen.",
    "The figures have moved since. Look at them again.",
)
SUPERVISOR: Final = Phrase(
    "Bara en arbetsledare skriver under på en skillnad.",
    "Only a supervisor signs for a difference.",
)
