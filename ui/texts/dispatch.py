"""What dispatch's screen says, and the rules behind it in words."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.dispatch import ConsignmentKind, Held
from mailroom.domain.retention import Carrier
from ui.leaving import Asks, Told
from ui.texts.phrase import Phrase

ASKS: Final[Mapping[Asks, Phrase]] = {
    Asks.TRACKING: Phrase(
        "Skanna budets eller postens nummer på kollit",
        "Scan the courier's or the post's number on the consignment",
    ),
    Asks.LABEL: Phrase(
        "Skanna försändelsens etikett. Tom rad packar, en kollietikett skickar",
        "Scan an item's label. An empty line packs, a consignment's label sends",
    ),
    Asks.WEIGHT: Phrase("Väg den, skriv vikten i gram", "Weigh it, write the weight in grams"),
    Asks.COURIER: Phrase("Vilket bud? {names}", "Which courier? {names}"),
    Asks.CAME_BACK: Phrase(
        "Skanna etiketten på det som kom tillbaka", "Scan the label of what came back"
    ),
    Asks.SENDER: Phrase("Avsändaren, som på omslaget", "The sender, as on the cover"),
}
SENDER_LINES: Final = (
    Phrase("Avsändarens namn, som på omslaget", "The sender's name, as on the cover"),
    Phrase("Avsändarens gatuadress", "The sender's street"),
    Phrase("Avsändarens postnummer", "The sender's postcode"),
    Phrase("Avsändarens ort", "The sender's town"),
)
OUTGOING: Final = Phrase("Att packa", "To pack")
PACKED: Final = Phrase("Packat, väntar på att skannas ut", "Packed, waiting to be scanned out")
COVER: Final = Phrase("I omslaget: {count}", "In the cover: {count}")
WHY: Final = Phrase("Vart den ska", "Where it goes")
NONE_OUTGOING: Final = Phrase(
    "Inget väntar på att packas. Det som sorteras ut kommer hit av sig självt.",
    "Nothing waits to be packed. What is sorted out comes here by itself.",
)
NONE_PACKED: Final = Phrase(
    "Inget är packat. Skanna etiketter, sedan en tom rad.",
    "Nothing is packed. Scan labels, then an empty line.",
)
NONE_CHOSEN: Final = Phrase(
    "Skanna en etikett eller välj en rad.", "Scan a label or choose a line."
)
DUE: Final = Phrase("ska ut {day}", "due {day}")
WEIGHT: Final = Phrase("{grams} g", "{grams} g")
TRACKING: Final = Phrase("nr {number}", "no. {number}")
COUNT: Final = Phrase("{count} st", "{count} inside")

KINDS: Final[Mapping[ConsignmentKind, Phrase]] = {
    ConsignmentKind.FORWARD: Phrase("Till kunden", "To the customer"),
    ConsignmentKind.RETURN: Phrase("Åter till avsändaren", "Back to the sender"),
    ConsignmentKind.HAND_OVER: Phrase("Till postoperatören", "To the postal operator"),
    ConsignmentKind.ORIGINAL: Phrase("Beställt original", "Original asked for"),
}
REASONS: Final[Mapping[ConsignmentKind, Phrase]] = {
    ConsignmentKind.FORWARD: Phrase(
        "Går inte att skanna, så den skickas till kundens adress i Sverige inom två arbetsdagar. "
        "Över 20 kg går den med bud, annars med post.",
        "It cannot be scanned, so it goes to the customer's address in Sweden within two working "
        "days. Above 20 kg it goes by courier, else by post.",
    ),
    ConsignmentKind.RETURN: Phrase(
        "Mottagaren går inte att läsa. Den går oöppnad åter till avsändaren.",
        "Its recipient cannot be read. It goes back to the sender unopened.",
    ),
    ConsignmentKind.HAND_OVER: Phrase(
        "Varken mottagare eller avsändare går att läsa, eller avtalet har upphört. "
        "{operator} kom med den och får den tillbaka.",
        "Neither recipient nor sender can be read, or the agreement has ended. "
        "{operator} brought it and takes it back.",
    ),
    ConsignmentKind.ORIGINAL: Phrase(
        "Kunden har beställt sitt original. Det går med post inom två arbetsdagar.",
        "The customer has asked for the original. It goes by post within two working days.",
    ),
}
UNPAID: Final = Phrase(
    "Kunden har inte betalat efter två påminnelser. Den går åter till avsändaren.",
    "The customer has not paid after two reminders. It goes back to the sender.",
)
HELD: Final[Mapping[Held, Phrase]] = {
    Held.NO_ADDRESS: Phrase(
        "Hålls kvar: kunden har ingen leveransadress. Be kunden om en.",
        "Held: the customer has no delivery address. Ask the customer for one.",
    ),
    Held.FOREIGN_ADDRESS: Phrase(
        "Hålls kvar: adressen är utomlands, och post går bara inom Sverige. Be om en annan.",
        "Held: the address is abroad, and mail only goes within Sweden. Ask for another.",
    ),
    Held.OPERATOR_UNKNOWN: Phrase(
        "Hålls kvar: ingen vet vilken operatör som kom med den. Arbetsledaren avgör.",
        "Held: nobody knows which operator brought it. The supervisor decides.",
    ),
    Held.SUPERVISOR: Phrase(
        "Hålls kvar: arbetsledaren avgör vart den ska.",
        "Held: the supervisor decides where it goes.",
    ),
    Held.CAME_BACK: Phrase(
        "Hålls kvar: den kom tillbaka från kunden. Be om en adress som stämmer.",
        "Held: it came back from the customer. Ask for an address that is right.",
    ),
}
CARRIERS: Final[Mapping[Carrier, Phrase]] = {
    Carrier.POST: Phrase("Post", "Post"),
    Carrier.COURIER: Phrase("Bud", "Courier"),
}
HELD_SHORT: Final = Phrase("Hålls kvar", "Held")

HINT_TURN: Final = Phrase("Byt lista", "Other list")
HINT_UNPACK: Final = Phrase("Packa upp", "Unpack")
HINT_CAME_BACK: Final = Phrase("Åter hit", "Came back")
NO_COURIERS: Final = Phrase(
    "Inga bud är inlagda i centralens inställningar.",
    "No couriers stand in the central settings.",
)
HINT_COURIER: Final = Phrase("Bud", "Courier")
HINT_TRACK: Final = Phrase("Kollinummer", "Tracking")
HINT_PRINT: Final = Phrase("Skriv ut", "Print")
HINT_LIST: Final = Phrase("Hämtlista", "Driver's list")
HINT_BACK: Final = Phrase("Ta ur", "Take out")

SAID: Final[Mapping[Told, Phrase]] = {
    Told.READY: Phrase("Redo", "Ready"),
    Told.ASKING: Phrase("Frågar centralen …", "Asking the central system …"),
    Told.GATHERED: Phrase(
        "{about} ligger i omslaget. Nästa etikett, eller Enter för att packa.",
        "{about} is in the cover. The next label, or Enter to pack.",
    ),
    Told.WEIGH: Phrase("Väg {about}: vikten avgör hur den går.", "Weigh {about}: it decides how."),
    Told.BY_POST: Phrase(
        "{about} g, går med post. Enter packar.", "{about} g, goes by post. Enter packs."
    ),
    Told.BY_COURIER: Phrase(
        "{about} g är över 20 kg och går med bud. Enter packar.",
        "{about} g is above 20 kg and goes by courier. Enter packs.",
    ),
    Told.SENDER: Phrase(
        "Skriv avsändaren rad för rad. Varje rad behövs.",
        "Write the sender line by line. Every line is needed.",
    ),
    Told.PACKED: Phrase(
        "{about} är packat. F5 skriver ut etiketten; skanna den när kolliet går.",
        "{about} is packed. F5 prints its label; scan it when it leaves.",
    ),
    Told.LEFT: Phrase("{about} har gått.", "{about} has left."),
    Told.WHAT_CAME_BACK: Phrase(
        "Vad kom tillbaka från en kund? Skanna kolliets etikett.",
        "What came back from a customer? Scan the consignment's label.",
    ),
    Told.TAKEN_BACK: Phrase(
        "{about} är här igen och kunden får veta det. Ett original arkiveras på nytt.",
        "{about} is here again and the customer is told. An original is filed anew.",
    ),
    Told.NOT_BACK: Phrase(
        "Det kolliet har inte gått till någon kund. Lägg det åt sidan.",
        "That consignment has not gone to a customer. Put it aside.",
    ),
    Told.UNPACKED: Phrase("Uppackat. Det väntar igen.", "Unpacked. It waits again."),
    Told.PRINTED: Phrase("Etiketten är öppnad för utskrift.", "The label is open to print."),
    Told.LISTED: Phrase(
        "Hämtlistan är öppnad för utskrift. Chauffören och du skriver under den.",
        "The driver's list is open to print. The driver and you sign it.",
    ),
    Told.NOTHING_PACKED: Phrase(
        "Inget är packat, så det finns inget att lista.", "Nothing is packed, so nothing to list."
    ),
    Told.IN_COVER: Phrase("{about} ligger redan i omslaget.", "{about} is in the cover already."),
    Told.NOT_A_WEIGHT: Phrase("Skriv vikten i hela gram.", "Write the weight in whole grams."),
    Told.TRACK: Phrase("Vilket nummer har {about}?", "Which number has {about}?"),
    Told.TRACKED: Phrase(
        "{about} har sitt nummer. Skriv ut etiketten igen om numret ska stå på den.",
        "{about} has its number. Print its label again if the number is to stand on it.",
    ),
    Told.WHICH_COURIER: Phrase(
        "Skriv budets siffra för {about}, sedan Enter.",
        "Type the courier's digit for {about}, then Enter.",
    ),
    Told.COURIER: Phrase(
        "{about} tar den. Skriv ut etiketten igen med F5.",
        "{about} takes it. Print its label again with F5.",
    ),
    Told.NO_COURIER: Phrase(
        "Upp till 20 kg går det med posten eller mot lista.",
        "Up to 20 kg it goes by post or on a list.",
    ),
    Told.NOT_A_COURIER: Phrase(
        "Skriv en siffra som står vid ett bud.", "Type a digit that stands at a courier."
    ),
    Told.COURIER_MISSING: Phrase(
        "Över 20 kg: välj först bud med F8. Den ligger kvar här.",
        "Above 20 kg: choose the courier with F8 first. It is still here.",
    ),
    Told.NOT_TRACKING: Phrase(
        "Det är inget kollinummer, eller så är en siffra fel. Skanna igen.",
        "That is no tracking number, or a digit is wrong. Scan it again.",
    ),
    Told.CHOOSE_PACKED: Phrase(
        "Välj först ett packat kolli (F3).", "First choose a packed consignment (F3)."
    ),
    Told.COVER_OPEN: Phrase(
        "Packa omslaget först (Enter), eller ta ur det (Delete).",
        "Pack the cover first (Enter), or take it out (Delete).",
    ),
    Told.HELD: Phrase(
        "{about} hålls kvar och får inte gå än.", "{about} is held and must not leave yet."
    ),
    Told.NOT_TOGETHER: Phrase(
        "{about} hör inte till samma omslag. Packa det för sig.",
        "{about} does not belong in this cover. Pack it apart.",
    ),
    Told.NOT_OUTGOING: Phrase(
        "{about} ska inte skickas. Lägg den åt sidan.",
        "{about} is not to be sent. Put it aside.",
    ),
    Told.NOT_PACKED: Phrase(
        "{about} är inte packat här. Det får inte gå.",
        "{about} is not packed here. It must not leave.",
    ),
    Told.FOREIGN_LABEL: Phrase(
        "Den etiketten är inte vår. Skanna rätt streckkod.",
        "That label is not ours. Scan the right code.",
    ),
    Told.WEIGHT_REFUSED: Phrase(
        "Tillsammans är det för tungt, eller så saknas en vikt. Dela på det.",
        "Together it is too heavy, or a weight is missing. Make two of it.",
    ),
    Told.ADDRESS_REFUSED: Phrase(
        "Adressen går inte att skicka till. Rätta den först.",
        "That address cannot be sent to. Put it right first.",
    ),
    Told.STATE_REFUSED: Phrase(
        "Någon annan har tagit det under tiden. Se listan.",
        "Somebody else has taken it meanwhile. See the list.",
    ),
    Told.NO_ANSWER: Phrase(
        "Centralen svarar inte. Låt det ligga tills listan är färsk igen.",
        "The central system does not answer. Let it lie until the list is fresh again.",
    ),
    Told.NOT_ALLOWED: Phrase(
        "Din roll omfattar inte detta. Be arbetsledaren.",
        "Your role does not cover this. Ask the supervisor.",
    ),
    Told.REFUSED: Phrase(
        "Centralen nekade det. Be arbetsledaren se på det.",
        "The central system refused it. Ask the supervisor to look.",
    ),
}
