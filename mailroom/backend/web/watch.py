"""Who can sign in, who has looked at what, and everything as a file to keep."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from typing import Final

from flask import Response

from mailroom.backend.api.here import actor, backend, mailbox_key
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services.exporting import File, Table
from mailroom.backend.web import forms
from mailroom.backend.web.company import own_number
from mailroom.backend.web.pages import show_page, web
from mailroom.backend.web.statements import as_files

_ACCESSES: Final = ("at", "kind", "who", "action", "letter", "sender")
_PEOPLE: Final = ("login", "name")


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
    chunks = backend().exporter.export(mailbox_key(), actor=actor(), also=_also())
    response = Response(chunks, mimetype="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="brevlada.zip"'
    return response


def _also() -> Iterator[File]:
    """What a company has here beside its letters: invoices, who looked at what, its people.

    Asked for now, while it is known who asks.
    """
    companies, mailbox = backend().companies, mailbox_key()
    papers = as_files(companies.statements(own_number()))
    people, accesses = Table("personer.csv", _PEOPLE), Table("handelser.csv", _ACCESSES)
    for login, name in companies.people(mailbox):
        people.add({"login": login, "name": name})
    for access in companies.accesses(mailbox, most=None):
        accesses.add(asdict(access))
    return chain(papers, (people.file(), accesses.file()))
