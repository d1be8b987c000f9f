"""What the screen of the sorting table says."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.policy import Flaw
from mailroom.domain.policyversions import VersionState
from ui.texts.phrase import Phrase

TABLE: Final = Phrase("Sorteringstabellen", "The sorting table")
DRAFT: Final = Phrase("Utkast, ännu inte i bruk", "Draft, not in use yet")
BY_ITSELF: Final = Phrase("Går av sig själv", "Passes by itself")
BY_A_PERSON: Final = Phrase("En människa avgör", "A person decides")
ROW: Final = Phrase("{kind}, {rule}", "{kind}, {rule}")
ROW_CHANGED: Final = Phrase("{kind}, {rule}, ändrad", "{kind}, {rule}, changed")

VERSIONS: Final = Phrase("Versioner", "Versions")
IN_USE: Final = Phrase("{name} sedan {day}", "{name} since {day}")
VERSION: Final = Phrase("Version {version} från {day}", "Version {version} from {day}")
SHIPPED: Final = Phrase("Följde med programmet", "Came with the program")
MADE_BY: Final = Phrase("av {by} {at}", "by {by} {at}")
CONFIRMED_BY: Final = Phrase(
    "av {by} {at}, bekräftad av {second}", "by {by} {at}, confirmed by {second}"
)
STATES: Final[Mapping[VersionState, Phrase]] = {
    VersionState.IN_FORCE: Phrase("i bruk", "in use"),
    VersionState.COMING: Phrase("på väg", "to come"),
    VersionState.WAITING: Phrase("väntar på en till", "needs one more"),
    VersionState.PAST: Phrase("tidigare", "earlier"),
    VersionState.WITHDRAWN: Phrase("återtagen", "withdrawn"),
}
LOOSER: Final = Phrase("{told}, friare: {rows}", "{told}, looser: {rows}")
LOOSENS: Final = Phrase(
    "Utkastet släpper något friare. En andra arbetsledare måste bekräfta det.",
    "The draft is looser somewhere. A second supervisor has to confirm it.",
)
HOW: Final = Phrase(
    "Pröva utkastet på post som varit innan det tas i bruk.",
    "Try the draft on past mail before it takes effect.",
)
UNCHANGED: Final = Phrase(
    "Välj en rad och ändra den. Ingenting gäller förrän det prövats och tagits i bruk.",
    "Choose a row and change it. Nothing holds until it is tried and takes effect.",
)
TRYING: Final = Phrase("Prövar på post som varit …", "Trying it on past mail …")

PAST: Final = Phrase("Post som varit, {days} dagar", "Past mail, {days} days")
NONE_MOVED: Final = Phrase(
    "Ingen av {of} försändelser hade gått en annan väg.",
    "None of {of} items would have gone another way.",
)
MOVED: Final = Phrase(
    "{moved} av {of} försändelser hade gått en annan väg.",
    "{moved} of {of} items would have gone another way.",
)
UNREAD: Final = Phrase(
    "{count} äldre kunde inte prövas: vad som lästes är inte sparat.",
    "{count} older ones could not be tried: what was read was not kept.",
)
LISTED: Final = Phrase("De {count} senaste visas.", "The newest {count} are shown.")
WAY: Final = Phrase(
    "{before}  \N{RIGHTWARDS ARROW}  {after}", "{before}  \N{RIGHTWARDS ARROW}  {after}"
)
ALONE: Final = Phrase("{kind} av sig själv", "{kind} by itself")
ASKED: Final = Phrase("{kind}, en människa avgör", "{kind}, a person decides")
NOTHING_PROPOSED: Final = Phrase(
    "inget förslag, en människa avgör", "no proposal, a person decides"
)
BECAME: Final = Phrase("Blev: {kind}", "Became: {kind}")
FROM: Final = Phrase("Gäller från {day}", "Takes effect {day}")
FROM_TODAY: Final = Phrase("Gäller från i dag", "Takes effect today")
FACE: Final = Phrase("Försändelsens utsida", "The item's outside")

FLAWS: Final[Mapping[Flaw, Phrase]] = {
    Flaw.WOULD_BE_OPENED: Phrase(
        "Det får inte öppnas: avtalet räknar upp vad som aldrig skannas.",
        "That may not be opened: the agreement lists what is never scanned.",
    ),
    Flaw.PASSES_TO_NOBODY: Phrase(
        "Utskick till ingen särskild förstörs aldrig utan att en människa sett dem.",
        "Mail to nobody in particular is never destroyed unless a person has seen it.",
    ),
    Flaw.PASSES_SEALED: Phrase(
        "Personlig och konfidentiell post öppnas aldrig utan att en människa avgjort det.",
        "Personal and confidential mail is never opened unless a person has decided it.",
    ),
    Flaw.DESTROYS_LETTERS: Phrase(
        "Det är inget tecken på reklam och får inte leda till att något förstörs.",
        "That is no sign of advertising and may not lead to anything being destroyed.",
    ),
    Flaw.MARK_MISSING: Phrase("Ett märke saknar rad.", "A mark has no row."),
    Flaw.MARK_TWICE: Phrase("Ett märke står i två rader.", "A mark stands in two rows."),
    Flaw.MARK_UNKNOWN: Phrase("Ett märke är okänt.", "A mark is unknown."),
    Flaw.REASON_MISSING: Phrase(
        "Något av de fem skälen går inte längre att välja.",
        "One of the five reasons can no longer be chosen.",
    ),
    Flaw.CATEGORY: Phrase("Raden leder ingenstans.", "The row leads nowhere."),
    Flaw.REASON: Phrase("Radens skäl stämmer inte.", "The row's reason does not fit."),
    Flaw.CODE: Phrase("Radens namn går inte att använda.", "The row's name cannot be used."),
    Flaw.KEY: Phrase("Radens tangent är upptagen.", "The row's key is taken."),
    Flaw.RULE: Phrase("Radens regel går inte att läsa.", "The row's rule cannot be read."),
    Flaw.TEXT: Phrase("Radens text är tom eller för lång.", "The row's text is empty or too long."),
    Flaw.VERSION: Phrase("Versionen går inte att läsa.", "The version cannot be read."),
    Flaw.SHAPE: Phrase("Det är ingen sorteringstabell.", "That is no sorting table."),
}
REFUSED: Final[Mapping[str, Phrase]] = {
    "40960": Phrase(
        "Centralen tar inte tabellen: den har ändrats eller är inte tillåten. Börja om.",
        "The central system refuses the table: it has changed or is not allowed. Begin again.",
    ),
    "40961": Phrase(
        "En annan version är på väg. Ta tillbaka den först.",
        "Another version is to come. Withdraw it first.",
    ),
    "40945": Phrase("Dagen har redan varit.", "That day has been."),
    "40930": Phrase(
        "Den är redan i bruk eller återtagen.", "It is in use already, or was withdrawn."
    ),
    "40400": Phrase("Den finns inte längre.", "It is no longer there."),
}
"""By the central system's own number for it."""
SUPERVISOR: Final = Phrase(
    "Bara en arbetsledare ändrar sorteringstabellen.",
    "Only a supervisor changes the sorting table.",
)
SECOND: Final = Phrase(
    "En annan arbetsledare än den som gjorde den bekräftar.",
    "Another supervisor than whoever made it confirms it.",
)

