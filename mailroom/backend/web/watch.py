"""Who can sign in, who has looked at what, and everything as a file to keep."""

from flask import Response

from mailroom.backend.api.here import actor, backend, mailbox_key
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.web import forms
from mailroom.backend.web.pages import show_page, web


@web.get("/watch")
@policy(Who.MAILBOX_USER)
def watch() -> str:
    here, mailbox = backend(), mailbox_key()
    people = here.companies.people(mailbox)
    return show_page("watch.html", people=people, accesses=here.companies.accesses(mailbox))


@web.post("/export")
@policy(Who.MAILBOX_USER)
def export() -> Response:
    """Sent while it is made: a large mailbox begins to arrive at once."""
    forms.check_form()
    chunks = backend().exporter.export(mailbox_key(), actor=actor())
    response = Response(chunks, mimetype="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="brevlada.zip"'
    return response
