"""The Desk's own words: steps, headings, messages, counters, set-up and sign-in."""

from collections.abc import Mapping
from typing import Final

from ui.actions import Action
from ui.desk import Menu, Note
from ui.entry import Confirm
from ui.flow import Step
from ui.texts.phrase import Phrase

PRODUCT: Final = Phrase("Mailroom", "Mailroom")

STEPS: Final[Mapping[Step, Phrase]] = {
    Step.SET_UP: Phrase("Välj bricka och skanner", "Choose tray and scanner"),
    Step.ACCEPT: Phrase("Godkänn", "Accept"),
    Step.TYPE_OR_CHOOSE: Phrase("Skriv numret eller välj", "Type the number or choose"),
    Step.SAY_WHY: Phrase("Släpp vidare …", "Let it go on …"),
    Step.TO_SUPERVISOR: Phrase("Lämna till arbetsledaren", "Give to the supervisor"),
    Step.RESCAN: Phrase("Skanna igen", "Scan again"),
    Step.SCAN_FACE: Phrase("Skanna nästa kuvert", "Scan the next envelope"),
    Step.SCAN_STACK: Phrase("Skanna bunten", "Scan the stack"),
    Step.SCAN_CONTENTS: Phrase("Skanna innehållet", "Scan the contents"),
    Step.CONTINUE: Phrase("Fortsätt", "Continue"),
    Step.WAIT_FEEDER: Phrase("Skannar …", "Scanning …"),
    Step.WAIT_READING: Phrase("Läser …", "Reading …"),
    Step.NO_SCANNER: Phrase("Slå på skannern", "Switch the scanner on"),
}

