"""What the pages about the company itself say, in Swedish and English."""

from collections.abc import Mapping
from typing import Final

from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.backend.web.company_words import CompanyTexts

ENGLISH: Final = CompanyTexts(
    menu="Mailbox",
    sections={
        "letters": "Letters",
        "originals": "Originals",
        "senders": "Senders",
        "company": "Addresses",
        "agreement": "Agreement",
        "watch": "Insight",
    },
    search="Search the letters",
    search_hint="Words of the letter, a sender or a scan id",
    search_found="Letters with “{asked}”",
    search_none="No letter has all the words. Try fewer, or the beginning of a word and *.",
    search_clear="Show all letters",
    done="Saved.",
    problem="That did not work. Nothing has been changed.",
    problems={
        "mailbox_state": "The mailbox is closed: nothing in it changes.",
        "address": "The address needs a name, a street, a Swedish postcode and a town, and cannot "
        "be the scanning address itself.",
        "email": "Write at least one e-mail address that can be written to.",
        "not_archived": "The original is not in the archive: it is on its way to you already, or "
        "it was never archived.",
        "agreement_not_in_force": "The agreement is not in force, so the original cannot be "
        "ordered here. Please contact us.",
        "payment_option": "A valid way to pay is needed first. Register one under Agreement.",
        "no_price": "There is no price for this yet. Please contact us.",
        "state": "The agreement as it stands does not allow that.",
    },
    save="Save",
    company_lead="The address you give to senders, and where we send what cannot be scanned.",
    kivra_title="Your scanning address",
    kivra_lead="Give this address to your senders and to Bolagsverket. We never report changes of "
    "address for you.",
    delivery_title="Delivery address",
    delivery_lead="Originals that you order and what cannot be scanned go there. It must be in "
    "Sweden.",
    name="Recipient",
    street="Street or box",
    postcode="Postcode",
    city="Town",
    emails_title="Notices",
    emails_lead="Every address is told of each new letter. The notice never says what the letter "
    "is about.",
    emails_hint="One address on each line",
    bounced="E-mail has not arrived since {day}",
    senders_lead="Those who have written to you.",
    senders_note="Switching a sender off is about digital mail. Letters on paper arrive and are "
    "scanned as before.",
    sender="Sender",
    letters="Letters",
    choice="Digital mail",
    switch_off="Switch off",
    switch_on="Switch on",
    is_off="Off",
    is_on="On",
    senders_none="Nobody has written yet.",
    elsewhere_title="Send what cannot be scanned",
    elsewhere_lead="Packages, cards, registered mail and whatever else cannot be scanned we send "
    "on for a fee. Ask these senders to send such mail straight to your own address.",
    elsewhere_items="Items",
    original_title="The original on paper",
    original_lead="The original is sent by post to your delivery address within two working days "
    "of the order.",
    original_price="The fee is {price} without VAT.",
    original_ask="Order the original",
    original_asked="{state}. Leaves by {day}.",
    originals_lead="Paper that you have ordered from the archive. Order on the letter's own page.",
    originals_none="You have not ordered any original.",
    asked_on="Ordered",
    leaves_by="Leaves by",
    state="State",
    states={
        "asked": "Ordered",
        "picked": "Picked",
        "sent": "Sent",
        "cancelled": "Taken back",
        "missing": "Could not be found",
    },
    trash="Trash",
    trash_lead="Letters that you have put away. They are not counted, not found by searching and "
    "not reminded of. Nothing is deleted by itself.",
    trash_empty="The trash is empty",
    put_in_trash="Put in the trash",
    take_back="Take back",
    trashed_note="Put in the trash {day}. It stays until you delete it yourselves.",
    delete="Delete for good",
    delete_title="Delete the letter for good?",
    delete_goes="This goes",
    delete_goes_list=(
        "the document and the pictures of its pages and envelope",
        "the text, the words it is found by, and what was read of an invoice",
    ),
    delete_stays="This stays",
    delete_paper="The paper is not touched: if it lies in the archive it stays there, until {day} "
    "at the earliest, and can be ordered from us by its scan id",
    delete_record="the record that the letter came, when, from whom, and who deleted it when",
    delete_books_title="Do you need it for the books?",
    delete_books="A letter that belongs to the accounts, such as an invoice, you must by Swedish "
    "law keep for seven years after the calendar year in which the financial year ended. Download "
    "it first. It cannot be had back from here.",
    delete_sure="Yes, delete for good",
    delete_done="The letter has been deleted for good.",
    deleted_title="Deleted letters",
    deleted_lead="All that is left of them. The latest fifty are shown.",
    deleted_came="Came",
    deleted_at="Deleted",
    deleted_by="By",
    not_ours="This is not our mail",
    not_ours_title="Is the letter somebody else's?",
    not_ours_lead="The letter leaves your mailbox at once and goes back to us. We find out what "
    "has happened and contact you if need be. It cannot be undone here.",
    not_ours_sure="Yes, it is somebody else's",
    not_ours_told="Thank you. The letter has left your mailbox.",
    not_ours_told_lead="Please do not share what you have seen. If you have downloaded the letter, "
    "delete the file.",
    cancel="Cancel",
    pay_title="To pay",
    pay_due="Due date",
    pay_due_source="The due date is read on page {page}.",
    pay_due_read="We remind you until the letter is marked as handled.",
    pay_credit="Credit note",
    pay_credit_lead="The letter calls itself a credit note: the amount is in your favour. Compare "
    "with the letter.",
    pay_amount="Amount",
    pay_amount_open="Fill in yourself, see the letter",
    pay_giros={"bankgiro": "Bankgiro", "plusgiro": "Plusgiro", "giro": "Giro number"},
    pay_reference="OCR number",
    pay_sources={
        "code_line": "Read from the payment line on page {page}; all check digits are right. "
        "Compare with the letter before you pay.",
        "qr": "Read from the QR code on page {page}. Compare with the letter before you pay.",
        "print": "Read from the print on page {page}; the check digits are right. Compare with the "
        "letter before you pay.",
    },
    pay_qr="A code for your bank's application",
    pay_swish="Swish number",
    pay_swish_qr="A code for Swish",
    pay_swish_twice="Read alike in two places, first on page {page}. Compare with the letter, and "
    "with the name that Swish shows.",
    pay_swish_once="The letter can be paid with Swish: see page {page}.",
    pay_swish_code="Read from the QR code on page {page}. Compare with the letter, and with the "
    "name that Swish shows.",
    pay_message="Message",
    pay_transfer="Payment in euros",
    pay_payee="Payee, as the code says",
    pay_transfer_reference="Reference",
    pay_transfer_code="Read from the QR code on page {page}; the account's check digits are right. "
    "Compare with the letter before you pay.",
    pay_differ="The letter contradicts itself",
    pay_differ_lead="A QR code in the letter says something else than what stands beside it. So we "
    "suggest no payment. Ask the sender, on a number that you have already.",
    pay_fields={
        "amount": "Amount",
        "euros": "Amount in euros",
        "due_date": "Due date",
        "bankgiro": "Bankgiro",
        "plusgiro": "Plusgiro",
        "iban": "IBAN",
        "reference": "OCR number",
        "swish": "Swish number",
    },
    pay_says={
        "code_line": "The payment line on page {page}",
        "qr": "The QR code on page {page}",
        "print": "The print on page {page}",
    },
    pay_otherwise={
        "autogiro": "Paid by direct debit (autogiro): you need not do anything.",
        "e_invoice": "Paid by e-invoice: you need not do anything here.",
    },
    agreement_lead="The agreement on scanning of paper mail.",
    standings={
        "active": "The agreement is in force",
        "notice": "Notice has been given",
        "unpaid": "The agreement ends: two reminders are unpaid",
        "ended": "The agreement has ended",
    },
    runs_from="In force from",
    runs_to="Last day",
    terms="Terms",
    pays_by="Paid by",
    pays_by_none="No valid way to pay",
    options={
        "bankgiro": "Invoice, bankgiro",
        "autogiro": "Direct debit (autogiro)",
        "e_invoice": "E-invoice",
        "card": "Card",
    },
    option_register="Register a way to pay",
    notice_title="Give notice",
    notice_lead="The agreement ends 90 days from today. The service works as usual until then. "
    "Change your address at Bolagsverket and with all senders before the last day.",
    notice_scope="What is to end?",
    notice_scopes={
        "plus": "The scanning alone: the mailbox stays",
        "both": "The scanning and the mailbox",
    },
    notice_sure="Yes, we want to give notice",
    notice_give="Give notice",
    reactivate_title="Take the notice back",
    reactivate_lead="That is possible up to and on the last day. Register a way to pay anew first.",
    reactivate="Continue the agreement",
    tell_senders_title="Senders to tell",
    tell_senders_lead="These have written to you. Give them your new address before the last day.",
    sender_letters_one="1 letter",
    sender_letters="{count} letters",
    closing_title="The mailbox closes",
    closed_title="The mailbox is closed",
    closing_soon="The mailbox closes after {closed}. The letters are still there and can be read, "
    "but nothing comes, changes or is deleted. Do take everything with you now.",
    closed_states={
        "frozen": "The mailbox closed after {closed}. The letters are still there and can be read "
        "and downloaded. Nothing is deleted until you say so. After eight years at least we ask "
        "you.",
        "to_empty": "You have ordered that all letters are deleted on {empties}. Until then they "
        "are still there, and you can change your mind.",
        "emptied": "The mailbox closed after {closed}, and all letters were deleted on {empties} "
        "as you ordered.",
        "to_empty_by_us": "The agreement ended {closed}, and we have not heard from you. All "
        "letters are "
        "deleted on {empties}. Until then they are still there, and you can keep them.",
        "emptied_by_us": "The mailbox closed after {closed}, and all letters were deleted on "
        "{empties} "
        "after we had asked you.",
    },
    closed_more="About the closing",
    frozen_note="The mailbox is closed: the letter can be read and downloaded, but not changed.",
    emptying_title="Delete all letters",
    emptying_lead="All letters are deleted for good 30 days after the order. Paper in the archive "
    "is not touched.",
    emptying_books="Letters that belong to the accounts, such as invoices, you must by Swedish law "
    "keep for seven years after the calendar year in which the financial year ended. Download them "
    "first.",
    emptying_sure="Yes, delete all letters for good",
    emptying_order="Order the deletion",
    emptying_take_back="Undo: keep the letters",
    messages_title="Messages from us",
    messages_none="No messages.",
    messages={
        "activated": "The agreement has been activated.",
        "countdown": "The agreement ends on {ends_on}. Change your address with your senders: "
        "{senders} have written.",
        "notice_received": "We have received the notice.",
        "reactivated": "The agreement continues.",
        "terminated": "The agreement has ended.",
        "feature": "The service has something new.",
        "payment_reminder": "A fee has not been paid.",
        "statement": "There is a new invoice for the service here.",
        "payment_option": "A valid way to pay is needed.",
        "address_needed": "A delivery address in Sweden is needed: something waits to be sent.",
        "original_sent": "An original has been sent.",
        "original_came_back": "An original came back to us.",
        "original_missing": "An original could not be found.",
        "mailbox_closed": "The agreement has ended and the mailbox is closed. The letters are "
        "still there.",
        "mailbox_abandoned": "The agreement ended long ago. The letters will be deleted on "
        "{ends_on}, "
        "unless you say otherwise on the page Agreement before that.",
        "mailbox_emptied": "All letters have been deleted, as you ordered.",
    },
    statements_title="Invoices for the service",
    statements_none="No invoices yet.",
    statement="Invoice",
    due="Due",
    to_pay="Left to pay",
    settled="Paid",
    reference="OCR number",
    people_title="Who can sign in",
    person="Name",
    login="Sign-in",
    accesses_title="Who has seen what",
    accesses_lead="The latest that has happened to your letters, also when our own systems have "
    "touched them.",
    accesses_none="Nothing has happened yet.",
    when="When",
    who="Who",
    what="What",
    letter="Letter",
    actions={
        "item_received": "Received",
        "content_sent": "Sent",
        "letter_read": "Read",
        "document_downloaded": "Downloaded",
        "letter_marked": "Changed a mark",
        "recall_asked": "Asked back",
        "letter_trashed": "Put in the trash",
        "letter_taken_back": "Took back from the trash",
        "letter_deleted": "Deleted for good",
        "not_ours": "Gave back",
        "original_requested": "Ordered the original",
        "original_filed": "Filed the original",
    },
    kinds={
        "station": "The mailroom",
        "operator": "The mailroom",
        "mailbox_user": "You",
        "integrator": "Your program",
        "tenant": "The sender",
        "job": "The system",
    },
    export_title="Take everything with you",
    export_lead="A ZIP file with each letter as a PDF and what is known of it, the invoices for "
    "the service, and lists that a spreadsheet opens: the letters, who has seen what and who can "
    "sign in. Everything stays here.",
    export="Download everything",
    sign_in_provider="Sign in with {provider}",
)

COMPANY: Final[Mapping[str, CompanyTexts]] = {"sv": SWEDISH, "en": ENGLISH}
