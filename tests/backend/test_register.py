"""The daily register: a version from its content, differences, and how long they are kept."""

import datetime as dt

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import (
    AgreementRow,
    CustomerRow,
    DeliveryAddressRow,
    EmailRow,
    OtherNameRow,
)
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.model.people import MailboxUserRow
from mailroom.backend.services.agreements import Period, Periods, opens_on, standing_on
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, OTHER, Desk
from tests.backend.conftest import Clock


def read(desk: Desk, since: str | None = None):
    query = {"since": since} if since is not None else {}
    return desk.client.get("/v1/station/register", query_string=query, headers=desk.headers)


def test_the_snapshot_is_the_same_while_nothing_changes(desk: Desk):
    first, second = read(desk).json, read(desk).json
    assert first == second
    assert len(first["entries"]) == 60
    assert first["day"] == "2026-11-20"


def test_standings_are_as_the_agreements_say(desk: Desk):
    standings = {entry["standing"] for entry in read(desk).json["entries"]}
    assert standings == {"active", "notice", "unpaid", "ended"}


def test_a_new_name_and_a_customer_gone_make_a_difference(desk: Desk, backend: Backend):
    before = read(desk).json
    with backend.database.writing() as session:
        session.get_one(CustomerRow, ACTIVE[0]).name = "Marklunds Måleri AB"
        session.add(OtherNameRow(customer=ACTIVE[0], name=ACTIVE[1]))
        forget(session, OTHER[0])
    diff = read(desk, before["version"]).json
    assert [entry["number"] for entry in diff["added"]] == [ACTIVE[0]]
    assert diff["added"][0]["other_names"] == [ACTIVE[1]]
    assert diff["removed"] == [OTHER[0]]
    assert diff["version"] == read(desk).json["version"] != before["version"]


def test_nothing_changed_is_an_empty_difference(desk: Desk):
    version = read(desk).json["version"]
    diff = read(desk, version).json
    assert (diff["added"], diff["removed"], diff["version"]) == ([], [], version)


@pytest.mark.parametrize("version", ["", "unknown", "0" * 32, "'; DROP TABLE customer; --"])
def test_an_unknown_version_is_gone(shared_desk: Desk, version: str):
    answer = read(shared_desk, version)
    assert (answer.status_code, answer.json["code"]) == (410, 41000)
    assert answer.headers["x-error-code"] == "41000"


def test_a_version_is_forgotten_after_a_month(desk: Desk, backend: Backend, clock: Clock):
    old = read(desk).json["version"]
    clock.pass_by(days=32)
    with backend.database.writing() as session:
        session.get_one(CustomerRow, ACTIVE[0]).name = "Annat AB"
    backend.registers.snapshot()
    desk.sign_in(at=clock.now)
    assert read(desk, old).status_code == 410


def test_standing_changes_with_the_day_alone(desk: Desk, backend: Backend, clock: Clock):
    with backend.database.writing() as session:
        agreement = session.scalars(select(AgreementRow).where(AgreementRow.customer == ACTIVE[0]))
        agreement.one().ends_on = clock.now.date()
    version = read(desk).json["version"]
    clock.pass_by(days=1)
    (changed,) = backend.registers.diff(version).added
    assert (changed.number, changed.standing) == (ACTIVE[0], "ended")


DAY = dt.date(2026, 6, 1)


def period(first: int, last: int | None, notice: int | None = None, unpaid: int | None = None):
    days = [
        None if n is None else DAY + dt.timedelta(days=n) for n in (first, last, notice, unpaid)
    ]
    return Period(days[0] or DAY, *days[1:])


@pytest.mark.parametrize(
    ("periods", "standing", "opens"),
    [
        ((period(1, None),), None, False),
        ((period(0, None),), "active", True),
        ((period(-9, 0),), "active", True),
        ((period(-9, -1),), "ended", False),
        ((period(-9, 81, -9),), "notice", True),
        ((period(-9, 81, None, -9),), "unpaid", True),
        ((period(-9, 81, 1),), "active", True),
        ((period(-99, -50), period(-9, None)), "active", True),
    ],
)
def test_r34_to_r43_how_a_customer_stands_on_a_day(
    periods: tuple[Period, ...],
    standing: str | None,
    opens: bool,  # noqa: FBT001  a case's value
):
    assert standing_on(Periods(periods), DAY) == standing
    assert opens_on(Periods(periods), DAY) is opens


def forget(session: Session, number: str) -> None:
    keys = select(MailboxRow.key).where(MailboxRow.customer == number)
    session.execute(delete(MailboxUserRow).where(MailboxUserRow.mailbox.in_(keys)))
    session.execute(delete(MailboxRow).where(MailboxRow.customer == number))
    for table in (AgreementRow, DeliveryAddressRow, EmailRow):
        session.execute(delete(table).where(table.customer == number))
    session.execute(delete(CustomerRow).where(CustomerRow.number == number))