ACTIONS: Final[Mapping[Action, Phrase]] = {
    Action.GO_ON: Phrase("Godkänn, skanna, fortsätt", "Accept, scan, continue"),
    Action.UNSCANNABLE: Phrase("Kan inte skannas, sedan skäl", "Unscannable, then why"),
    Action.MARKETING: Phrase("Reklam, sedan sort", "Marketing, then which kind"),
    Action.UNREADABLE: Phrase("Oläslig mottagare, sedan skäl", "Unreadable recipient, then why"),
    Action.LATER: Phrase("Ta den senare", "Later"),
    Action.UNDO: Phrase("Ångra senaste beslutet", "Undo the last decision"),
    Action.BLANK: Phrase("Sidan är tom / inte tom", "Page is blank / not blank"),
    Action.NEXT_PAGE: Phrase("Nästa sida", "Next page"),
    Action.PREVIOUS_PAGE: Phrase("Föregående sida", "Previous page"),
    Action.NEXT_ITEM: Phrase("Nästa försändelse", "Next item"),
    Action.PREVIOUS_ITEM: Phrase("Föregående försändelse", "Previous item"),
    Action.ZOOM: Phrase("Förstora", "Magnify"),
    Action.RESCAN: Phrase("Skanna om sidan", "Scan the page again"),
    Action.INSERT: Phrase("Skanna ett ark till efter sidan", "Scan one more sheet after the page"),
    Action.ACCEPT_PAGE: Phrase("Sidan duger som den är", "The page will do as it is"),
    Action.CLOSE_ITEM: Phrase("Avsluta försändelsen", "Close the item"),
    Action.SET_UP: Phrase("Bricka och skanner", "Tray and scanner"),
    Action.WAY_OF_WORKING: Phrase("En i taget / bunt", "One at a time / stack"),
    Action.STOP: Phrase("Stoppa mataren", "Stop the feeder"),
    Action.HEALTH: Phrase("Stationens hälsa", "Station health"),
    Action.SCREENS: Phrase("Nästa skärm", "Next screen"),
    Action.THEME: Phrase("Ljust, mörkt, kontrast", "Light, dark, contrast"),
    Action.TEXT_SIZE: Phrase("Textstorlek", "Text size"),
    Action.SIGN_OUT: Phrase("Logga ut", "Sign out"),
    Action.KEYS: Phrase("Visa tangenterna", "Show the keys"),
    Action.CANCEL: Phrase("Stäng", "Close"),
}
SHORT_ACTIONS: Final[Mapping[Action, Phrase]] = {
    Action.UNSCANNABLE: Phrase("Kan inte skannas", "Unscannable"),
    Action.MARKETING: Phrase("Reklam", "Marketing"),
    Action.UNREADABLE: Phrase("Oläslig", "Unreadable"),
    Action.LATER: Phrase("Senare", "Later"),
    Action.CLOSE_ITEM: Phrase("Avsluta utan fler ark", "Close, no more sheets"),
}
"""Where there is little room."""
PICK_KEYS: Final = Phrase("Välj mottagare", "Pick the recipient")
TYPE_KEYS: Final = Phrase("Börja skriva numret", "Begin to type the number")
NAME_KEYS: Final = Phrase("Sök på namn", "Search by name")
KEY_NAMES: Final[Mapping[str, Phrase]] = {
    "F13": Phrase("Pedal", "Pedal"),
    "Space": Phrase("Mellanslag", "Space"),
    "Backspace": Phrase("Backsteg", "Backspace"),
    "PgDown": Phrase("PgDn", "PgDn"),
    "PgUp": Phrase("PgUp", "PgUp"),
    "Enter": Phrase("Enter", "Enter"),
    "Insert": Phrase("Ins", "Ins"),
    "Home": Phrase("Home", "Home"),
    "Up": Phrase("↑", "↑"),
    "Down": Phrase("↓", "↓"),
    "Left": Phrase("←", "←"),
    "Right": Phrase("→", "→"),
}
NUMPAD: Final = Phrase("Den numeriska knappsatsen", "The numeric keypad")
PAD_ACTIONS: Final[Mapping[Action, Phrase]] = {
    Action.GO_ON: Phrase("Vidare", "Go on"),
    Action.UNSCANNABLE: Phrase("Ej skanna", "Unscannable"),
    Action.MARKETING: Phrase("Reklam", "Marketing"),
    Action.UNREADABLE: Phrase("Oläslig", "Unreadable"),
    Action.LATER: Phrase("Senare", "Later"),
    Action.BLANK: Phrase("Tom sida", "Blank side"),
    Action.UNDO: Phrase("Ångra", "Undo"),
}
PAD_PICK: Final = Phrase("Välj", "Pick")
PAD_TYPE: Final = Phrase("Skriv", "Type")
KEYS_TITLE: Final = Phrase("Tangenter", "Keys")
KEYS_CLOSE: Final = Phrase("Valfri tangent stänger.", "Any key closes.")
KEYS_DECIDE: Final = Phrase("Avgöra", "Decide")
KEYS_LOOK: Final = Phrase("Titta", "Look")
KEYS_FEED: Final = Phrase("Mata", "Feed")
KEYS_ROOM: Final = Phrase("Plats", "Desk")

MENUS: Final[Mapping[Menu, Phrase]] = {
    Menu.UNSCANNABLE: Phrase("Kan inte skannas. Varför?", "Unscannable. Why?"),
    Menu.MARKETING: Phrase("Reklam. Vilken sort?", "Marketing. Which kind?"),
    Menu.UNREADABLE: Phrase("Oläslig mottagare. Varför?", "Unreadable recipient. Why?"),
    Menu.GIVE_UP: Phrase("Ge upp det som matats?", "Give up what was fed?"),
    Menu.RELEASE: Phrase("Släpp vidare. Vad har du sett?", "Let it go on. What did you see?"),
}
MENU_CONSEQUENCES: Final[Mapping[Menu, Phrase]] = {
    Menu.UNSCANNABLE: Phrase(
        "Öppnas inte. Skickas vidare till kunden.", "Is not opened. Is forwarded to the customer."
    ),
    Menu.MARKETING: Phrase("Öppnas inte. Destrueras.", "Is not opened. Is destroyed."),
    Menu.UNREADABLE: Phrase("Öppnas inte. Går i retur.", "Is not opened. Is returned."),
    Menu.GIVE_UP: Phrase(
        "Arken måste matas igen från början.", "The sheets must be fed again from the start."
    ),
    Menu.RELEASE: Phrase("Brevet levereras som det är.", "The letter is delivered as it is."),
}
MENU_CANCEL: Final = Phrase("Esc avbryter", "Esc cancels")

