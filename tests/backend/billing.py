"""How the tests of money charge, invoice and pay, on days of their own."""

import datetime as dt

from sqlalchemy import select

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.services import (
    month_run,
    payments,
    statements,
)
from mailroom.backend.services.payments import ByHand
from mailroom.domain.seller import Seller
from tests.backend.builders import ACTIVE
from tests.backend.house import ANNA, House

DAY = dt.timedelta(days=1)
NUMBER = ACTIVE[0]
BANKGIRO = "54029681"
SELLER = Seller("Brevrummet AB", "5569999997", "Postgatan 1", "111 22", "Stockholm", "1234566")


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def charged_in(house: House, day: dt.date) -> int:
    with house.at(noon(day)) as session:
        return month_run.run(session, house.now)


def only_statement(house: House) -> statements.Statement:
    with house.database.reading() as session:
        (statement,) = statements.of_customer(session, NUMBER)
        return statement


def began(house: House, day: dt.date) -> None:
    with house.at() as session:
        session.scalars(select(AgreementRow)).one().active_from = day


def invoiced(house: House) -> statements.Statement:
    began(house, dt.date(2026, 11, 2))
    charged_in(house, dt.date(2026, 12, 1))
    return only_statement(house)


def paid(house: House, statement: statements.Statement, ore: int, key: str = "k") -> bool:
    with house.at() as session:
        by = ByHand(key, statement.number, ore, house.now.date())
        return payments.by_hand(session, by, staff=ANNA, now=house.now)
