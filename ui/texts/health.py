"""What the console says about how the station stands, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.health import Matter
from ui.texts.phrase import Phrase

TITLE: Final = Phrase("Stationens hälsa", "Station health")
WAITING: Final = Phrase("Undersöker …", "Looking …")
ALL_WELL: Final = Phrase("Allt är som det ska.", "All is well.")
SOME_LOOK: Final = Phrase("Något behöver ses till.", "Something needs a hand.")
SOME_STOP: Final = Phrase("Något måste åtgärdas nu.", "Something must be seen to now.")
NOTHING_TO_DO: Final = Phrase("Inget att göra.", "Nothing to do.")

MATTERS: Final[Mapping[Matter, Phrase]] = {
    Matter.DISK: Phrase("Disk", "Disk"),
    Matter.JOURNAL: Phrase("Journal", "Journal"),
    Matter.SCANNER: Phrase("Skanner", "Scanner"),
    Matter.REGISTER: Phrase("Register", "Register"),
    Matter.BACKEND: Phrase("Centralen", "Central system"),
    Matter.BACKLOG: Phrase("Väntar på att skickas", "Waiting to be sent"),
    Matter.VERSIONS: Phrase("Versioner", "Versions"),
}

_FREE: Final = Phrase(
    "{free_mb} MB ledigt, {reserve_mb} MB behövs", "{free_mb} MB free, {reserve_mb} MB needed"
)
_REGISTER: Final = Phrase(
    "Från {day}, läst för {hours} timmar sedan", "Of {day}, read {hours} hours ago"
)

FINDINGS: Final[Mapping[tuple[Matter, str], tuple[Phrase, Phrase]]] = {
    (Matter.DISK, "room"): (_FREE, NOTHING_TO_DO),
    (Matter.DISK, "short"): (
        _FREE,
        Phrase(
            "Räcker i dag. Be administratören frigöra plats.",
            "Enough for today. Ask the administrator to make room.",
        ),
    ),
    (Matter.DISK, "full"): (
        _FREE,
        Phrase(
            "Ingen matning börjar. Ropa på administratören, inget är förlorat.",
            "No batch begins. Call the administrator, nothing is lost.",
        ),
    ),
    (Matter.JOURNAL, "whole"): (Phrase("Hel", "Whole"), NOTHING_TO_DO),
    (Matter.JOURNAL, "broken"): (
        Phrase("Bruten vid rad {entry}", "Broken at entry {entry}"),
        Phrase(
            "Sluta skanna. Data har ändrats utanför programmet, ropa på administratören.",
            "Stop scanning. Data was changed outside the program, call the administrator.",
        ),
    ),
    (Matter.SCANNER, "chosen"): (Phrase("{label}, {driver}", "{label}, {driver}"), NOTHING_TO_DO),
    (Matter.SCANNER, "none"): (
        Phrase("Ingen skanner", "No scanner"),
        Phrase(
            "Slå på skannern, kontrollera kabeln och sök igen (F6).",
            "Switch the scanner on, check its cable and search again (F6).",
        ),
    ),
    (Matter.REGISTER, "fresh"): (_REGISTER, NOTHING_TO_DO),
    (Matter.REGISTER, "old"): (
        _REGISTER,
        Phrase(
            "Varje försändelse måste bekräftas. Ett nytt kommer när centralen svarar.",
            "Every item must be confirmed. A new one comes when the central system answers.",
        ),
    ),
    (Matter.REGISTER, "none"): (
        Phrase("Inget register än", "No register yet"),
        Phrase(
            "Inget sorteras av sig självt. Det kommer när centralen svarar.",
            "Nothing is sorted by itself. It comes when the central system answers.",
        ),
    ),
    (Matter.BACKEND, "answers"): (Phrase("Svarar", "Answers"), NOTHING_TO_DO),
    (Matter.BACKEND, "silent"): (
        Phrase("Svarar inte", "Does not answer"),
        Phrase(
            "Arbeta vidare, allt skickas senare. Säg till arbetsledaren om det varar.",
            "Go on working, all is sent later. Tell the supervisor if it lasts.",
        ),
    ),
    (Matter.BACKEND, "clock"): (
        Phrase("Datorns klocka går fel", "This computer's clock is wrong"),
        Phrase(
            "Administratören ställer klockan. Arbeta vidare, allt skickas sedan av sig självt.",
            "The administrator sets the clock. Go on working, all is then sent by itself.",
        ),
    ),
    (Matter.BACKLOG, "empty"): (Phrase("Inget", "Nothing"), NOTHING_TO_DO),
    (Matter.BACKLOG, "waiting"): (
        Phrase("{items} försändelser", "{items} items"),
        Phrase("De skickas av sig själva.", "They are sent by themselves."),
    ),
    (Matter.BACKLOG, "long"): (
        Phrase("{items} försändelser", "{items} items"),
        Phrase(
            "Centralen svarar men hinner inte. Säg till arbetsledaren.",
            "The central system answers but falls behind. Tell the supervisor.",
        ),
    ),
    (Matter.VERSIONS, "known"): (
        Phrase(
            "Mailroom {mailroom}, regler {policy}, Python {python}",
            "Mailroom {mailroom}, rules {policy}, Python {python}",
        ),
        NOTHING_TO_DO,
    ),
}
"""By matter and code: what was seen, what to do."""

TRIAL: Final = Phrase("Skanna provsida", "Scan a trial page")
TRIAL_ADVICE: Final = Phrase(
    "Lägg ett enda ark i mataren. Det hör inte till någon försändelse.",
    "Put a single sheet in the feeder. It belongs to no item.",
)
TRIAL_RUNNING: Final = Phrase("Skannar provsidan …", "Scanning the trial page …")
TRIAL_FINE: Final = Phrase(
    "Provsidan är bra: {sides} sidor på {seconds} s.",
    "The trial page is good: {sides} sides in {seconds} s.",
)
TRIAL_FOUND: Final = Phrase("Provsidan: {findings}", "The trial page: {findings}")
TRIAL_STOPPED: Final = Phrase("Ingen provsida: {what}. {order}", "No trial page: {what}. {order}")
SIDE: Final = Phrase("{width} x {height} mm, {dpi} dpi", "{width} x {height} mm, {dpi} dpi")

BUNDLE: Final = Phrase("Skapa supportfil", "Make a support file")
BUNDLE_ADVICE: Final = Phrase(
    "Läget och loggen, inget ur någon post.", "The standing and the log, nothing from any mail."
)
BUNDLE_MADE: Final = Phrase("Supportfilen ligger här: {file}", "The support file is here: {file}")
AGAIN: Final = Phrase("Undersök igen", "Look again")
CLOSE: Final = Phrase("Tillbaka", "Back")
