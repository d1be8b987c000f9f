"""Pages for our own people: the log and its signatures, the jobs, how far an item has come."""

import json
from typing import Final

from apiflask import APIBlueprint
from flask import Response, g, request, url_for
from flask.typing import ResponseReturnValue

from mailroom.backend.api.here import address, backend, caller
from mailroom.backend.api.policies import STAFF_COOKIE, Who, policy
from mailroom.backend.jobs.schedule import next_after
from mailroom.backend.services.audit import Action
from mailroom.backend.services.oversight import Sought
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff_users import staff_of
from mailroom.backend.web import forms
from mailroom.backend.web.pages import language, redirect_to, show_page
from mailroom.backend.web.staff_texts import STAFF, StaffTexts
from mailroom.backend.web.staff_words import STAFF_WORDS
from mailroom.domain.errors import CommandRefused
from mailroom.wire import OperatorSignIn

staff = APIBlueprint("staff", __name__, url_prefix="/staff", enable_openapi=False)
staff.after_request(forms.keep_form_cookie)

_ADMINISTER: Final = "administer"
_FOLLOW: Final = "arrivals"
_LONGEST: Final = 64
_LAST: Final = (1 << 31) - 1
"""No entry of the log has a larger number."""


def _number(written: str) -> int:
    return min(int(written), _LAST)


@staff.get("/in")
@policy(Who.PUBLIC)
def sign_in() -> str:
    return show("staff_sign_in.html", problem="", user="")


@staff.post("/in")
@policy(Who.PUBLIC)
def check_in() -> ResponseReturnValue:
    forms.check_form()
    user, secret = request.form.get("login", "")[:_LONGEST], request.form.get("secret", "")[:256]
    try:
        asked = OperatorSignIn(user=user or "-", secret=secret or "-")
        token = backend().staff.sign_in_to_pages(asked, address=address())
    except Refused as error:
        many = error.why is Why.TOO_MANY
        problem = language().too_many if many else language().sign_in_refused
        page = show("staff_sign_in.html", problem=problem, user=user)
        return page, error.why.status
    response = redirect_to(url_for("staff.start"))
    forms.set_cookie(response, STAFF_COOKIE, token)
    return response


@staff.post("/out")
@policy(Who.STAFF)
def sign_out() -> Response:
    forms.check_form()
    backend().sessions.end(request.cookies.get(STAFF_COOKIE, ""))
    response = redirect_to(url_for("staff.sign_in"))
    response.delete_cookie(STAFF_COOKIE)
    return response


@staff.get("/")
@policy(Who.STAFF)
def start() -> Response:
    """The first page that this person may see."""
    for scope, page in ((_ADMINISTER, "staff.log"), (_FOLLOW, "staff.status")):
        if scope in caller().scopes:
            return redirect_to(url_for(page))
    raise Refused(Why.FORBIDDEN, "There is no page for this role.")


@staff.get("/log")
@policy(Who.STAFF, _ADMINISTER)
def log() -> str:
    here = backend()
    asked = {name: request.args.get(name, "").strip()[:80] for name in ("actor", "subject")}
    action = request.args.get("action", "")
    before = request.args.get("before", type=_number)
    sought = Sought(asked["actor"], asked["subject"], action, before)
    entries = here.oversight.entries(sought)
    flaw = here.checkpoints.verify() if "verify" in request.args else None
    return show(
        "staff_log.html",
        entries=entries,
        signed=here.oversight.last_checkpoint(),
        verified="verify" in request.args,
        flaw=flaw,
        sought=sought,
        actions=sorted(Action),
        cases=here.misdeliveries.open(),
        facts={entry.number: json.loads(entry.detail) for entry in entries},
    )


@staff.get("/jobs")
@policy(Who.STAFF, _ADMINISTER)
def jobs() -> str:
    here = backend()
    last, now = here.jobs.last(), here.clock()
    rows = [(job.name, last.get(job.name)) for job in here.jobs.all]
    due = {
        job.name: next_after(job, run.began_at if run else None, now=now)
        for job in here.jobs.all
        for run in [last.get(job.name)]
    }
    return show("staff_jobs.html", rows=rows, due=due, ran=request.args.get("ran", ""))


@staff.post("/jobs")
@policy(Who.STAFF, _ADMINISTER)
def run_job() -> Response:
    forms.check_form()
    name = request.form.get("job", "")
    try:
        backend().jobs.run(name, asked_by=caller().subject)
    except CommandRefused:
        # Unknown, or running at this moment: the page shows which.
        return redirect_to(url_for("staff.jobs"))
    return redirect_to(url_for("staff.jobs", ran=name))


@staff.get("/status")
@policy(Who.STAFF, _FOLLOW)
def status() -> ResponseReturnValue:
    here, asked = backend(), request.args.get("id", "").strip()[:_LONGEST]
    found, answer = None, 200
    if asked:
        with here.database.reading() as session:
            cleared = staff_of(session, caller().subject).cleared
        try:
            found = here.oversight.status(asked, cleared=cleared)
        except Refused as error:
            answer = error.why.status
    return show("staff_status.html", found=found, asked=asked), answer


def show(template: str, **values: object) -> str:
    """A page of theirs, in the language of the browser."""
    signed = g.get("caller")
    return show_page(
        template,
        s=staff_texts(),
        w=STAFF_WORDS[language().code],
        person=signed.subject if signed else "",
        scopes=signed.scopes if signed else frozenset[str](),
        **values,
    )


def staff_texts() -> StaffTexts:
    return STAFF[language().code]