NOTES: Final[Mapping[Note, Phrase]] = {
    Note.REFUSED: Phrase("{sentence}", "{sentence}"),
    Note.SORTED: Phrase("{scan_id}: {route}", "{scan_id}: {route}"),
    Note.RECALLED: Phrase("{scan_id} är tillbaka.", "{scan_id} is back."),
    Note.NOT_NOW: Phrase(
        "Inget att avgöra här. Backsteg ångrar senaste beslutet.",
        "Nothing to decide here. Backspace undoes the last decision.",
    ),
    Note.NOTHING_TO_UNDO: Phrase(
        "Inget kan ångras. Allt är redan skickat.", "Nothing can be undone. Everything is sent."
    ),
    Note.CODE_IGNORED: Phrase(
        "Koden hör inte hit: varken en försändelse på bordet eller en kunds nummer.",
        "The code does not belong here: neither an item on the desk nor a customer's number.",
    ),
    Note.LATER: Phrase("{scan_id} ligger kvar till senare.", "{scan_id} is kept for later."),
}

NO_ITEM_TITLE: Final = Phrase("Redo för första kuvertet", "Ready for the first envelope")
NO_ITEM_TEXT: Final = Phrase(
    "Lägg det med framsidan mot dig i mataren.", "Put it in the feeder with its front facing you."
)
NO_TRAY_TITLE: Final = Phrase("Ingen bricka är öppen", "No tray is open")
NO_TRAY_TEXT: Final = Phrase(
    "Tryck mellanslag och skriv brickans nummer.", "Press Space and type the tray's number."
)
NO_ITEMS_YET: Final = Phrase(
    "Försändelserna visas här i den ordning de matas.", "Items appear here in the order fed."
)
READING_TITLE: Final = Phrase("Läser kuvertet", "Reading the envelope")
READING_TEXT: Final = Phrase("Beslutet kommer strax.", "The decision is a moment away.")
FILLED_TEXT: Final = Phrase(
    "Lägg papperet i arkivlådan. Nästa kuvert kan matas.",
    "Put the paper in the archive box. The next envelope may be fed.",
)
PAUSED_TEXT: Final = Phrase("Åtgärda skannern och fortsätt.", "See to the scanner and continue.")
REFUSED_TEXT: Final = Phrase(
    "Centralen nekade. Lägg den i arbetsledarens fack.",
    "The central system refused. Put it in the supervisor's tray.",
)
ACCEPT: Final = Phrase("Godkänn: {what}", "Accept: {what}")
DECIDED_BY: Final = Phrase("Beslut: {who}", "Decided by {who}")
MACHINE: Final = Phrase("automatiskt", "the machine")
RULE: Final = Phrase("regel {rule}", "rule {rule}")
NO_RECIPIENT: Final = Phrase("Ingen mottagare ännu", "No recipient yet")
CANDIDATES: Final = Phrase("Vem är mottagaren?", "Who is the recipient?")
TYPE_TITLE: Final = Phrase("Organisationsnummer", "Registration number")
NAME_TITLE: Final = Phrase("Sök mottagare på namn", "Find the recipient by name")
TYPE_AGAIN_TITLE: Final = Phrase("Numret en gång till", "The number once more")
TYPE_AGAIN: Final = Phrase(
    "Ingen avläsning stöder numret. Skriv det igen från kuvertet.",
    "No reading supports the number. Type it again from the envelope.",
)
TYPE_DIFFERED: Final = Phrase(
    "De två skiljer sig. Skriv numret igen, två lika i rad behövs.",
    "The two differ. Type the number again, two alike in a row are needed.",
)
TYPE_NEEDS: Final = Phrase("{left} siffror kvar", "{left} digits to go")
TYPE_NONE: Final = Phrase(
    "Ingen kund har ett nummer som börjar så.", "No customer's number begins like that."
)
CONFIRMS: Final[Mapping[Confirm, Phrase]] = {
    Confirm.NOT_A_CUSTOMER: Phrase(
        "Ingen kund har numret. Enter sorterar den som Inte kund.",
        "No customer has this number. Enter sorts it as Not a customer.",
    ),
    Confirm.ENDED: Phrase(
        "Kundens avtal har upphört. Enter sorterar den oöppnad.",
        "The customer's agreement has ended. Enter sorts it unopened.",
    ),
}
TYPE_NAME_NONE: Final = Phrase("Ingen kund heter så.", "No customer is called that.")
TYPE_CORRECT: Final = Phrase("Backsteg rättar, Esc avbryter", "Backspace corrects, Esc cancels")
TYPE_CHOOSE: Final = Phrase(
    "↓ ↑ väljer, Enter tar, Esc avbryter", "↓ ↑ choose, Enter takes, Esc cancels"
)
PAGE_FACE: Final = Phrase("Framsida", "Front")
PAGE_BACK: Final = Phrase("Baksida", "Back")
PAGE_CONTENT: Final = Phrase("Sida {number}", "Page {number}")
PAGE_BLANK: Final = Phrase("tom", "blank")
PAGE_NONE: Final = Phrase("Ingen sida", "No page")
CROP: Final = Phrase("Adressen på kuvertet", "The address on the envelope")
PAGE_BROKEN: Final = Phrase(
    "Bilden kan inte visas. Skanna arket igen (F3).",
    "The image cannot be shown. Scan the sheet again (F3).",
)
UNKNOWN_RECIPIENT: Final = Phrase("Okänd mottagare", "Recipient unknown")
NEW_ITEM: Final = Phrase("Ny försändelse", "New item")

