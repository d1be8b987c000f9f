"""What the console calls categories, reasons, routes, doubts, holds and states."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.items import HoldReason, ItemState
from mailroom.domain.sorting import Category, DoubtReason, PaperRoute, UnscannableReason
from ui.texts.phrase import Phrase

CATEGORIES: Final[Mapping[Category, Phrase]] = {
    Category.SCANNABLE: Phrase("Skannas", "Scannable"),
    Category.UNSCANNABLE: Phrase("Kan inte skannas", "Unscannable"),
    Category.MARKETING: Phrase("Reklam", "Marketing"),
    Category.UNREADABLE: Phrase("Oläslig mottagare", "Unreadable recipient"),
    Category.NOT_A_CUSTOMER: Phrase("Inte kund", "Not a customer"),
    Category.AGREEMENT_ENDED: Phrase("Avtalet har upphört", "Agreement ended"),
}

UNSCANNABLE_REASONS: Final[Mapping[UnscannableReason, Phrase]] = {
    UnscannableReason.PACKAGE: Phrase("Paket", "Parcel"),
    UnscannableReason.DEBIT_CARD: Phrase("Betalkort", "Payment card"),
    UnscannableReason.REGISTERED: Phrase("Rekommenderat", "Registered letter"),
    UnscannableReason.ODD_FORMAT: Phrase("Avvikande format", "Odd format"),
    UnscannableReason.PERSONAL_PICKUP: Phrase("Personlig utlämning", "Personal pick-up"),
}

ROUTES: Final[Mapping[PaperRoute, Phrase]] = {
    PaperRoute.OPEN_AND_SCAN: Phrase(
        "Öppna och skanna innehållet.", "Open it and scan the contents."
    ),
    PaperRoute.FORWARD: Phrase("Lägg i Vidarebefordran.", "Put it in Forwarding."),
    PaperRoute.RETURN_TO_SENDER: Phrase(
        "Lägg oöppnad i Retur till avsändaren.", "Put it unopened in Return to sender."
    ),
    PaperRoute.TO_POSTAL_OPERATOR: Phrase(
        "Lägg oöppnad i Åter till posten.", "Put it unopened in Back to the post."
    ),
    PaperRoute.DESTROY: Phrase("Lägg oöppnad i Destruktion.", "Put it unopened in Destruction."),
    PaperRoute.REVIEW: Phrase("Lägg i arbetsledarens fack.", "Put it in the supervisor's tray."),
}

DOUBTS: Final[Mapping[DoubtReason, Phrase]] = {
    DoubtReason.CONFIRM: Phrase(
        "Allt stämmer. Jämför bilden och bekräfta.",
        "Everything agrees. Compare the picture and confirm.",
    ),
    DoubtReason.NO_NUMBER: Phrase(
        "Inget nummer hittades. Välj mottagare eller skriv numret.",
        "No number was found. Pick the recipient or type the number.",
    ),
    DoubtReason.CHECK_DIGIT: Phrase(
        "Kontrollsiffran stämmer inte. Läs numret på kuvertet.",
        "The check digit is wrong. Read the number on the envelope.",
    ),
    DoubtReason.TWO_NUMBERS: Phrase(
        "Två olika nummer på kuvertet. Välj det som gäller.",
        "Two different numbers on the envelope. Pick the one that applies.",
    ),
    DoubtReason.NOT_IN_REGISTER: Phrase(
        "Numret finns inte i registret. Kontrollera siffrorna.",
        "The number is not in the register. Check the digits.",
    ),
    DoubtReason.NAME_DISAGREES: Phrase(
        "Namn och nummer hör inte ihop. Jämför med kuvertet.",
        "Name and number do not belong together. Compare with the envelope.",
    ),
    DoubtReason.NAME_MISSING: Phrase(
        "Inget namn kunde läsas. Jämför namnet med kuvertet.",
        "No name could be read. Compare the name with the envelope.",
    ),
    DoubtReason.NEAR_TWIN: Phrase(
        "Ett annat bolag heter nästan likadant. Jämför noga.",
        "Another company has nearly the same name. Compare with care.",
    ),
    DoubtReason.REPAIRED: Phrase(
        "Otydliga siffror har tolkats. Jämför numret med kuvertet.",
        "Unclear digits were interpreted. Compare the number with the envelope.",
    ),
    DoubtReason.ONE_READER: Phrase(
        "För få avläsningar stöder numret. Jämför med kuvertet.",
        "Too few readings support the number. Compare with the envelope.",
    ),
    DoubtReason.CODE_DISAGREES: Phrase(
        "Koden säger ett nummer, texten ett annat. Välj rätt.",
        "The code says one number, the text another. Pick the right one.",
    ),
    DoubtReason.HANDWRITING: Phrase(
        "Adressen är handskriven. Läs den själv.", "The address is handwritten. Read it yourself."
    ),
    DoubtReason.PERSON_FIRST: Phrase(
        "En person står före företaget. Får den öppnas?",
        "A person stands before the company. May it be opened?",
    ),
    DoubtReason.DO_NOT_OPEN: Phrase(
        "Märkt personligt eller konfidentiellt. Öppna inte utan beslut.",
        "Marked personal or confidential. Do not open without a decision.",
    ),
    DoubtReason.UNREADABLE: Phrase(
        "Mottagaren kunde inte läsas. Titta på kuvertet.",
        "The recipient could not be read. Look at the envelope.",
    ),
    DoubtReason.MARKETING_UNSURE: Phrase(
        "Det kan vara reklam. Avgör genom att titta.", "It may be marketing. Decide by looking."
    ),
    DoubtReason.UNSCANNABLE_UNSURE: Phrase(
        "Den kanske inte kan skannas. Känn på den och avgör.",
        "It may not be scannable. Feel it and decide.",
    ),
    DoubtReason.REGISTER_STALE: Phrase(
        "Registret är för gammalt. Varje försändelse måste bekräftas.",
        "The register is too old. Every item must be confirmed.",
    ),
    DoubtReason.UNREADABLE_IMAGE: Phrase(
        "Bilden går inte att läsa. Skanna framsidan igen (F3).",
        "The image cannot be read. Scan the front again (F3).",
    ),
    DoubtReason.RECALLED: Phrase(
        "Beslutet är taget tillbaka. Bestäm på nytt.",
        "The decision was taken back. Decide again.",
    ),
    DoubtReason.RESCAN_ASKED: Phrase(
        "Granskaren ser för lite. Ta fram kuvertet och mata det igen med F3.",
        "The reviewer cannot see enough. Take the envelope and feed it again with F3.",
    ),
    DoubtReason.BLIND_CHECK: Phrase(
        "Stickprov. Skriv numret eller namnet som står på kuvertet.",
        "A sample. Type the number or the name that stands on the envelope.",
    ),
    DoubtReason.OPENED_UNDECIDED: Phrase(
        "Innehållet är skannat men får inte öppnas. Fråga arbetsledaren.",
        "The contents are scanned, but it may not be opened. Ask the supervisor.",
    ),
}

HOLDS: Final[Mapping[HoldReason, Phrase]] = {
    HoldReason.FOREIGN_PAGE: Phrase(
        "En sida ser ut att höra till någon annan. Jämför den med de övriga.",
        "A page seems to belong to somebody else. Compare it with the others.",
    ),
    HoldReason.PAGE_MISSING: Phrase(
        "En sida verkar saknas. Titta i kuvertet och i facket.",
        "A page seems to be missing. Look in the envelope and in the tray.",
    ),
    HoldReason.PAGE_UNREAD: Phrase(
        "Texten på en sida kunde inte läsas. Kontrollera att bilden är tydlig.",
        "The text of a page could not be read. Check that the image is clear.",
    ),
    HoldReason.PAGE_DAMAGED: Phrase(
        "En sida är skadad. Skanna arket igen (F3).",
        "A page is damaged. Scan the sheet again (F3).",
    ),
    HoldReason.SHEET_TO_FEED_AGAIN: Phrase(
        "Ett ark måste matas igen. Lägg det i mataren och tryck F3.",
        "A sheet must be fed again. Put it in the feeder and press F3.",
    ),
    HoldReason.BOUNDARY_UNSURE: Phrase(
        "Ett ark kan höra till nästa försändelse. Titta efter.",
        "A sheet may belong to the next item. Check it.",
    ),
    HoldReason.IMPRINT_LEAPS: Phrase(
        "Stämpelns nummer hoppar: ett ark har matats utan att synas. Räkna arken.",
        "The imprinted numbers leap: a sheet was fed and not seen. Count the sheets.",
    ),
    HoldReason.BROKE_THE_READER: Phrase(
        "Försändelsen stoppade läsningen två gånger. Lämna den till arbetsledaren.",
        "The item stopped the reader twice. Give it to the supervisor.",
    ),
}

STATES: Final[Mapping[ItemState, Phrase]] = {
    ItemState.CAPTURED: Phrase("Läses", "Being read"),
    ItemState.READ: Phrase("Avgörs", "Being decided"),
    ItemState.DOUBTFUL: Phrase("Väntar på dig", "Waits for you"),
    ItemState.OPENING: Phrase("Öppnas", "To be opened"),
    ItemState.FILLED: Phrase("Sidorna läses", "Pages being read"),
    ItemState.HELD: Phrase("Stoppad", "On hold"),
    ItemState.DOCUMENTED: Phrase("Brevet är klart", "Letter ready"),
    ItemState.RELEASING: Phrase("Kan ångras", "Can be undone"),
    ItemState.SENDING: Phrase("Skickas", "Sending"),
    ItemState.DELIVERED: Phrase("Levererad", "Delivered"),
    ItemState.REFUSED: Phrase("Nekad", "Refused"),
}

UNREADABLE_NOTES: Final = (
    Phrase("Adress saknas", "No address"),
    Phrase("Skadad eller utsmetad", "Damaged or smeared"),
    Phrase("Handstilen går inte att läsa", "Handwriting cannot be read"),
)

GIVE_UP_NOTES: Final = (Phrase("Ja, ge upp dem", "Yes, give them up"),)

RELEASE_NOTES: Final = (
    Phrase("Alla sidor hör hit", "Every page belongs here"),
    Phrase("Sidan saknas i originalet", "The page is missing in the original"),
    Phrase("Läsbar för ögat", "Readable to the eye"),
)
