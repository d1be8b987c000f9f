"""G13: a closed mailbox that nobody comes back to is asked about, and two people may empty it."""

import datetime as dt
from collections.abc import Callable

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from mailroom.backend.model.ledger import AuditRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.model.messages import AlarmRow
from mailroom.backend.model.originals import OriginalRow
from mailroom.backend.services import abandoned, audit, messages
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, person
from mailroom.backend.web.company_swedish import SWEDISH as COMPANY
from mailroom.backend.web.staff_texts import SWEDISH
from mailroom.backend.wiring import Backend
from mailroom.domain.retention import ABANDONED_DAYS, mailbox_kept_until
from tests.backend.builders import ACTIVE, NOW
from tests.backend.conftest import Clock, signed_in
from tests.backend.house import CLOSED_ON, KEPT_UNTIL
from tests.backend.office import post

NUMBER, NAME = ACTIVE
DAY = dt.timedelta(days=1)
KARIN = person("karin", frozenset({"clerk"}))
STURE = person("sture", frozenset({"clerk", "supervisor"}))


def at(clock: Clock, day: dt.date) -> None:
    clock.now = dt.datetime.combine(day, dt.time(9), dt.UTC)


def left(backend: Backend) -> int:
    with backend.database.reading() as session:
        there = select(func.count()).select_from(LetterRow).where(LetterRow.deleted_at.is_(None))
        return session.scalars(there).one()


def act(backend: Backend, what: Callable[..., object], mailbox: str, staff: Staff) -> object:
    with backend.database.writing() as session:
        return what(session, mailbox, staff=staff, now=backend.clock())


def refusal(backend: Backend, what: Callable[..., object], mailbox: str, staff: Staff) -> Why:
    with pytest.raises(Refused) as refused:
        act(backend, what, mailbox, staff)
    return refused.value.why


def both(backend: Backend, mailbox: str) -> object:
    act(backend, abandoned.propose, mailbox, KARIN)
    return act(backend, abandoned.approve, mailbox, STURE)


@pytest.mark.parametrize(
    ("last", "until"),
    [
        (dt.date(2026, 1, 1), dt.date(2034, 12, 31)),
        (dt.date(2026, 12, 31), dt.date(2034, 12, 31)),
        (dt.date(2024, 2, 29), dt.date(2032, 12, 31)),
    ],
)
def test_g13_the_books_are_closed_seven_years_after_the_last_financial_year(
    last: dt.date, until: dt.date
):
    assert mailbox_kept_until(last) == until
    assert until > last.replace(day=1, month=1, year=last.year + 7), "later than R14"


def test_g13_before_its_day_nothing_is_asked_and_from_then_on_daily(
    closed: str, backend: Backend, clock: Clock
):
    at(clock, KEPT_UNTIL)
    assert backend.jobs.run("abandoned").counts == {}
    assert refusal(backend, abandoned.propose, closed, KARIN) is Why.NOT_FOUND
    at(clock, KEPT_UNTIL + DAY)
    assert backend.jobs.run("abandoned").counts == {"mailboxes": 1}
    with backend.database.reading() as session:
        (one,) = abandoned.listed(session, KEPT_UNTIL + DAY)
        assert (one.name, one.letters, one.closed_on) == (NAME, 2, CLOSED_ON)
        about = session.scalars(select(AlarmRow.about).where(AlarmRow.kind == "retention")).all()
        assert NUMBER in about
    at(clock, KEPT_UNTIL + 4000 * DAY)
    backend.jobs.run("abandoned")
    backend.jobs.run("emptying")
    assert left(backend) == 2, "a list, and no more"


def test_g13_two_people_decide_the_company_is_told_and_ninety_days_later_it_is_empty(
    closed: str, backend: Backend, clock: Clock, app: APIFlask
):
    goes_on = both(backend, closed)
    assert goes_on == KEPT_UNTIL + DAY + ABANDONED_DAYS * DAY
    with backend.database.reading() as session:
        told = {each.kind: each.facts for each in messages.of_customer(session, NUMBER)}
    assert told[messages.Kind.MAILBOX_ABANDONED] == {"ends_on": str(goes_on)}
    page = signed_in(app, NUMBER).client.get("/agreement").text
    assert COMPANY.emptying_take_back in page
    clock.pass_by(days=ABANDONED_DAYS - 1)
    assert backend.emptying.run() == 0
    clock.pass_by(days=1)
    assert backend.emptying.run() == 1
    assert left(backend) == 0
    with backend.database.reading() as session:
        assert set(session.scalars(select(LetterRow.deleted_by))) == {STURE.name}
        rows = session.execute(select(AuditRow.action, AuditRow.actor).order_by(AuditRow.number))
        done = [tuple(row) for row in rows if row.action.startswith(("emptying", "mailbox"))]
        assert done == [
            ("emptying_proposed", KARIN.name),
            ("emptying_ordered", STURE.name),
            ("mailbox_emptied", STURE.name),
        ]
        assert audit.first_broken(session) is None
        assert abandoned.listed(session, backend.clock().date()) == ()


