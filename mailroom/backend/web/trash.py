"""The trash: what the company has put away, taking it back, and deleting it for good (R58)."""

from flask import Response, request, url_for

from mailroom.backend.api.here import actor, backend, mailbox_key
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services.letters import Letter, Wanted
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.web import forms
from mailroom.backend.web.pages import redirect_to, show_page, web
from mailroom.backend.web.problems import is_done
from mailroom.domain.retention import archive_until


@web.get("/trash")
@policy(Who.MAILBOX_USER)
def trash() -> str:
    here, mailbox = backend(), mailbox_key()
    before = request.args.get("before")
    shelf = here.mailboxes.letters(mailbox, Wanted(trashed=True, before=before))
    gone = here.trash.deleted(mailbox) if before is None else ()
    return show_page("trash.html", shelf=shelf, before=before, deleted=gone, done=is_done())


@web.post("/letters/<key:key>/trash")
@policy(Who.MAILBOX_USER)
def put_in_trash(key: str) -> Response:
    """Or take it out again."""
    forms.check_form()
    put = request.form.get("trashed") == "yes"
    backend().mailboxes.mark(mailbox_key(), key, actor=actor(), trashed=put)
    return redirect_to(url_for("web.letters") if put else url_for("web.letter", key=key))


@web.get("/letters/<key:key>/delete")
@policy(Who.MAILBOX_USER)
def ask_delete(key: str) -> str:
    """Says what goes and what stays: what follows cannot be taken back."""
    letter = _in_trash(key)
    return show_page("delete.html", letter=letter, paper_until=archive_until(letter.arrived_on))


@web.post("/letters/<key:key>/delete")
@policy(Who.MAILBOX_USER)
def delete(key: str) -> Response:
    forms.check_form()
    backend().trash.delete(mailbox_key(), key, actor=actor())
    return redirect_to(url_for("web.trash", done=1))


def _in_trash(key: str) -> Letter:
    letter = backend().mailboxes.letter(mailbox_key(), key)
    if letter.trashed_at is None:
        raise Refused(Why.NOT_FOUND, "There is nothing in the trash with that name.")
    return letter
