"""What the screen of the audit log says, and what each deed is called."""

from collections.abc import Mapping
from typing import Final

from ui.texts.phrase import Phrase

NAME: Final = Phrase("Logg", "Log")
ASKS: Final = Phrase(
    "Skriv en person, ett skannings-id eller en dag (2026-11-20)",
    "Write a person, a scan id or a day (2026-11-20)",
)
ASKS_MINE: Final = Phrase("Din dag, bara för dig", "Your day, for you alone")
TITLE: Final = Phrase("Vem har gjort och sett vad", "Who did and saw what")
NOTE_ALL: Final = Phrase("Det senaste", "The latest")
NOTE: Final = Phrase("Bara {words}", "Only {words}")
NONE: Final = Phrase("Inget stämmer med det.", "Nothing agrees with that.")
CHAIN: Final = Phrase("Loggens kedja", "The log's chain")
WHOLE: Final = Phrase("Hel", "Whole")
BROKEN: Final = Phrase("Bruten vid post {number}", "Broken at entry {number}")
BROKEN_SAID: Final = Phrase(
    "Loggen har ändrats i efterhand. Rör inget, ring den som ansvarar för driften.",
    "The log has been changed afterwards. Touch nothing, call whoever runs the system.",
)
WHOLE_SAID: Final = Phrase(
    "Varje post som visas följer på den före.", "Each entry shown follows from the one before."
)
SIGNED: Final = Phrase(
    "Till och med post {number} är loggen undertecknad, {time}",
    "The log is signed up to entry {number}, {time}",
)
UNSIGNED: Final = Phrase("Loggen är inte undertecknad än.", "The log is not signed yet.")
ENTRY: Final = Phrase("Post {number}", "Entry {number}")
MINE: Final = Phrase("Din dag", "Your day")
MINE_NOTE: Final = Phrase("Ingen annan ser dessa siffror.", "Nobody else is shown these figures.")
MINE_NONE: Final = Phrase("Inget än i dag.", "Nothing yet today.")
MINE_TOTAL: Final = Phrase("gånger i dag, allt sammanlagt", "times today, all together")
SHOWN: Final = Phrase("{count} visas", "{count} shown")
HINT_MINE: Final = Phrase("Min dag", "My day")
HINT_LOG: Final = Phrase("Hela loggen", "The whole log")
HINT_ALL: Final = Phrase("Visa allt", "Show all")
KINDS: Final[Mapping[str, Phrase]] = {
    "station": Phrase("station", "station"),
    "operator": Phrase("personal", "our people"),
    "mailbox_user": Phrase("företagets användare", "the company's user"),
    "integrator": Phrase("företagets program", "the company's program"),
    "tenant": Phrase("avsändarens program", "the sender's program"),
    "job": Phrase("centralen själv", "the central system itself"),
}
ACTIONS: Final[Mapping[str, Phrase]] = {
    "item_received": Phrase("tog emot försändelse", "received an item"),
    "letter_read": Phrase("läste brev", "read a letter"),
    "document_downloaded": Phrase("laddade ner dokument", "downloaded a document"),
    "letter_marked": Phrase("märkte brev", "marked a letter"),
    "recall_asked": Phrase("begärde tillbaka brev", "recalled a letter"),
    "signed_in": Phrase("loggade in", "signed in"),
    "sign_in_refused": Phrase("nekades inloggning", "was refused to sign in"),
    "letter_trashed": Phrase("lade brev i papperskorgen", "put a letter in the trash"),
    "letter_taken_back": Phrase("tog brev ur papperskorgen", "took a letter out of the trash"),
    "letter_deleted": Phrase("raderade brev för gott", "deleted a letter for good"),
    "emptying_proposed": Phrase(
        "föreslog att en övergiven brevlåda töms", "proposed to empty an abandoned mailbox"
    ),
    "emptying_ordered": Phrase("beställde att alla brev raderas", "ordered all letters deleted"),
    "emptying_taken_back": Phrase("ångrade att alla brev raderas", "took the deletion back"),
    "mailbox_emptied": Phrase("raderade alla brev", "deleted all letters"),
    "not_ours": Phrase("lämnade tillbaka brev", "gave a letter back"),
    "sender_switched": Phrase("ändrade avsändare", "switched a sender"),
    "exported": Phrase("tog ut allt", "exported everything"),
    "tray_registered": Phrase("registrerade bricka", "registered a tray"),
    "mailpiece_noted": Phrase("antecknade försändelse", "noted a mailpiece"),
    "paper_moved": Phrase("flyttade papper", "moved paper"),
    "activation_step": Phrase("steg mot aktivering", "took a step of activation"),
    "agreement_changed": Phrase("ändrade avtal", "changed an agreement"),
    "customer_changed": Phrase("ändrade kund", "changed a customer"),
    "terms_published": Phrase("gav ut villkor", "published terms"),
    "operators_revoked": Phrase("stängde ute personer", "revoked people"),
    "postal_operator_told": Phrase("underrättade postoperatör", "told a postal operator"),
    "store_changed": Phrase("ändrade i arkivet", "changed the store"),
    "custody_given": Phrase("överlämnade låda", "handed a box over"),
    "original_filed": Phrase("arkiverade original", "filed an original"),
    "original_requested": Phrase("begärde original", "asked for an original"),
    "original_held": Phrase("spärrade eller hävde spärr", "held or released an original"),
    "consignment_made": Phrase("packade sändning", "packed a consignment"),
    "consignment_left": Phrase("sände sändning", "sent a consignment"),
    "destruction": Phrase("gallring", "destruction"),
    "price_set": Phrase("satte pris", "set a price"),
    "statement_issued": Phrase("ställde ut faktura", "issued a statement"),
    "payment_noted": Phrase("noterade betalning", "noted a payment"),
    "reminder_sent": Phrase("skickade påminnelse", "sent a reminder"),
    "content_sent": Phrase("skickade digitalt brev", "sent a digital letter"),
    "shift_closed": Phrase("stängde dagen", "closed the day"),
    "review_decided": Phrase("avgjorde granskning", "decided a review"),
    "review_escalated": Phrase("lämnade granskning vidare", "escalated a review"),
    "person_changed": Phrase("ändrade personal", "changed a person"),
}
"""By the backend's own word; one that is not here is shown as it is."""
