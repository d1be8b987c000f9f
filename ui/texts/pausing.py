"""What the console says about a paused feeder's paper, and about pages that look wrong."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.pages import PageFlag
from mailroom.domain.paper import Witness
from ui.pausing import Way
from ui.texts.phrase import Phrase

WAYS: Final[Mapping[Way, Phrase]] = {
    Way.CONTINUE: Phrase("Fortsätt", "Continue"),
    Way.KEEP_DOUBLE: Phrase(
        "Det är ett ark: fortsätt utan kontroll av det", "It is one sheet: continue, unchecked"
    ),
    Way.SAVE: Phrase("Spara det som finns här", "Save what is here"),
    Way.DROP_LAST: Phrase("Ta tillbaka sista arket", "Take the last sheet back"),
    Way.GIVE_UP: Phrase("Avbryt: {sheets} ark går förlorade", "Cancel: {sheets} sheets are lost"),
}

STAY: Final = Phrase("Ligger kvar", "Stay")
GO_BACK: Final = Phrase("Tillbaka i facket", "Back in the tray")
TAKE_OUT: Final = Phrase("Ta ut ur skannern", "Take out of the scanner")
IN_TRAY: Final = Phrase("{sheets} kvar att mata", "{sheets} left to feed")
PAPER_LEFT: Final = Phrase("Det ligger papper kvar att mata.", "Paper is left to feed.")
SHEET: Final = Phrase("Ark {number}", "Sheet {number}")
SHEETS: Final = Phrase("{sheets} ark", "{sheets} sheets")

DIFFERS: Final[Mapping[Witness, Phrase]] = {
    Witness.OPERATOR: Phrase(
        "Du räknade {said} ark, {counted} har kommit.",
        "You counted {said} sheets, {counted} have come.",
    ),
    Witness.IMPRINTER: Phrase(
        "Stämpelns nummer hoppar från {said} till {counted}.",
        "The imprinted numbers leap from {said} to {counted}.",
    ),
}

SCAN_AGAIN: Final = Phrase("Skanna om", "Scan again")
ACCEPT_PAGE: Final = Phrase("Duger", "Will do")
STREAK: Final = Phrase("Streck", "Line")
TRAIL: Final[Mapping[bool, Phrase]] = {
    False: Phrase(
        "Framsidan, {place} mm från vänster, sedan ark {sheet} i {item}.",
        "Front, {place} mm from the left, since sheet {sheet} of {item}.",
    ),
    True: Phrase(
        "Baksidan, {place} mm från vänster, sedan ark {sheet} i {item}.",
        "Back, {place} mm from the left, since sheet {sheet} of {item}.",
    ),
}
"""Of a streak, by whether it is on the back."""
ALSO: Final = Phrase("Finns också i {items}.", "Also in {items}.")
ALSO_MANY: Final = Phrase(
    "Finns också i {items} och {more} till.", "Also in {items} and {more} more."
)
FLAGS: Final[Mapping[PageFlag, tuple[Phrase, Phrase]]] = {
    PageFlag.STREAK: (
        Phrase("Ett streck går genom sidan", "A line runs through the page"),
        Phrase("Torka skannerns glas och skanna om.", "Wipe the scanner's glass and scan again."),
    ),
    PageFlag.TOO_DARK: (
        Phrase("Sidan är för mörk", "The page is too dark"),
        Phrase("Går den att läsa? Annars skanna om.", "Can it be read? Else scan again."),
    ),
    PageFlag.TOO_LIGHT: (
        Phrase("Sidan är för ljus", "The page is too light"),
        Phrase("Går den att läsa? Annars skanna om.", "Can it be read? Else scan again."),
    ),
    PageFlag.TOO_LONG: (
        Phrase("Arket är längre än sitt format", "The sheet is longer than its format"),
        Phrase("Se efter om två ark hänger ihop.", "See whether two sheets cling together."),
    ),
    PageFlag.CUT_OFF: (
        Phrase("Arket är större än bilden", "The sheet is larger than its picture"),
        Phrase("Välj en större yta och skanna om.", "Choose a larger area and scan again."),
    ),
    PageFlag.FOLDED: (
        Phrase("Ett hörn är vikt eller borta", "A corner is folded or missing"),
        Phrase("Vik ut hörnet och skanna om.", "Unfold the corner and scan again."),
    ),
}
"""What the look at a page found: what, and what to do."""