def test_g13_one_alone_cannot_and_only_a_supervisor_is_the_second(closed: str, backend: Backend):
    assert refusal(backend, abandoned.approve, closed, STURE) is Why.STATE
    act(backend, abandoned.propose, closed, STURE)
    assert refusal(backend, abandoned.propose, closed, KARIN) is Why.STATE
    assert refusal(backend, abandoned.approve, closed, STURE) is Why.SECOND_PERSON
    assert refusal(backend, abandoned.approve, closed, KARIN) is Why.SUPERVISOR_ONLY
    act(backend, abandoned.put_back, closed, KARIN)
    assert refusal(backend, abandoned.put_back, closed, KARIN) is Why.STATE
    assert refusal(backend, abandoned.approve, closed, STURE) is Why.STATE


def test_g13_the_company_takes_it_back_and_the_years_begin_anew(
    closed: str, backend: Backend, clock: Clock, app: APIFlask
):
    both(backend, closed)
    reader = signed_in(app, NUMBER)
    assert reader.post("/agreement/emptying", take_back="yes").location.endswith("done=1")
    clock.pass_by(days=ABANDONED_DAYS)
    assert backend.emptying.run() == 0
    assert left(backend) == 2
    assert refusal(backend, abandoned.propose, closed, KARIN) is Why.NOT_FOUND
    at(clock, mailbox_kept_until(KEPT_UNTIL + DAY) + DAY)
    act(backend, abandoned.propose, closed, KARIN)


def test_g13_put_back_by_us_nothing_goes(closed: str, backend: Backend, clock: Clock):
    both(backend, closed)
    act(backend, abandoned.put_back, closed, KARIN)
    clock.pass_by(days=ABANDONED_DAYS)
    assert backend.emptying.run() == 0
    assert left(backend) == 2


def test_g13_a_legal_hold_on_its_paper_keeps_the_letters_too(closed: str, backend: Backend):
    with backend.database.writing() as session:
        letter = session.scalars(select(LetterRow)).first()
        assert letter is not None
        assert letter.item is not None
        session.add(
            OriginalRow(
                item=letter.item,
                scan_id=letter.scan_id,
                customer=NUMBER,
                sender="",
                arrived_on=letter.arrived_on,
                keep_until=letter.arrived_on,
                filed_at=NOW,
                filed_by="anna",
                held_by="lars",
                held_because="dispute",
            )
        )
    assert refusal(backend, abandoned.propose, closed, KARIN) is Why.LEGAL_HOLD


def test_g13_the_page_lists_them_and_two_people_decide_on_it(
    closed: str, office: dict[str, FlaskClient], backend: Backend
):
    karin, sture = office["karin"], office["sture"]
    shown = karin.get("/staff/closed").text
    assert NAME.replace("&", "&amp;") in shown
    assert SWEDISH.closed_waits in shown
    for who, does in ((karin, "propose"), (karin, "approve"), (sture, "approve")):
        answer = post(who, "/staff/closed", "/staff/closed", act=does, mailbox=closed)
        assert answer.status_code == 303
        if does == "approve" and who is karin:
            assert answer.location.endswith("problem=supervisor_only")
            assert SWEDISH.closed_problems["supervisor_only"] in karin.get(answer.location).text
    going = SWEDISH.closed_goes.split("{day}")[0]
    assert going in sture.get("/staff/closed").text
    assert left(backend) == 2
    assert post(sture, "/staff/closed", "/staff/closed", act="burn").status_code == 400


def test_g13_the_page_is_for_those_who_look_after_companies(
    closed: str, office: dict[str, FlaskClient]
):
    assert closed
    assert office["olle"].get("/staff/closed").status_code == 403
    assert "/staff/closed" not in office["olle"].get("/staff/status").text
