"""What the frame around the room's screens says, and the shift's own words."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.room import AlarmKind
from ui.texts.phrase import Phrase
from ui.work import Place

PLACES: Final[Mapping[Place, Phrase]] = {
    Place.DESK: Phrase("Sortering", "Desk"),
    Place.REVIEW: Phrase("Granskning", "Review"),
    Place.SHIFT: Phrase("Skift", "Shift"),
    Place.ARCHIVE: Phrase("Arkiv", "Archive"),
    Place.DISPATCH: Phrase("Utskick", "Dispatch"),
    Place.POLICY: Phrase("Regler", "Rules"),
}

WAITING: Final = Phrase("Frågar centralen …", "Asking the central system …")
AS_OF: Final = Phrase("Som det var kl. {time}", "As of {time}")
STALE: Final = Phrase(
    "Centralen svarar inte. Detta är som det var kl. {time}. Sorteringen går vidare som vanligt.",
    "The central system does not answer. This is as of {time}. The desk goes on as usual.",
)
NOTHING_YET: Final = Phrase("Centralen svarar inte.", "The central system does not answer.")

GOES_ON: Final = Phrase(
    "Sorteringen går vidare som vanligt. F12 går dit.", "The desk goes on as usual. F12 goes there."
)
UNPRINTED: Final = Phrase(
    "Papperet gick inte att skriva, disken är full. Inget annat är förlorat. Ropa på arbetsledaren,"
    " skriv ut igen när det finns plats.",
    "The paper could not be written, the disk is full. Nothing else is lost. Call the supervisor,"
    " print again when there is room.",
)
NEXT_SCREEN: Final = Phrase("Nästa skärm", "Next screen")
BACK: Final = Phrase("Tillbaka", "Back")
TO_DESK: Final = Phrase("Till sorteringen", "To the desk")
CHOOSE: Final = Phrase("Välj", "Choose")
SEEN_TO: Final = Phrase("Åtgärdat", "Seen to")

TODAY: Final = Phrase("Dagens post", "Today's mail")
ARRIVED: Final = Phrase("Inkommet", "Arrived")
ARRIVED_OF: Final = Phrase("av {expected} i {trays} brickor", "of {expected} in {trays} trays")
ARRIVED_UNKNOWN: Final = Phrase(
    "{trays} brickor, ingen räknad", "{trays} trays, none of them counted"
)
DONE_AT: Final = Phrase("Klart", "Done")
DONE_PACE: Final = Phrase("i nuvarande takt, {items}/h", "at this pace, {items}/h")
DONE_UNKNOWN: Final = Phrase("går inte att säga ännu", "cannot be said yet")
NOW: Final = Phrase("Nu", "Now")
DONE_NOW: Final = Phrase("allt inkommet är sorterat", "everything that arrived is sorted")
DUE_TODAY: Final = Phrase("Ska ut i dag", "Due today")
OVERDUE: Final = Phrase("Försenat", "Overdue")
HELD: Final = Phrase("Hålls kvar", "Held")
OPEN_OF: Final = Phrase("av {open} öppna", "of {open} open")
OVERDUE_NONE: Final = Phrase("inget har passerat sin dag", "nothing is past its day")
OVERDUE_SOME: Final = Phrase(
    "har passerat sin dag, ta dem först", "past their day, take them first"
)
KEPT_NOTE: Final = Phrase(
    "papper; {count} brev hålls inne (F2)", "paper; {count} letters kept back (F2)"
)
HELD_NOTE: Final = Phrase("papper som väntar på besked", "paper that waits for an answer")

HOURS: Final = Phrase("Sidor per timme", "Pages an hour")
HOUR_FIRST: Final = Phrase("kl. {hour}", "{hour}:00")
HOUR_NOW: Final = Phrase("nu", "now")
HOUR_SAID: Final = Phrase("kl. {hour}: {pages} sidor", "{hour}:00: {pages} pages")
NO_HOURS: Final = Phrase("Inget har kommit in i dag.", "Nothing has come in today.")
STATIONS: Final = Phrase("Stationer", "Stations")
STATION_LINE: Final = Phrase("{items} försändelser, {pages} sidor", "{items} items, {pages} pages")
STATION_PACE: Final = Phrase("{pages} sidor senaste timmen", "{pages} pages in the last hour")
STATION_OWN_PACE: Final = Phrase(
    "{pace} sidor/min av matarens {own}", "{pace} pages/min of the feeder's {own}"
)
NOTHING_FED: Final = Phrase("Inget matat än i dag", "Nothing fed yet today")
NO_JAM: Final = Phrase("Inget pappersstopp på {sheets} blad", "No jam in {sheets} sheets")
JAM_RATE: Final = Phrase("{rate} stopp på 1\u00a0000 blad", "{rate} jams in 1,000 sheets")
JAM_OPEN: Final = Phrase("{rate}, inget avhjälpt än", "{rate}, none cleared yet")
JAM_CLEARED_S: Final = Phrase(
    "{rate}, avhjälps på\u00a0{clear}\u00a0s", "{rate}, cleared in\u00a0{clear}\u00a0s"
)
JAM_CLEARED_MIN: Final = Phrase(
    "{rate}, avhjälps på\u00a0{clear}\u00a0min", "{rate}, cleared in\u00a0{clear}\u00a0min"
)
NO_STATIONS: Final = Phrase("Ingen station har sänt något i dag.", "No station has sent anything.")

QUALITY: Final = Phrase("Fel mottagare", "Wrong recipient")
QUALITY_LINE: Final = Phrase(
    "{wrong} av {delivered} brev på {days} dagar", "{wrong} of {delivered} letters in {days} days"
)
QUALITY_INTERVAL: Final = Phrase(
    "Mellan {low} och {high} av {of} brev, med 95 % säkerhet",
    "Between {low} and {high} of {of} letters, at 95 %",
)
SCALE_END: Final = Phrase("{high} av {of} brev", "{high} of {of} letters")
QUALITY_NONE: Final = Phrase("Inget levererat än.", "Nothing delivered yet.")
RECHECKED: Final = Phrase(
    "Stickprov: {wrong} av {delivered} olika, {low} till {high} av {of}",
    "Samples: {wrong} of {delivered} differ, {low} to {high} of {of}",
)
POLICIES: Final = Phrase("Regler i bruk i dag: {versions}", "Rules in use today: {versions}")

ALARMS: Final = Phrase("Att se till", "To see to")
NO_ALARMS: Final = Phrase("Inget att se till.", "Nothing to see to.")
ALARM_KINDS: Final[Mapping[AlarmKind, Phrase]] = {
    AlarmKind.DUE: Phrase("Ska ut i dag", "Due today"),
    AlarmKind.LATE: Phrase("Försenad, skicka först", "Late, send it first"),
    AlarmKind.HELD: Phrase("Hålls kvar, avgör vart den ska", "Held, decide where it goes"),
    AlarmKind.PULL_DUE: Phrase("Original ska plockas i dag", "Original to be picked today"),
    AlarmKind.ORIGINAL_MISSING: Phrase(
        "Original saknas, leta i grannlådorna", "Original missing, search the boxes beside"
    ),
    AlarmKind.PAYMENT_OPTION: Phrase(
        "Inget betalsätt fungerar, ring kunden", "No payment option works, call the customer"
    ),
    AlarmKind.EMAIL: Phrase(
        "Ingen e-postadress fungerar, ring kunden", "No e-mail address works, call the customer"
    ),
    AlarmKind.END_DATE: Phrase("Granska när avtalet slutar", "Look at when the agreement ends"),
    AlarmKind.RETENTION: Phrase("Förvaringstiden är slut", "The retention period is over"),
    AlarmKind.RECHECK: Phrase(
        "Stickprov läste en annan mottagare, se efter", "A sample was read differently, look at it"
    ),
    AlarmKind.PAYMENT_UNKNOWN: Phrase(
        "Okänd inbetalning, para ihop den", "Unknown payment, match it"
    ),
}
