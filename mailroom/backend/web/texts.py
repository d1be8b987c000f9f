"""Everything the mailbox pages say, in Swedish and English: a missing sentence is a type error."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mailroom.backend.services.refusals import Why


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences with braces are filled by `str.format`."""

    code: str
    product: str
    months: tuple[str, ...]
    today: str
    yesterday: str
    at: str
    sign_in_title: str
    sign_in_lead: str
    number: str
    number_hint: str
    secret: str
    sign_in: str
    sign_in_refused: str
    too_many: str
    provider_refused: str
    or_else: str
    sign_out: str
    other_language: str
    skip: str
    letters: str
    all_letters: str
    unread: str
    unhandled: str
    nothing_unread: str
    counts: str
    counts_none_unread: str
    empty_title: str
    empty_lead: str
    empty_filter: str
    address_title: str
    older: str
    newest: str
    unknown_sender: str
    kinds: Mapping[str, str]
    pages_one: str
    pages_many: str
    arrived: str
    status_new: str
    status_read: str
    status_handled: str
    back: str
    download: str
    mark_handled: str
    mark_unhandled: str
    mark_unread: str
    handled_note: str
    page_of: str
    page_text: str
    no_text: str
    details: str
    scan_id: str
    manifest: str
    history: str
    step_arrived: str
    step_scanned: str
    step_available: str
    step_notified: str
    step_read: str
    step_handled: str
    on_time: str
    newer_letter: str
    older_letter: str
    keys: str
    keys_list: tuple[tuple[str, str], ...]
    keys_letter: tuple[tuple[str, str], ...]
    close: str
    support: str
    error_titles: Mapping[Why, str]
    error_title: str
    error_leads: Mapping[Why, str]
    error_lead: str
    to_letters: str
    to_start: str


