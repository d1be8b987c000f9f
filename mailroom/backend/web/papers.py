"""A letter's paper: asking for the original and following it, and saying that it is not ours."""

from flask import Response, url_for

from mailroom.backend.api.here import actor, backend, mailbox_key
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.web import forms
from mailroom.backend.web.company import own_number
from mailroom.backend.web.pages import redirect_to, show_page, web
from mailroom.backend.web.problems import is_done, problem, tried


@web.get("/originals")
@policy(Who.MAILBOX_USER)
def originals() -> str:
    found = backend().companies.originals(own_number())
    return show_page("originals.html", originals=found, problem=problem(), done=is_done())


@web.post("/letters/<key:key>/original")
@policy(Who.MAILBOX_USER)
def ask_original(key: str) -> Response:
    forms.check_form()
    return tried(
        lambda: backend().companies.ask_original(own_number(), mailbox_key(), key, actor=actor()),
        url_for("web.letter", key=key),
    )


@web.get("/letters/<key:key>/not-ours")
@policy(Who.MAILBOX_USER)
def not_ours(key: str) -> str:
    """Asks once more: what follows cannot be taken back from here."""
    return show_page("not_ours.html", letter=backend().mailboxes.letter(mailbox_key(), key))


@web.post("/letters/<key:key>/not-ours")
@policy(Who.MAILBOX_USER)
def tell_not_ours(key: str) -> Response:
    forms.check_form()
    backend().misdeliveries.tell(mailbox_key(), key, actor=actor())
    return redirect_to(url_for("web.not_ours_told"))


@web.get("/not-ours")
@policy(Who.MAILBOX_USER)
def not_ours_told() -> str:
    return show_page("not_ours.html", letter=None)
