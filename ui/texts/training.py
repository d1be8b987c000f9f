"""What the practice window says: the hopper, faults to order, the score."""

from collections.abc import Mapping
from typing import Final

from ui.texts.phrase import Phrase

TITLE: Final = Phrase("Övning", "Practice")
ADVICE: Final = Phrase(
    "Lägg i post här, arbeta i konsolen som vanligt. Inget lämnar datorn.",
    "Lay mail in here, work in the console as usual. Nothing leaves this computer.",
)
HOPPER: Final = Phrase("I facket: {sheets} ark", "In the tray: {sheets} sheets")
OUTPUT: Final = Phrase("Utmatat: {sheets} ark", "Fed out: {sheets} sheets")
NEXT_FACE: Final = Phrase("Lägg i nästa kuvert", "Lay the next envelope in")
CONTENTS: Final = Phrase("Lägg i dess innehåll", "Lay its contents in")
STACK: Final = Phrase("Lägg i {items} brev som bunt", "Lay {items} letters in as a stack")
LAY_BACK: Final = Phrase("Lägg tillbaka översta arket", "Lay the uppermost sheet back")
PUT_RIGHT: Final = Phrase("Öppna, rensa och stäng luckan", "Open, clear and close the cover")
TROUBLE: Final = Phrase("Fel att öva på", "Trouble to practise")
AT_SHEET: Final = Phrase("vid ark", "at sheet")
ORDER: Final = Phrase("Beställ felet", "Order the trouble")
ORDERED: Final = Phrase("Beställt.", "Ordered.")
GONE: Final = Phrase("Övningsmataren svarar inte.", "The practice feeder does not answer.")
FAULTS: Final[Mapping[str, Phrase]] = {
    "jam": Phrase("Papperet fastnar", "Paper jam"),
    "double_feed": Phrase("Två ark på en gång", "Two sheets at once"),
    "cover_open": Phrase("Luckan öppnas", "The cover opens"),
    "mispick": Phrase("Rullarna slirar", "The rollers slip"),
    "drop": Phrase("Kabeln glappar", "The cable drops out"),
}

SCORE: Final = Phrase("Resultat", "Score")
RIGHT: Final = Phrase("{right} rätt av {laid}", "{right} right of {laid}")
OPEN: Final = Phrase("{open} inte avgjorda", "{open} not decided")
WRONG: Final = Phrase("Fel: {names}", "Wrong: {names}")
SHEETS_FINE: Final = Phrase("Varje ark är redovisat.", "Every sheet is accounted for.")
SHEETS_MISSING: Final = Phrase("{sheets} ark saknas.", "{sheets} sheets are missing.")
KEYS: Final = Phrase("{keys} tangenter per försändelse", "{keys} keys an item")
PERFECT: Final = Phrase("Felfritt!", "Perfect!")