COUNT_ITEMS: Final = Phrase("Försändelser", "Items")
COUNT_OF: Final = Phrase("{items} av {expected}", "{items} of {expected}")
COUNT_DOUBTFUL: Final = Phrase("Att avgöra", "To decide")
COUNT_HELD: Final = Phrase("Stoppade", "On hold")
COUNT_SCANNED: Final = Phrase("Skannade", "Scanned")
COUNT_SORTED: Final = Phrase("Sorterade", "Sorted out")
COUNT_WAITING: Final = Phrase("På väg", "Under way")
COUNT_DELIVERED: Final = Phrase("Levererade", "Delivered")
COUNT_SHEETS: Final = Phrase("Ark matade / i försändelser", "Sheets fed / in items")
COUNT_BALANCED: Final = Phrase("stämmer", "balanced")
COUNT_MISSING: Final = Phrase("{sheets} ark saknas", "{sheets} sheets missing")
COUNT_EXTRA: Final = Phrase("{sheets} ark för mycket", "{sheets} sheets too many")

ONLINE: Final = Phrase("Centralen svarar", "Central system online")
OFFLINE: Final = Phrase("Ingen kontakt", "Offline")
CLOCK_ADVICE: Final = Phrase(
    "Datorns klocka går fel. Be administratören ställa den. Arbeta vidare, {items} försändelser"
    " skickas sedan av sig själva.",
    "This computer's clock is wrong. Ask the administrator to set it. Go on working, {items} items"
    " are then sent by themselves.",
)
OFFLINE_ADVICE: Final = Phrase(
    "Centralen svarar inte. Arbeta vidare, {items} försändelser väntar på att skickas.",
    "The central system does not answer. Go on working, {items} items wait to be sent.",
)
BACKEND_UNKNOWN: Final = Phrase("Söker centralen", "Looking for the central system")
REGISTER_OF: Final = Phrase("Register {day}", "Register of {day}")
REGISTER_STALE: Final = Phrase("Gammalt register", "Old register")
REGISTER_STALE_ADVICE: Final = Phrase(
    "Registret är från {day}. Varje försändelse måste bekräftas tills ett nytt kommer.",
    "The register is of {day}. Every item must be confirmed until a new one comes.",
)
REGISTER_NONE: Final = Phrase("Inget register", "No register")
REGISTER_NONE_ADVICE: Final = Phrase(
    "Inget register har hämtats än. Inget kan sorteras av sig självt.",
    "No register has been fetched yet. Nothing can be sorted by itself.",
)
DISK_FINE: Final = Phrase("Disk", "Disk")
DISK_FULL: Final = Phrase("Disken är full", "Disk full")
DISK_FULL_ADVICE: Final = Phrase(
    "Disken är full. Sluta skanna och ropa på arbetsledaren, inget är förlorat.",
    "The disk is full. Stop scanning and call the supervisor, nothing is lost.",
)

