"""What the pages about the company itself say, and that in Swedish."""

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
    trash: str
    trash_lead: str
    trash_empty: str
    put_in_trash: str
    take_back: str
    trashed_note: str
    delete: str
    delete_title: str
    delete_goes: str
    delete_goes_list: tuple[str, ...]
    delete_stays: str
    delete_paper: str
    delete_record: str
    delete_books_title: str
    delete_books: str
    delete_sure: str
    delete_done: str
    deleted_title: str
    deleted_lead: str
    deleted_came: str
    deleted_at: str
    deleted_by: str
    not_ours: str
    not_ours_title: str
    not_ours_lead: str
    not_ours_sure: str
    not_ours_told: str
    not_ours_told_lead: str
    cancel: str
    pay_title: str
    pay_due: str
    pay_due_source: str
    pay_due_read: str
    pay_credit: str
    pay_credit_lead: str
    pay_amount: str
    pay_amount_open: str
    pay_giros: Mapping[str, str]
    pay_reference: str
    pay_sources: Mapping[str, str]
    pay_qr: str
    pay_swish: str
    pay_swish_qr: str
    pay_swish_twice: str
    pay_swish_once: str
    pay_swish_code: str
    pay_message: str
    pay_differ: str
    pay_differ_lead: str
    pay_fields: Mapping[str, str]
    pay_says: Mapping[str, str]
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
    notice_scope: str
    notice_scopes: Mapping[str, str]
    notice_sure: str
    notice_give: str
    reactivate_title: str
    reactivate_lead: str
    reactivate: str
    closing_title: str
    closed_title: str
    closing_soon: str
    closed_states: Mapping[str, str]
    closed_more: str
    frozen_note: str
    emptying_title: str
    emptying_lead: str
    emptying_books: str
    emptying_sure: str
    emptying_order: str
    emptying_take_back: str
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
        "mailbox_state": "Brevlådan är stängd: inget i den ändras.",
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
    trash="Papperskorg",
    trash_lead="Brev som ni har lagt undan. De räknas inte, hittas inte i sökningen och ger inga "
    "påminnelser. Inget raderas av sig självt.",
    trash_empty="Papperskorgen är tom",
    put_in_trash="Lägg i papperskorgen",
    take_back="Ta tillbaka",
    trashed_note="Lagt i papperskorgen {day}. Det ligger kvar tills ni själva raderar det.",
    delete="Radera för gott",
    delete_title="Ska brevet raderas för gott?",
    delete_goes="Det här försvinner",
    delete_goes_list=(
        "dokumentet och bilderna av sidorna och kuvertet",
        "texten, sökorden och det som lästes av en faktura",
    ),
    delete_stays="Det här finns kvar",
    delete_paper="Papperet rörs inte: ligger det i arkivet är det kvar där, tidigast till {day}, "
    "och kan beställas hos oss med skannings-id",
    delete_record="uppgiften att brevet kom, när, från vem, och vem som raderade det när",
    delete_books_title="Behöver ni det för bokföringen?",
    delete_books="Ett brev som hör till bokföringen, till exempel en faktura, ska ni enligt lag "
    "spara i sju år efter det kalenderår då räkenskapsåret tog slut. Ladda ner det först. Det går "
    "inte att få tillbaka härifrån.",
    delete_sure="Ja, radera för gott",
    delete_done="Brevet är raderat för gott.",
    deleted_title="Raderade brev",
    deleted_lead="Det enda som är kvar av dem. De senaste femtio visas.",
    deleted_came="Kom",
    deleted_at="Raderat",
    deleted_by="Av",
    not_ours="Det här är inte vår post",
    not_ours_title="Är brevet någon annans?",
    not_ours_lead="Brevet försvinner ur er brevlåda på en gång och lämnas tillbaka till oss. Vi "
    "utreder vad som har hänt och hör av oss om det behövs. Det går inte att ångra här.",
    not_ours_sure="Ja, det är någon annans",
    not_ours_told="Tack. Brevet är borta ur er brevlåda.",
    not_ours_told_lead="Dela inte det ni har sett. Har ni laddat ner brevet, radera filen.",
    cancel="Avbryt",
    pay_title="Att betala",
    pay_due="Förfallodag",
    pay_due_source="Förfallodagen är läst på sida {page}.",
    pay_due_read="Vi påminner er tills brevet är markerat som hanterat.",
    pay_credit="Kreditfaktura",
    pay_credit_lead="Brevet kallar sig kreditfaktura: beloppet är till er fördel. Jämför med "
    "brevet.",
    pay_amount="Belopp",
    pay_amount_open="Fyll i själv, se brevet",
    pay_giros={"bankgiro": "Bankgiro", "plusgiro": "Plusgiro", "giro": "Gironummer"},
    pay_reference="OCR-nummer",
    pay_sources={
        "code_line": "Läst ur betalningsraden på sida {page}; alla kontrollsiffror stämmer. "
        "Jämför med brevet innan ni betalar.",
        "qr": "Läst ur QR-koden på sida {page}. Jämför med brevet innan ni betalar.",
        "print": "Läst ur texten på sida {page}; kontrollsiffrorna stämmer. Jämför med brevet "
        "innan ni betalar.",
    },
    pay_qr="Kod att läsa med bankens app",
    pay_swish="Swishnummer",
    pay_swish_qr="Kod att läsa med Swish",
    pay_swish_twice="Läst lika på två ställen, först på sida {page}. Jämför med brevet och med "
    "namnet som Swish visar.",
    pay_swish_once="Brevet kan betalas med Swish: se sida {page}.",
    pay_swish_code="Läst ur QR-koden på sida {page}. Jämför med brevet och med namnet som Swish "
    "visar.",
    pay_message="Meddelande",
    pay_differ="Uppgifterna stämmer inte överens",
    pay_differ_lead="En QR-kod i brevet säger något annat än det som står bredvid den. Därför "
    "föreslår vi ingen betalning. Fråga avsändaren, på ett nummer som ni redan har.",
    pay_fields={
        "amount": "Belopp",
        "due_date": "Förfallodag",
        "bankgiro": "Bankgiro",
        "plusgiro": "Plusgiro",
        "iban": "IBAN",
        "reference": "OCR-nummer",
        "swish": "Swishnummer",
    },
    pay_says={
        "code_line": "Betalningsraden på sida {page}",
        "qr": "QR-koden på sida {page}",
        "print": "Texten på sida {page}",
    },
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
    notice_scope="Vad ska upphöra?",
    notice_scopes={
        "plus": "Bara skanningen: brevlådan finns kvar",
        "both": "Skanningen och brevlådan",
    },
    notice_sure="Ja, vi vill säga upp avtalet",
    notice_give="Säg upp",
    reactivate_title="Ångra uppsägningen",
    reactivate_lead="Det går till och med sista dagen. Registrera betalsätt på nytt först.",
    reactivate="Fortsätt avtalet",
    closing_title="Brevlådan stängs",
    closed_title="Brevlådan är stängd",
    closing_soon="Brevlådan stängs efter {closed}. Sedan finns breven kvar och kan läsas, men "
    "inget kommer, ändras eller raderas. Ta gärna med er allt redan nu.",
    closed_states={
        "frozen": "Brevlådan stängdes efter {closed}. Breven finns kvar och kan läsas och laddas "
        "ner. Inget raderas om ni inte själva säger till.",
        "to_empty": "Ni har beställt att alla brev raderas den {empties}. Till dess finns de kvar, "
        "och ni kan ångra er.",
        "emptied": "Brevlådan stängdes efter {closed}, och alla brev raderades den {empties} som "
        "ni beställde.",
    },
    closed_more="Om stängningen",
    frozen_note="Brevlådan är stängd: brevet kan läsas och laddas ner, men inte ändras.",
    emptying_title="Radera alla brev",
    emptying_lead="Alla brev raderas för gott 30 dagar efter beställningen. Papper i arkivet "
    "berörs inte.",
    emptying_books="Brev som hör till bokföringen, till exempel fakturor, ska ni enligt lag spara i "
    "sju år efter det kalenderår då räkenskapsåret tog slut. Ladda ner dem först.",
    emptying_sure="Ja, radera alla brev för gott",
    emptying_order="Beställ radering",
    emptying_take_back="Ångra: behåll breven",
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
        "mailbox_closed": "Avtalet har upphört och brevlådan är stängd. Breven finns kvar.",
        "mailbox_emptied": "Alla brev är raderade, som ni beställde.",
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
        "content_sent": "Skickade",
        "letter_read": "Läste",
        "document_downloaded": "Laddade ner",
        "letter_marked": "Ändrade märkning",
        "recall_asked": "Begärde tillbaka",
        "letter_trashed": "Lade i papperskorgen",
        "letter_taken_back": "Tog tillbaka ur papperskorgen",
        "letter_deleted": "Raderade för gott",
        "not_ours": "Lämnade tillbaka",
        "original_requested": "Beställde originalet",
        "original_filed": "Arkiverade originalet",
    },
    kinds={
        "station": "Posthanteringen",
        "operator": "Posthanteringen",
        "mailbox_user": "Ni",
        "integrator": "Ert program",
        "tenant": "Avsändaren",
        "job": "Systemet",
    },
    export_title="Ta med er allt",
    export_lead="En ZIP-fil med varje brev som PDF, uppgifterna om det och en lista som kan öppnas "
    "i ett kalkylblad. Breven ligger kvar här.",
    export="Ladda ner allt",
    sign_in_provider="Logga in med {provider}",
)
