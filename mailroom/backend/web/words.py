"""What every page needs words for, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    tools: str
    neighbours: str
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