SWEDISH: Final = Texts(
    code="sv",
    product="Företagets brevlåda",
    months=(
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    today="I dag",
    yesterday="I går",
    at="{day} kl. {time}",
    sign_in_title="Logga in",
    sign_in_lead="Här läser du posten som har kommit på papper till ditt företag.",
    number="Organisationsnummer",
    number_hint="Till exempel 556677-8899",
    secret="Lösenord",  # noqa: S106  the word, not a secret
    sign_in="Logga in",
    sign_in_refused="Numret eller lösenordet stämmer inte. Kontrollera båda och försök igen.",
    too_many="För många försök. Vänta en kvart och försök igen.",
    provider_refused="Inloggningen gick inte igenom, eller så är du inte kopplad till en "
    "brevlåda här. Be den som sköter er brevlåda om hjälp.",
    or_else="eller med lösenord",
    sign_out="Logga ut",
    other_language="English",
    skip="Till innehållet",
    letters="Brev",
    all_letters="Alla",
    unread="Olästa",
    unhandled="Att hantera",
    nothing_unread="Allt är läst",
    counts="{unread} olästa av {total} brev",
    counts_none_unread="{total} brev, alla lästa",
    empty_title="Inga brev ännu",
    empty_lead="När ett brev har kommit till er adress och skannats ligger det här, "
    "senast två arbetsdagar efter att det kom.",
    empty_filter="Här finns inget just nu.",
    address_title="Er postadress",
    older="Äldre brev",
    newest="Till de nyaste",
    unknown_sender="Avsändare kunde inte läsas",
    kinds={"letter": "Brev", "authority": "Myndighetspost"},
    pages_one="1 sida",
    pages_many="{count} sidor",
    arrived="Kom {day}",
    status_new="Nytt",
    status_read="Läst",
    status_handled="Hanterat",
    back="Alla brev",
    download="Ladda ner PDF",
    mark_handled="Markera som hanterad",
    mark_unhandled="Ångra hanterad",
    mark_unread="Markera som oläst",
    handled_note="Hanterat {day}. Inga påminnelser skickas.",
    page_of="Sida {number} av {count}",
    page_text="Texten på sidan",
    no_text="Ingen text kunde läsas på sidan.",
    details="Om brevet",
    scan_id="Skannings-id",
    manifest="Hur brevet lästes (JSON)",
    history="Brevets väg",
    step_arrived="Kom till posthanteringen",
    step_scanned="Skannades",
    step_available="Lades i brevlådan",
    step_notified="Aviserades",
    step_read="Lästes första gången",
    step_handled="Markerades som hanterat",
    on_time="Utlovat senast {day}",
    newer_letter="Nyare brev",
    older_letter="Äldre brev",
    keys="Tangenter",
    keys_list=(
        ("j", "Nästa brev"),
        ("k", "Föregående brev"),
        ("Enter", "Öppna brevet"),
        ("/", "Sök"),
    ),
    keys_letter=(
        ("→", "Nästa sida"),
        ("←", "Föregående sida"),
        ("j", "Äldre brev"),
        ("k", "Nyare brev"),
        ("h", "Hanterad av eller på"),
        ("u", "Markera som oläst"),
        ("Esc", "Tillbaka till alla brev"),
    ),
    close="Stäng",
    support="Frågor? {support}",
    error_titles={
        Why.NOT_FOUND: "Det finns inte här",
        Why.FORM_EXPIRED: "Sidan har blivit för gammal",
        Why.FORBIDDEN: "Sidan är inte för dig",
        Why.MAILBOX_STATE: "Brevlådan är stängd",
    },
    error_title="Något gick fel",
    error_leads={
        Why.NOT_FOUND: "Adressen är fel, eller så finns det du söker inte här.",
        Why.FORM_EXPIRED: "Gå tillbaka, läs om sidan och försök igen.",
        Why.FORBIDDEN: "Den hör till ett annat uppdrag. Fråga den som delar ut uppdragen.",
        Why.MAILBOX_STATE: "Breven kan läsas och laddas ner, men inte ändras.",
        Why.UNAVAILABLE: "Vi kan inte svara just nu. Vänta en liten stund och försök igen.",
    },
    error_lead="Felet är vårt. Försök igen om en stund.",
    to_letters="Till breven",
    to_start="Till början",
)

ENGLISH: Final = Texts(
    code="en",
    product="Company mailbox",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    today="Today",
    yesterday="Yesterday",
    at="{day} at {time}",
    sign_in_title="Sign in",
    sign_in_lead="Read the mail that has arrived on paper for your company.",
    number="Registration number",
    number_hint="For example 556677-8899",
    secret="Password",  # noqa: S106  the word, not a secret
    sign_in="Sign in",
    sign_in_refused="The number or the password is not right. Check both and try again.",
    too_many="Too many attempts. Wait a quarter of an hour and try again.",
    provider_refused="The sign-in did not go through, or you are not linked to a mailbox here. "
    "Ask whoever looks after your mailbox.",
    or_else="or with a password",
    sign_out="Sign out",
    other_language="Svenska",
    skip="To the content",
    letters="Letters",
    all_letters="All",
    unread="Unread",
    unhandled="To handle",
    nothing_unread="Everything is read",
    counts="{unread} unread of {total} letters",
    counts_none_unread="{total} letters, all read",
    empty_title="No letters yet",
    empty_lead="When a letter has reached your address and been scanned you find it here, "
    "at the latest two working days after it came.",
    empty_filter="There is nothing here right now.",
    address_title="Your postal address",
    older="Older letters",
    newest="To the newest",
    unknown_sender="The sender could not be read",
    kinds={"letter": "Letter", "authority": "From an authority"},
    pages_one="1 page",
    pages_many="{count} pages",
    arrived="Came {day}",
    status_new="New",
    status_read="Read",
    status_handled="Handled",
    back="All letters",
    download="Download PDF",
    mark_handled="Mark as handled",
    mark_unhandled="Not handled after all",
    mark_unread="Mark as unread",
    handled_note="Handled {day}. No reminders are sent.",
    page_of="Page {number} of {count}",
    page_text="The text of the page",
    no_text="No text could be read on the page.",
    details="About the letter",
    scan_id="Scan id",
    manifest="How the letter was read (JSON)",
    history="The letter's way",
    step_arrived="Came to the mailroom",
    step_scanned="Scanned",
    step_available="Put in the mailbox",
    step_notified="Notified",
    step_read="First read",
    step_handled="Marked as handled",
    on_time="Promised by {day}",
    newer_letter="Newer letter",
    older_letter="Older letter",
    keys="Keys",
    keys_list=(
        ("j", "Next letter"),
        ("k", "Previous letter"),
        ("Enter", "Open the letter"),
        ("/", "Search"),
    ),
    keys_letter=(
        ("→", "Next page"),
        ("←", "Previous page"),
        ("j", "Older letter"),
        ("k", "Newer letter"),
        ("h", "Handled on or off"),
        ("u", "Mark as unread"),
        ("Esc", "Back to all letters"),
    ),
    close="Close",
    support="Questions? {support}",
    error_titles={
        Why.NOT_FOUND: "It is not here",
        Why.FORM_EXPIRED: "The page has become too old",
        Why.FORBIDDEN: "The page is not for you",
        Why.MAILBOX_STATE: "The mailbox is closed",
    },
    error_title="Something went wrong",
    error_leads={
        Why.NOT_FOUND: "The address is wrong, or what you look for is not here.",
        Why.FORM_EXPIRED: "Go back, reload the page and try again.",
        Why.FORBIDDEN: "It belongs to another role. Ask whoever hands out the roles.",
        Why.MAILBOX_STATE: "The letters can be read and downloaded, but not changed.",
        Why.UNAVAILABLE: "We cannot answer right now. Wait a little and try again.",
    },
    error_lead="The fault is ours. Try again in a while.",
    to_letters="To the letters",
    to_start="To the start",
)

LANGUAGES: Final[Mapping[str, Texts]] = {"sv": SWEDISH, "en": ENGLISH}
