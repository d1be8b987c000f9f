"""What the pages about the company itself need words for, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass


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
    elsewhere_title: str
    elsewhere_lead: str
    elsewhere_items: str
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
    pay_transfer: str
    pay_payee: str
    pay_transfer_reference: str
    pay_transfer_code: str
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
    tell_senders_title: str
    tell_senders_lead: str
    sender_letters_one: str
    sender_letters: str
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