SEEDS: Final = Phrase("Testbrev med känt svar", "Test letters with a known answer")
SEEDS_READ: Final = Phrase(
    "{wrong} av {read} lästes fel på {days} dagar", "{wrong} of {read} were misread in {days} days"
)
SEEDS_NONE: Final = Phrase("Inget testbrev har lästs än.", "No test letter has been read yet.")
SEEDS_BETWEEN: Final = Phrase(
    "Mellan {low} och {high} av {of}, med 95 % säkerhet",
    "Between {low} and {high} of {of}, at 95 %",
)
SEEDS_NOW: Final = Phrase(
    "{waiting} ligger i kön, {untold} gick inte att avgöra, {at_hand} finns att lägga",
    "{waiting} are in the queue, {untold} could not be told, {at_hand} are at hand",
)
SEEDS_SECRET: Final = Phrase(
    "Ingen annan ser vilka de är, och ingenting av dem levereras.",
    "Nobody else sees which they are, and nothing of them is delivered.",
)

CHOOSE: Final = Phrase("Rad", "Row")
PASS: Final = Phrase("Själv eller människa", "Itself or person")
OPEN: Final = Phrase("Reklam eller brev", "Advertising or letter")
SEED: Final = Phrase("Lägg fem testbrev", "Lay five test letters")
TRY: Final = Phrase("Pröva", "Try")
DAY: Final = Phrase("Dag", "Day")
TAKE_EFFECT: Final = Phrase("Ta i bruk", "Take effect")
CONFIRM: Final = Phrase("Bekräfta", "Confirm")
WITHDRAW: Final = Phrase("Ta tillbaka", "Withdraw")
BACK: Final = Phrase("Tillbaka", "Back")
DROP: Final = Phrase("Släng utkastet", "Drop the draft")
