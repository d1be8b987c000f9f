"""What the archive's screen says."""

from collections.abc import Mapping
from typing import Final

from ui.filing import Said
from ui.texts.phrase import Phrase

FIELD: Final = Phrase(
    "Skanna en etikett, eller skriv det du vet om brevet",
    "Scan a label, or write what you know of the letter",
)
FIELD_COUNT: Final = Phrase(
    "Räkna breven i lådan, skriv antalet", "Count the letters in the box, write how many"
)
FIELD_PULLS: Final = Phrase(
    "Skanna brevet du har tagit ut", "Scan the letter that you have taken out"
)
MAP: Final = Phrase("Hyllorna", "The shelves")
NO_BOXES: Final = Phrase(
    "Det finns inga lådor än. En administratör lägger upp hyllor och lådor.",
    "There are no boxes yet. An administrator sets up shelves and boxes.",
)
NO_SHELF: Final = Phrase("Utan hylla", "No shelf")
MAP_SAID: Final = Phrase(
    "Låda {box}, hylla {shelf}, plats {position}", "Box {box}, shelf {shelf}, position {position}"
)
BOX: Final = Phrase("Låda {box}", "Box {box}")
BOX_LINE: Final = Phrase(
    "{items} brev enligt registret, nästa plats {position}",
    "{items} letters by the register, next position {position}",
)
BOX_SEALED: Final = Phrase("{items} brev, stängd", "{items} letters, closed")
BOX_NONE: Final = Phrase("Ingen låda är öppen", "No box is open")
BOX_NONE_NOTE: Final = Phrase(
    "Skanna lådans etikett. Varje brev du sedan skannar får nästa plats i den.",
    "Scan the box's label. Every letter that you scan then gets its next position.",
)
BOX_EMPTY: Final = Phrase("Lådan är tom.", "The box is empty.")
FOUND: Final = Phrase("Funna original", "Originals found")
PULLS: Final = Phrase("Att plocka, i gångordning", "To pick, in walking order")
NO_PULLS: Final = Phrase("Inget är beställt.", "Nothing is asked for.")
LINE_PLACE: Final = Phrase("{box}, plats {position}", "{box}, position {position}")
LINE_NOWHERE: Final = Phrase("inte i någon låda", "in no box")
LINE_SHELF: Final = Phrase("hylla {shelf}", "shelf {shelf}")
LINE_DUE: Final = Phrase("ska ut {day}", "due {day}")
HELD: Final = Phrase("spärrat av juridiska skäl", "on legal hold")
UNFILED: Final = Phrase("Inte arkiverat, ta ur lådan", "Not filed, take out of the box")

HINT_LEAVE: Final = Phrase("Lämna", "Leave")
HINT_PULLS: Final = Phrase("Plocka", "Pick")
HINT_COUNT: Final = Phrase("Stäng", "Close")
HINT_PRINT: Final = Phrase("Skriv ut", "Print")

SAID: Final[Mapping[Said, Phrase]] = {
    Said.READY: Phrase("Redo", "Ready"),
    Said.ASKING: Phrase("Frågar centralen …", "Asking the central system …"),
    Said.OPENED: Phrase("Låda {about} är öppen. Skanna breven.", "Box {about} is open. Scan on."),
    Said.FILED: Phrase("Arkiverat på plats {about}", "Filed at position {about}"),
    Said.FILED_BEFORE: Phrase(
        "Det ligger redan här, på plats {about}", "It lies here already, at position {about}"
    ),
    Said.PICKED: Phrase(
        "{about} är plockat. Lägg det till utskick.", "{about} is picked. Take it to dispatch."
    ),
    Said.FOUND: Phrase("{about} funna", "{about} found"),
    Said.FOUND_NONE: Phrase(
        "Inget original stämmer med allt det. Skriv färre ord.",
        "No original agrees with all of that. Write fewer words.",
    ),
    Said.COUNT: Phrase(
        "Hur många brev ligger i låda {about}?", "How many letters lie in box {about}?"
    ),
    Said.COUNT_DIFFERS: Phrase(
        "Du räknade {counted}, registret säger {registered}. Lådan är öppen: jämför med listan.",
        "You counted {counted}, the register says {registered}. It stays open: compare the list.",
    ),
    Said.CLOSED: Phrase(
        "Låda {about} är räknad och stängd. Skriv ut etikett och innehåll.",
        "Box {about} is counted and closed. Print its label and contents.",
    ),
    Said.PRINTED: Phrase(
        "Papperet för {about} är öppnat för utskrift.", "The paper of {about} is open to print."
    ),
    Said.NO_BOX: Phrase("Skanna först en lådas etikett.", "Scan a box's label first."),
    Said.SEALED: Phrase(
        "Lådan är stängd. Skanna en öppen lådas etikett.",
        "The box is closed. Scan an open box's label.",
    ),
    Said.NOT_A_COUNT: Phrase("Skriv antalet med siffror.", "Write the count in digits."),
    Said.FOREIGN_LABEL: Phrase(
        "Den etiketten är inte en lådas eller ett brevs här. Skanna rätt streckkod.",
        "That label is no box's or letter's here. Scan the right code.",
    ),
    Said.NOT_FOUND: Phrase(
        "Den lådan finns inte i registret. Ta en annan låda.",
        "That box is not in the register. Take another box.",
    ),
    Said.WRONG_BOX: Phrase(
        "{about} ligger i en annan låda, eller så är lådan stängd. Ta ur det.",
        "{about} lies in another box, or this one is closed. Take it out.",
    ),
    Said.NOT_FILED_HERE: Phrase(
        "{about} ska inte arkiveras. Lägg det till utskick.",
        "{about} is not to be filed. Take it to dispatch.",
    ),
    Said.UNKNOWN_ITEM: Phrase(
        "Inget brev har etiketten {about}. Lägg det åt sidan och sök.",
        "No letter has the label {about}. Put it aside and search.",
    ),
    Said.NOT_ASKED_FOR: Phrase(
        "Ingen har beställt {about}. Lägg tillbaka det.",
        "Nobody has asked for {about}. Put it back.",
    ),
    Said.NO_ANSWER: Phrase(
        "Centralen svarar inte, inget är gjort. Skanna igen när den svarar.",
        "The central system does not answer, nothing is done. Scan again when it does.",
    ),
    Said.NOT_ALLOWED: Phrase(
        "Din roll omfattar inte detta. Be arbetsledaren.",
        "Your role does not cover this. Ask the supervisor.",
    ),
    Said.REFUSED: Phrase(
        "Centralen nekade det. Be arbetsledaren se på det.",
        "The central system refused it. Ask the supervisor to look.",
    ),
}
