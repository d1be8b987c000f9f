"""What the pages about the company itself say, in Swedish and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class CompanyTexts:
    """Sentences with braces are filled by `str.format`."""

    menu: str
    sections: Mapping[str, str]
    search: str
    search_hint: str
    search_found: str
    search_none: str
    search_clear: str
    done: str
    problem: str
    problems: Mapping[str, str]
    save: str
    company_lead: str
    kivra_title: str
    kivra_lead: str
    delivery_title: str
    delivery_lead: str
    name: str
    street: str
    postcode: str
    city: str
    emails_title: str
    emails_lead: str
    emails_hint: str
    bounced: str
    senders_lead: str
    senders_note: str
    sender: str
    letters: str
    choice: str
    switch_off: str
    switch_on: str
    is_off: str
    is_on: str
    senders_none: str
    original_title: str
    original_lead: str
    original_price: str
    original_ask: str
    original_asked: str
    originals_lead: str
    originals_none: str
    asked_on: str
    leaves_by: str
    state: str
    states: Mapping[str, str]
    not_ours: str
    not_ours_title: str
    not_ours_lead: str
    not_ours_sure: str
    not_ours_told: str
    not_ours_told_lead: str
    cancel: str
    pay_title: str
    pay_amount: str
    pay_amount_open: str
    pay_giro: str
    pay_giro_unknown: str
    pay_reference: str
    pay_source: str
    pay_qr: str
    pay_otherwise: Mapping[str, str]
    agreement_lead: str
    standings: Mapping[str, str]
    runs_from: str
    runs_to: str
    terms: str
    pays_by: str
    pays_by_none: str
    options: Mapping[str, str]
    option_register: str
    notice_title: str
    notice_lead: str
    notice_sure: str
    notice_give: str
    reactivate_title: str
    reactivate_lead: str
    reactivate: str
    messages_title: str
    messages_none: str
    messages: Mapping[str, str]
    statements_title: str
    statements_none: str
    statement: str
    due: str
    to_pay: str
    settled: str
    reference: str
    people_title: str
    person: str
    login: str
    accesses_title: str
    accesses_lead: str
    accesses_none: str
    when: str
    who: str
    what: str
    letter: str
    actions: Mapping[str, str]
    kinds: Mapping[str, str]
    export_title: str
    export_lead: str
    export: str
    sign_in_provider: str


SWEDISH: Final = CompanyTexts(
    menu="Brevlådan",
    sections={
        "letters": "Brev",
        "originals": "Original",
        "senders": "Avsändare",
        "company": "Adresser",
        "agreement": "Avtal",
        "watch": "Insyn",
    },
    search="Sök i breven",
    search_hint="Ord ur brevet, avsändare eller skannings-id",
    search_found="Brev med ”{asked}”",
    search_none="Inget brev innehåller alla orden. Pröva färre ord, eller början av ett ord och *.",
    search_clear="Visa alla brev",
    done="Sparat.",
    problem="Det gick inte. Inget har ändrats.",
    problems={
        "address": "Adressen behöver namn, gata, svenskt postnummer och ort, "
        "och får inte vara skanningsadressen själv.",
        "email": "Skriv minst en e-postadress som det går att skriva till.",
        "not_archived": "Originalet finns inte i arkivet: det är redan på väg till er, "
        "eller så har det aldrig arkiverats.",
        "agreement_not_in_force": "Avtalet gäller inte, så originalet kan inte beställas här. "
        "Hör av er till oss.",
        "payment_option": "Det behövs ett giltigt betalsätt först. Registrera ett under Avtal.",
        "no_price": "Det finns inget pris för detta ännu. Hör av er till oss.",
        "state": "Det går inte som avtalet står nu.",
    },
    save="Spara",
    company_lead="Adressen ni ger till avsändare, och vart vi skickar det som inte går att skanna.",
    kivra_title="Er skanningsadress",
    kivra_lead="Ge den här adressen till era avsändare och till Bolagsverket. Vi anmäler aldrig "
    "adressändringar åt er.",
    delivery_title="Leveransadress",
    delivery_lead="Dit går original som ni beställer och sådant som inte kan skannas. Den måste "
    "ligga i Sverige.",
    name="Mottagare",
    street="Gata eller box",
    postcode="Postnummer",
    city="Ort",
    emails_title="Aviseringar",
    emails_lead="Alla adresserna får ett meddelande om varje nytt brev. Meddelandet säger aldrig "
    "vad brevet handlar om.",
    emails_hint="En adress per rad",
    bounced="Mejl kommer inte fram sedan {day}",
    senders_lead="De som har skrivit till er.",
    senders_note="Att stänga av en avsändare gäller digitala utskick. Brev på papper kommer och "
    "skannas som förut.",
    sender="Avsändare",
    letters="Brev",
    choice="Digitala utskick",
    switch_off="Stäng av",
    switch_on="Slå på",
    is_off="Avstängd",
    is_on="På",
    senders_none="Ingen har skrivit ännu.",
    original_title="Original på papper",
    original_lead="Originalet skickas med post till er leveransadress senast två arbetsdagar efter "
    "beställningen.",
    original_price="Avgift {price} utan moms.",
    original_ask="Beställ originalet",
    original_asked="{state}. Skickas senast {day}.",
    originals_lead="Papper ni har beställt ur arkivet. Beställ från brevets egen sida.",
    originals_none="Ni har inte beställt något original.",
    asked_on="Beställt",
    leaves_by="Skickas senast",
    state="Läge",
    states={
        "asked": "Beställt",
        "picked": "Plockat",
        "sent": "Skickat",
        "cancelled": "Återtaget",
        "missing": "Kunde inte hittas",
    },
    not_ours="Det här är inte vår post",
    not_ours_title="Är brevet någon annans?",
    not_ours_lead="Brevet försvinner ur er brevlåda på en gång och lämnas tillbaka till oss. Vi "
    "utreder vad som har hänt och hör av oss om det behövs. Det går inte att ångra här.",
    not_ours_sure="Ja, det är någon annans",
    not_ours_told="Tack. Brevet är borta ur er brevlåda.",
    not_ours_told_lead="Dela inte det ni har sett. Har ni laddat ner brevet, radera filen.",
    cancel="Avbryt",
    pay_title="Att betala",
    pay_amount="Belopp",
    pay_amount_open="Fyll i själv, se brevet",
    pay_giro="Bankgiro",
    pay_giro_unknown="Gironummer",
    pay_reference="OCR-nummer",
    pay_source="Läst ur betalningsraden på sida {page}; alla kontrollsiffror stämmer. Jämför med "
    "brevet innan ni betalar.",
    pay_qr="Kod att läsa med bankens app",
    pay_otherwise={
        "autogiro": "Betalas via autogiro: ni behöver inte göra något.",
        "e_invoice": "Betalas via e-faktura: ni behöver inte göra något här.",
    },
    agreement_lead="Avtalet om skanning av papperspost.",
    standings={
        "active": "Avtalet gäller",
        "notice": "Avtalet är uppsagt",
        "unpaid": "Avtalet upphör: två påminnelser är obetalda",
        "ended": "Avtalet har upphört",
    },
    runs_from="Gäller från",
    runs_to="Sista dag",
    terms="Villkor",
    pays_by="Betalsätt",
    pays_by_none="Inget giltigt betalsätt",
    options={
        "bankgiro": "Faktura, bankgiro",
        "autogiro": "Autogiro",
        "e_invoice": "E-faktura",
        "card": "Kort",
    },
    option_register="Registrera betalsätt",
    notice_title="Säg upp avtalet",
    notice_lead="Avtalet upphör 90 dagar efter i dag. Tjänsten fungerar som vanligt till dess. "
    "Byt adress hos Bolagsverket och alla avsändare före sista dagen.",
    notice_sure="Ja, vi vill säga upp avtalet",
    notice_give="Säg upp",
    reactivate_title="Ångra uppsägningen",
    reactivate_lead="Det går till och med sista dagen. Registrera betalsätt på nytt först.",
    reactivate="Fortsätt avtalet",
    messages_title="Meddelanden från oss",
    messages_none="Inga meddelanden.",
    messages={
        "activated": "Avtalet är aktiverat.",
        "countdown": "Avtalet upphör snart. Byt adress hos era avsändare.",
        "notice_received": "Vi har tagit emot uppsägningen.",
        "reactivated": "Avtalet fortsätter.",
        "terminated": "Avtalet har upphört.",
        "feature": "Tjänsten har fått något nytt.",
        "payment_reminder": "En avgift är inte betald.",
        "statement": "En ny faktura för tjänsten finns här.",
        "payment_option": "Det behövs ett giltigt betalsätt.",
        "address_needed": "Det behövs en leveransadress i Sverige: något väntar på att skickas.",
        "original_sent": "Ett original är skickat.",
        "original_came_back": "Ett original kom tillbaka till oss.",
        "original_missing": "Ett original kunde inte hittas.",
    },
    statements_title="Fakturor för tjänsten",
    statements_none="Inga fakturor ännu.",
    statement="Faktura",
    due="Förfaller",
    to_pay="Kvar att betala",
    settled="Betald",
    reference="OCR-nummer",
    people_title="Vilka kan logga in",
    person="Namn",
    login="Inloggning",
    accesses_title="Vem har sett vad",
    accesses_lead="Det senaste som har hänt med era brev, också när våra egna system har rört dem.",
    accesses_none="Inget har hänt ännu.",
    when="När",
    who="Vem",
    what="Vad",
    letter="Brev",
    actions={
        "item_received": "Togs emot",
        "letter_read": "Läste",
        "document_downloaded": "Laddade ner",
        "letter_marked": "Ändrade märkning",
        "recall_asked": "Begärde tillbaka",
        "not_ours": "Lämnade tillbaka",
        "original_requested": "Beställde originalet",
        "original_filed": "Arkiverade originalet",
    },
    kinds={
        "station": "Posthanteringen",
        "operator": "Posthanteringen",
        "mailbox_user": "Ni",
        "integrator": "Ert program",
        "job": "Systemet",
    },
    export_title="Ta med er allt",
    export_lead="En ZIP-fil med varje brev som PDF, uppgifterna om det och en lista som kan öppnas "
    "i ett kalkylblad. Breven ligger kvar här.",
    export="Ladda ner allt",
    sign_in_provider="Logga in med {provider}",
)

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
    pay_amount="Amount",
    pay_amount_open="Fill in yourself, see the letter",
    pay_giro="Bankgiro",
    pay_giro_unknown="Giro number",
    pay_reference="OCR number",
    pay_source="Read from the payment line on page {page}; all check digits are right. Compare "
    "with the letter before you pay.",
    pay_qr="A code for your bank's application",
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
    notice_sure="Yes, we want to give notice",
    notice_give="Give notice",
    reactivate_title="Take the notice back",
    reactivate_lead="That is possible up to and on the last day. Register a way to pay anew first.",
    reactivate="Continue the agreement",
    messages_title="Messages from us",
    messages_none="No messages.",
    messages={
        "activated": "The agreement has been activated.",
        "countdown": "The agreement ends soon. Change your address with your senders.",
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
        "letter_read": "Read",
        "document_downloaded": "Downloaded",
        "letter_marked": "Changed a mark",
        "recall_asked": "Asked back",
        "not_ours": "Gave back",
        "original_requested": "Ordered the original",
        "original_filed": "Filed the original",
    },
    kinds={
        "station": "The mailroom",
        "operator": "The mailroom",
        "mailbox_user": "You",
        "integrator": "Your program",
        "job": "The system",
    },
    export_title="Take everything with you",
    export_lead="A ZIP file with each letter as a PDF, what is known of it, and a list that a "
    "spreadsheet opens. The letters stay here.",
    export="Download everything",
    sign_in_provider="Sign in with {provider}",
)

COMPANY: Final[Mapping[str, CompanyTexts]] = {"sv": SWEDISH, "en": ENGLISH}