SCANNER_SILENT: Final = Phrase(
    "Skannern är avstängd eller lös. Slå på den och kontrollera kabeln.",
    "The scanner is off or unplugged. Switch it on and check its cable.",
)
COVER_OPEN: Final = Phrase(
    "Skannerns lucka är öppen. Stäng den.", "The scanner's cover is open. Close it."
)
INK_LOW: Final = Phrase(
    "Stämpelns bläck tar snart slut. Hämta en ny patron.",
    "The imprinter's ink is running out. Fetch a new cartridge.",
)

CLOSE: Final = Phrase("Stäng", "Close")
SHEETS_NOW: Final = Phrase("ark", "sheets")
TRAY_LINE: Final = Phrase("Bricka {tray}", "Tray {tray}")
ARRIVED_LINE: Final = Phrase("Ankom {day}", "Arrived {day}")
NO_TRAY: Final = Phrase("Ingen bricka", "No tray")

SIGN_IN_TITLE: Final = Phrase("Logga in", "Sign in")
SIGN_IN_TEXT: Final = Phrase("Ditt namn står vid varje beslut.", "Your name is on every decision.")
USER: Final = Phrase("Användare", "User")
SECRET: Final = Phrase("Lösenord", "Password")
SIGN_IN: Final = Phrase("Logga in", "Sign in")
SIGN_IN_MISSING: Final = Phrase("Skriv både namn och lösenord.", "Type both name and password.")

SET_UP_TITLE: Final = Phrase("Bricka och skanner", "Tray and scanner")
SET_UP_TEXT: Final = Phrase(
    "Uppgifterna står på brickans kort.", "The details are on the tray's card."
)
TRAY: Final = Phrase("Brickans nummer", "Tray number")
ARRIVED: Final = Phrase("Ankomstdag", "Arrived on")
OPERATOR: Final = Phrase("Levererad av", "Delivered by")
EXPECTED: Final = Phrase("Antal enligt kortet", "Count on the card")
EXPECTED_UNKNOWN: Final = Phrase("okänt", "unknown")
SCANNER: Final = Phrase("Skanner", "Scanner")
PROFILE: Final = Phrase("Skannerns inställning", "Scanner setting")
WAY: Final = Phrase("Arbetssätt", "Way of working")
ONE_AT_A_TIME: Final = Phrase("En i taget", "One at a time")
STACK: Final = Phrase("Bunt", "Stack")
NO_SCANNERS: Final = Phrase(
    "Ingen skanner hittades. Slå på den och sök igen.",
    "No scanner was found. Switch it on and search again.",
)
SEARCH_AGAIN: Final = Phrase("Sök skanner", "Find scanners")
OPEN_TRAY: Final = Phrase("Öppna brickan", "Open the tray")
TRAY_MISSING: Final = Phrase("Skriv brickans nummer.", "Type the tray's number.")
POSTAL_OPERATORS: Final = ("PostNord", "CityMail", "Bring")
PROFILES: Final[Mapping[str, Phrase]] = {
    "letters": Phrase("Brev, båda sidor", "Letters, both sides"),
    "letters_grey": Phrase("Brev i gråskala", "Letters in grey"),
    "one_sided": Phrase("Bara framsidor", "Fronts only"),
    "both_faces": Phrase("Kuvertets båda sidor", "Both sides of the envelope"),
}
