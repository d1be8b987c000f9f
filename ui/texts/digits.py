"""What the page of digits says."""

from typing import Final

from ui.texts.phrase import Phrase

NAME: Final = Phrase("Siffror", "Digits")
ASKS: Final = Phrase("Är alla en {digit}?", "Is every one a {digit}?")
HOW: Final = Phrase(
    "Markera den som inte är det med mellanslag. Enter bekräftar resten.",
    "Mark what is not with Space. Enter confirms the rest.",
)
PLANTED: Final = Phrase(
    "En på sidan är med flit en annan siffra. Om den bekräftas räknas ingen på sidan.",
    "One on the page is another digit on purpose. If it is confirmed, the page does not count.",
)
EFFECT: Final = Phrase(
    "Inget brev avgörs här. En siffra som du tvivlar på går med sitt brev till kön, utmärkt.",
    "No letter is decided here. A digit that you doubt goes to the queue with its letter, marked.",
)
COUNT: Final = Phrase("{doubted} av {count} markerade", "{doubted} of {count} marked")
WAITING: Final = Phrase("{count} siffror väntar i kön", "{count} digits wait in the queue")
CONFIRMED: Final = Phrase(
    "{confirmed} bekräftade, {doubted} till kön.", "{confirmed} confirmed, {doubted} to the queue."
)
OVERLOOKED: Final = Phrase(
    "Den som med flit var en annan siffra bekräftades. Sidans bekräftelser räknas inte; titta på "
    "varje siffra.",
    "The one that was another digit on purpose was confirmed. The page's confirmations do not "
    "count; look at each digit.",
)
NOTHING: Final = Phrase("Inga siffror att titta på nu.", "No digits to look at now.")
NOTHING_MORE: Final = Phrase(
    "En sida visas när minst sex brev i kön har samma siffra att se på.",
    "A page comes when six or more of one digit wait in the queue.",
)
CROP: Final = Phrase("Siffra {place} av {count}", "Digit {place} of {count}")
CROP_DOUBTED: Final = Phrase(
    "Siffra {place} av {count}, markerad", "Digit {place} of {count}, marked"
)
HINT_MOVE: Final = Phrase("Flytta", "Move")
HINT_DOUBT: Final = Phrase("Inte den siffran", "Not that digit")
HINT_CONFIRM: Final = Phrase("Bekräfta resten", "Confirm the rest")
DOUBTED: Final = Phrase(
    "En kollega läser en annan siffra vid utmärkningen: {number}. Två personer avgör.",
    "A colleague reads another digit where it is marked: {number}. Two people decide.",
)
ALL_SEEN: Final = Phrase(
    "En kollega har sett varje siffra i {number}.",
    "A colleague has seen every digit of {number}.",
)
