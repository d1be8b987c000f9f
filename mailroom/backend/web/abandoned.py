"""Closed mailboxes past every duty to keep them: two people decide, and the company is told."""

from collections.abc import Callable, Mapping
from typing import Final

from flask import Response, request, url_for
from sqlalchemy.orm import Session

from mailroom.backend.api.here import backend, caller
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services import abandoned
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.backend.services.staff_users import staff_of
from mailroom.backend.web import forms
from mailroom.backend.web.pages import redirect_to
from mailroom.backend.web.staff import show, staff, staff_texts
from mailroom.domain.workdays import stockholm_date

_CUSTOMERS: Final = "customers"


def _propose(session: Session, mailbox: str, by: Staff) -> object:
    return abandoned.propose(session, mailbox, staff=by, now=backend().clock())


def _approve(session: Session, mailbox: str, by: Staff) -> object:
    return abandoned.approve(session, mailbox, staff=by, now=backend().clock())


def _put_back(session: Session, mailbox: str, by: Staff) -> object:
    return abandoned.put_back(session, mailbox, staff=by, now=backend().clock())


_ACTS: Final[Mapping[str, Callable[[Session, str, Staff], object]]] = {
    "propose": _propose,
    "approve": _approve,
    "put_back": _put_back,
}


@staff.get("/closed")
@policy(Who.STAFF, _CUSTOMERS)
def closed() -> str:
    here = backend()
    with here.database.reading() as session:
        mailboxes = abandoned.listed(session, stockholm_date(here.clock()))
        supervises = "supervisor" in staff_of(session, caller().subject).roles
    problem = request.args.get("problem", "")
    told = staff_texts().closed_problems
    return show(
        "staff_closed.html",
        mailboxes=mailboxes,
        supervises=supervises,
        problem=told.get(problem, told["state"]) if problem else "",
    )


@staff.post("/closed")
@policy(Who.STAFF, _CUSTOMERS)
def decide_closed() -> Response:
    forms.check_form()
    act = _ACTS.get(request.form.get("act", ""))
    if act is None:
        raise Refused(Why.VALIDATION, "There is no such act.")
    page = url_for("staff.closed")
    try:
        with backend().database.writing() as session:
            act(session, request.form.get("mailbox", "")[:64], staff_of(session, caller().subject))
    except Refused as error:
        return redirect_to(f"{page}?problem={error.why.word}")
    return redirect_to(page)
