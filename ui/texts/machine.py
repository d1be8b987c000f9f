"""What the console says about scanner, register, backend, disk and refused commands."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.events import FeederState
from mailroom.domain.evidence import LightName, LightState
from mailroom.domain.ids import Flaw
from mailroom.domain.readings import ReadingKind
from mailroom.domain.register import Standing
from ui.texts.phrase import Phrase

FEEDER_STATES: Final[Mapping[FeederState, Phrase]] = {
    FeederState.ABSENT: Phrase("Ingen skanner", "No scanner"),
    FeederState.READY: Phrase("Redo", "Ready"),
    FeederState.SCANNING: Phrase("Skannar", "Scanning"),
    FeederState.PAUSED: Phrase("Pausad", "Paused"),
}

SITUATIONS: Final[Mapping[str, tuple[Phrase, Phrase]]] = {
    "feeder_empty": (
        Phrase("Mataren är tom", "The feeder is empty"),
        Phrase("Lägg i nästa ark och fortsätt.", "Put in the next sheets and continue."),
    ),
    "stopped": (
        Phrase("Mataren är stoppad", "The feeder is stopped"),
        Phrase("Allt som hann matas är sparat.", "Everything that was fed is saved."),
    ),
    "interrupted": (
        Phrase("Förra matningen avbröts", "The last batch was interrupted"),
        Phrase("Ordna arken som bilden visar.", "Put the sheets as the picture shows."),
    ),
    "count_differs": (
        Phrase("Antalet ark stämmer inte", "The count of sheets does not agree"),
        Phrase("Räkna om bunten, fortsätt eller spara.", "Count again, continue or save."),
    ),
    "paper_jam": (
        Phrase("Papperet har fastnat", "Paper jam"),
        Phrase(
            "Öppna luckan, ta ut arket och stäng.", "Open the cover, take the sheet out and close."
        ),
    ),
    "double_feed": (
        Phrase("Två ark matades samtidigt", "Two sheets were fed at once"),
        Phrase("Dela på arken.", "Separate the sheets."),
    ),
    "sheet_not_taken": (
        Phrase("Mataren fick inte tag i arket", "The feeder could not take the sheet"),
        Phrase("Lufta bunten och lägg den rätt.", "Fan the stack and lay it straight."),
    ),
    "imprinter_empty": (
        Phrase("Stämplingens bläck är slut", "The imprinter is out of ink"),
        Phrase("Byt bläckpatron.", "Change the ink cartridge."),
    ),
    "cover_open": (
        Phrase("Luckan är öppen", "The cover is open"),
        Phrase("Stäng luckan.", "Close the cover."),
    ),
    "scanner_gone": (
        Phrase("Skannern svarar inte", "The scanner does not answer"),
        Phrase("Kontrollera ström och kabel.", "Check power and cable."),
    ),
    "scanner_stalled": (
        Phrase("Skannern har stannat", "The scanner has stalled"),
        Phrase("Stäng av skannern och slå på den igen.", "Switch the scanner off and on again."),
    ),
    "scanner_busy": (
        Phrase("Skannern används av någon annan", "The scanner is in use elsewhere"),
        Phrase("Stäng det andra programmet.", "Close the other program."),
    ),
    "page_damaged": (
        Phrase("En sida kom fram trasig", "A page arrived damaged"),
        Phrase("Arket måste matas igen.", "The sheet must be fed again."),
    ),
    "option_refused": (
        Phrase("Skannern godtar inte profilen", "The scanner refuses the profile"),
        Phrase("Välj en annan profil (F6).", "Choose another profile (F6)."),
    ),
    "disk_full": (
        Phrase("Disken är full", "The disk is full"),
        Phrase(
            "Ropa på arbetsledaren. Inget är förlorat.", "Call the supervisor. Nothing is lost."
        ),
    ),
    "scanner_failed": (
        Phrase("Skannern rapporterar ett fel", "The scanner reports a fault"),
        Phrase("Stäng av skannern och slå på den igen.", "Switch the scanner off and on again."),
    ),
}
"""By situation code: what happened, then what to do with the machine."""

UNKNOWN_SITUATION: Final = (
    Phrase("Mataren har pausat", "The feeder has paused"),
    Phrase("Kontrollera skannern.", "Check the scanner."),
)

FEED_AGAIN: Final = Phrase(
    "Lägg tillbaka överst i mataren, i denna ordning:",
    "Put back on top in the feeder, in this order:",
)
FEED_AGAIN_SHEET: Final = Phrase("Ark {sheet} av {scan_id}", "Sheet {sheet} of {scan_id}")
FEED_AGAIN_NONE: Final = Phrase("Inga ark behöver läggas tillbaka.", "No sheets need to go back.")
SHEETS_SAFE: Final = Phrase("{sheets} ark är sparade.", "{sheets} sheets are saved.")

REFUSALS: Final[Mapping[str, Phrase]] = {
    "mailroom": Phrase("Det gick inte. Försök igen.", "That did not work. Try again."),
    "unreadable_image": Phrase(
        "Bilden går inte att läsa. Skanna arket igen.",
        "The image cannot be read. Scan the sheet again.",
    ),
    "image_too_large": Phrase(
        "Bilden är för stor. Kontrollera skannerns profil.",
        "The image is too large. Check the scanner's profile.",
    ),
    "worker_lost": Phrase(
        "Läsningen avbröts och görs om av sig själv.",
        "The reading was interrupted and will be repeated by itself.",
    ),
    "task_failed": Phrase(
        "Läsningen misslyckades. Lämna försändelsen till arbetsledaren.",
        "The reading failed. Give the item to the supervisor.",
    ),
    "clock_off": Phrase(
        "Datorns klocka går fel. Be administratören ställa den; allt skickas sedan av sig självt.",
        "This computer's clock is wrong. Ask the administrator to set it; all is then sent.",
    ),
    "backend_unreachable": Phrase(
        "Centralen svarar inte. Fortsätt arbeta, allt skickas senare.",
        "The central system does not answer. Go on working, everything is sent later.",
    ),
    "backend_refused": Phrase(
        "Centralen nekade försändelsen. Lämna den till arbetsledaren.",
        "The central system refused the item. Give it to the supervisor.",
    ),
    "bytes_changed": Phrase(
        "En fil har ändrats efter skanningen. Skanna försändelsen igen.",
        "A file changed after scanning. Scan the item again.",
    ),
    "spool_too_new": Phrase(
        "Programmet är för gammalt för sina data. Ropa på administratören.",
        "The program is too old for its data. Call the administrator.",
    ),
    "not_durable": Phrase(
        "Data kan inte sparas säkert här. Sluta skanna, ropa på administratören.",
        "Data cannot be saved safely here. Stop scanning, call the administrator.",
    ),
    "language_missing": Phrase(
        "Ett språk i inställningarna saknas i datorn. Ropa på administratören (mailroom doctor).",
        "A language of the settings is not installed. Call the administrator (mailroom doctor).",
    ),
    "receipt_invalid": Phrase(
        "Kvittot från centralen stämmer inte. Den skickas igen av sig själv.",
        "The receipt does not hold. The item is sent again by itself.",
    ),
    "sign_in_refused": Phrase(
        "Fel namn eller lösenord. Försök igen.", "Wrong name or password. Try again."
    ),
    "room_closed": Phrase(
        "Centralen vet inte vem du är. Logga ut och in igen när den svarar.",
        "The central system does not know you. Sign out and in again when it answers.",
    ),
    "not_allowed": Phrase(
        "Din roll omfattar inte detta. Be arbetsledaren.",
        "Your role does not cover this. Ask the supervisor.",
    ),
    "register_stale": Phrase(
        "Registret är för gammalt. Varje försändelse måste bekräftas.",
        "The register is too old. Every item must be confirmed.",
    ),
    "disk_full": Phrase(
        "Disken är full. Ropa på arbetsledaren, inget är förlorat.",
        "The disk is full. Call the supervisor, nothing is lost.",
    ),
    "disk_failed": Phrase(
        "Disken kan inte skriva. Sluta skanna och ropa på arbetsledaren.",
        "The disk cannot write. Stop scanning and call the supervisor.",
    ),
    "command_refused": Phrase(
        "Det går inte i det här läget.", "That is not possible at this point."
    ),
}
"""By error code. An unknown code is said as `mailroom`."""

REFUSAL_DETAILS: Final[Mapping[tuple[str, str], Phrase]] = {
    ("sign_in_refused", "offline"): Phrase(
        "Ingen kontakt med centralen. Bara den som loggat in här förut kommer in.",
        "The central system is out of reach. Only those who signed in here before can enter.",
    ),
    ("command_refused", "nobody is signed in"): Phrase("Logga in först.", "Sign in first."),
    ("command_refused", "no tray"): Phrase(
        "Öppna en bricka först (F6).", "Open a tray first (F6)."
    ),
    ("command_refused", "no scanner"): Phrase(
        "Välj en skanner först (F6).", "Choose a scanner first (F6)."
    ),
    ("command_refused", "no such scanner"): Phrase(
        "Skannern finns inte längre. Sök igen (F6).", "The scanner is gone. Search again (F6)."
    ),
    ("command_refused", "the feeder is busy"): Phrase(
        "Mataren går redan. F8 stoppar den.", "The feeder is already running. F8 stops it."
    ),
    ("command_refused", "an earlier batch is still being written"): Phrase(
        "Förra matningen sparas ännu. Försök strax igen.",
        "The last batch is still being saved. Try again in a moment.",
    ),
    ("command_refused", "no batch is paused"): Phrase(
        "Ingen matning är pausad.", "No batch is paused."
    ),
    ("command_refused", "no sheet to drop"): Phrase(
        "Det finns inget ark att ta tillbaka.", "There is no sheet to take back."
    ),
    ("command_refused", "not in the register"): Phrase(
        "Numret finns inte i registret. Kontrollera siffrorna.",
        "The number is not in the register. Check the digits.",
    ),
    ("command_refused", "recipient is missing"): Phrase(
        "Välj mottagare först.", "Pick the recipient first."
    ),
    ("command_refused", "nothing to close"): Phrase(
        "Inget innehåll är skannat än.", "No contents have been scanned yet."
    ),
    ("command_refused", "already read"): Phrase(
        "Kunden har redan läst brevet. Det kan inte tas tillbaka.",
        "The customer has already read the letter. It cannot be taken back.",
    ),
}
"""Where the station says more than the code does."""

LIGHTS: Final[Mapping[LightName, Phrase]] = {
    LightName.CODE: Phrase("Kod", "Code"),
    LightName.NUMBER: Phrase("Nummer", "Number"),
    LightName.CHECK_DIGIT: Phrase("Kontrollsiffra", "Check digit"),
    LightName.REGISTER: Phrase("Register", "Register"),
    LightName.NAME: Phrase("Namn", "Name"),
}

LIGHT_STATES: Final[Mapping[LightState, Phrase]] = {
    LightState.GREEN: Phrase("stämmer", "agrees"),
    LightState.AMBER: Phrase("osäkert", "unsure"),
    LightState.RED: Phrase("stämmer inte", "disagrees"),
    LightState.OFF: Phrase("saknas", "missing"),
}

STANDINGS: Final[Mapping[Standing, Phrase]] = {
    Standing.ACTIVE: Phrase("Aktiv kund", "Active customer"),
    Standing.NOTICE: Phrase("Uppsagd, gäller ännu", "Under notice, still served"),
    Standing.UNPAID: Phrase("Obetald: bara brev skannas", "Unpaid: only letters are scanned"),
    Standing.ENDED: Phrase("Avtalet har upphört", "Agreement ended"),
}
NOT_A_CUSTOMER: Final = Phrase("Inte kund", "Not a customer")

READING_KINDS: Final[Mapping[ReadingKind, Phrase]] = {
    ReadingKind.CODE: Phrase("Kod", "Code"),
    ReadingKind.NUMBER: Phrase("Nummer", "Number"),
    ReadingKind.NAME: Phrase("Namn", "Name"),
    ReadingKind.LINE: Phrase("Rad", "Line"),
    ReadingKind.MARK: Phrase("Märkning", "Mark"),
}
ADDRESS_ZONE: Final = Phrase("Adress", "Address")

_LENGTH: Final = Phrase("Tio siffror behövs.", "Ten digits are needed.")
_OTHER: Final = Phrase("Det är inget organisationsnummer.", "That is no registration number.")
FLAWS: Final[Mapping[Flaw, Phrase]] = {
    Flaw.LENGTH: _LENGTH,
    Flaw.CHARACTERS: _OTHER,
    Flaw.DASH: _OTHER,
    Flaw.PREFIX: _OTHER,
    Flaw.SUFFIX: _OTHER,
    Flaw.COUNTRY: _OTHER,
    Flaw.GROUP: Phrase(
        "Inget nummer börjar på {digit}. Läs första siffran igen.",
        "No number begins with {digit}. Read the first digit again.",
    ),
    Flaw.THIRD_DIGIT: Phrase(
        "Tredje siffran är minst 2. Är det ett personnummer?",
        "The third digit is at least 2. Is it a person's number?",
    ),
    Flaw.CHECK_DIGIT: Phrase(
        "Kontrollsiffran stämmer inte. Läs siffrorna igen.",
        "The check digit is wrong. Read the digits again.",
    ),
    Flaw.DATE: _OTHER,
    Flaw.AMOUNT: _OTHER,
    Flaw.SHAPE: _OTHER,
}
