"""A company fetches its own invoices and credit notes as files, and nobody else's."""

import csv
import datetime as dt
import io
import zipfile

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, select

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.fees import PriceRow
from mailroom.backend.services import crediting, month_run, statements
from mailroom.backend.services.peppol import broken_rules
from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, NOW, OTHER, Desk
from tests.backend.conftest import Clock, signed_in
from tests.backend.house import LARS
from tests.backend.test_paperwork import text_of

NUMBER = ACTIVE[0]


@pytest.fixture
def issued(desk: Desk, backend: Backend, clock: Clock) -> tuple[int, int]:
    """The numbers of an invoice and of what credits it."""
    with backend.database.writing() as session:
        session.execute(delete(AgreementRow).where(AgreementRow.customer != NUMBER))
        for row in session.scalars(select(PriceRow)):
            row.ore = 350
    desk.deliver()
    clock.now = NOW + dt.timedelta(days=14)
    with backend.database.writing() as session:
        month_run.run(session, clock.now)
        (found,) = statements.of_customer(session, NUMBER)
        credit = crediting.credit(session, found.number, None, staff=LARS, now=clock.now)
    return found.number, credit


def test_an_invoice_and_its_credit_note_are_listed_and_fetched(
    issued: tuple[int, int], app: APIFlask
):
    reader = signed_in(app, NUMBER)
    listed = reader.client.get("/agreement").text
    assert f"{SWEDISH.pay_credit} {issued[1]}" in listed
    assert ">\N{MINUS SIGN}" in listed, "in the company's favour"
    for number in issued:
        path = f"/agreement/statements/{number}"
        assert f"{path}.pdf" in listed
        assert f"{path}.xml" in listed
        printed, told = reader.client.get(f"{path}.pdf"), reader.client.get(f"{path}.xml")
        assert str(number) in text_of(printed.data)
        assert f"{number}.pdf" in printed.headers["Content-Disposition"]
        assert told.mimetype == "application/xml"
        assert broken_rules(told.data) == ()
    english = reader.client.get("/language/en", follow_redirects=True)
    assert english.status_code == 200
    assert "Invoice" in text_of(reader.client.get(f"/agreement/statements/{issued[0]}.pdf").data)


def test_who_takes_everything_along_has_them_and_who_looked_and_who_may(
    issued: tuple[int, int], app: APIFlask
):
    reader = signed_in(app, NUMBER)
    whole = zipfile.ZipFile(io.BytesIO(reader.post("/export").data))
    for number in issued:
        assert str(number) in text_of(whole.read(f"fakturor/{number}.pdf"))
        assert broken_rules(whole.read(f"fakturor/{number}.xml")) == ()
    looked, people = (
        list(csv.DictReader(io.StringIO(whole.read(name).decode("utf-8-sig")), delimiter=";"))
        for name in ("handelser.csv", "personer.csv")
    )
    assert [each["action"] for each in looked] == ["item_received"]
    assert len(people) == 1
    other = signed_in(app, OTHER[0]).post("/export").data
    assert not any(
        name.startswith("fakturor") for name in zipfile.ZipFile(io.BytesIO(other)).namelist()
    )


@pytest.mark.parametrize("kind", ["pdf", "xml"])
def test_nobody_elses_is_there(issued: tuple[int, int], app: APIFlask, kind: str):
    stranger = signed_in(app, OTHER[0])
    reader = signed_in(app, NUMBER)
    assert stranger.client.get(f"/agreement/statements/{issued[0]}.{kind}").status_code == 404
    for number in (issued[1] + 1, 0, 1 << 70):
        assert reader.client.get(f"/agreement/statements/{number}.{kind}").status_code == 404
    nobody = app.test_client().get(f"/agreement/statements/{issued[0]}.{kind}")
    assert nobody.location.endswith("/in")
