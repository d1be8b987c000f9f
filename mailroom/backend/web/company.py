"""The company itself: the address it gives to senders, where paper goes, who is told, senders."""

from flask import Response, request, url_for

from mailroom.backend.api.here import actor, backend, mailbox_key
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services.enrolment import Address
from mailroom.backend.web import forms
from mailroom.backend.web.pages import show_page, web
from mailroom.backend.web.problems import is_done, problem, tried

_LONGEST = 200


def own_number() -> str:
    """The number of the company that is signed in."""
    return backend().mailboxes.mailbox(mailbox_key()).number


@web.get("/company")
@policy(Who.MAILBOX_USER)
def company() -> str:
    contact = backend().companies.contact(own_number())
    return show_page("company.html", contact=contact, problem=problem(), done=is_done())


@web.post("/company/address")
@policy(Who.MAILBOX_USER)
def change_address() -> Response:
    forms.check_form()
    parts = ("name", "street", "postcode", "city")
    address = Address(*(request.form.get(part, "")[:_LONGEST] for part in parts))
    return tried(
        lambda: backend().companies.change_address(own_number(), address, actor=actor()),
        url_for("web.company"),
    )


@web.post("/company/emails")
@policy(Who.MAILBOX_USER)
def set_emails() -> Response:
    forms.check_form()
    lines = request.form.get("emails", "")[: 50 * _LONGEST].split()
    return tried(
        lambda: backend().companies.set_emails(own_number(), lines, actor=actor()),
        url_for("web.company"),
    )


@web.get("/senders")
@policy(Who.MAILBOX_USER)
def senders() -> str:
    companies, number = backend().companies, own_number()
    return show_page(
        "senders.html",
        senders=companies.senders(number, mailbox_key()),
        elsewhere=companies.unscannable_senders(number),
    )


@web.post("/senders")
@policy(Who.MAILBOX_USER)
def switch_sender() -> Response:
    forms.check_form()
    sender, off = request.form.get("sender", "")[:_LONGEST], request.form.get("off") == "yes"
    return tried(
        lambda: backend().companies.switch_sender(mailbox_key(), sender, off=off, actor=actor()),
        url_for("web.senders"),
    )
