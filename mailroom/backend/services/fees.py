"""Fee events: what happened and what it costs by the price list of that day (R26)."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.fees import FeeRow, PriceRow
from mailroom.backend.model.inserting import insert_many, insert_new
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.pricelist import FeeKind, NoPrice, Price, Unit, price_on
from mailroom.domain.workdays import stockholm_date

_PRICES = select(*PriceRow.__table__.columns).order_by(PriceRow.kind, PriceRow.valid_from)
_UNITS = {FeeKind.MONTHLY: {Unit.MONTH}, FeeKind.SCANNING: {Unit.ITEM, Unit.PAGE}}
_RATES = frozenset({0, 6, 12, 25})


@dataclass(frozen=True, slots=True)
class Charge:
    """`about` names what happened: the same kind of fee is charged for it once."""

    customer: str
    kind: FeeKind
    about: str
    day: dt.date
    pages: int = 1


def price_list(session: Session) -> tuple[Price, ...]:
    """Every price there has been, by kind and day."""
    session.flush()
    rows = session.connection().execute(_PRICES)
    return tuple(
        Price(FeeKind(row.kind), row.valid_from, Unit(row.unit), row.ore, row.vat_percent)
        for row in rows
    )


def set_price(session: Session, price: Price, *, staff: Staff, now: dt.datetime) -> None:
    """From a day to come on; what has been charged stays as it was.

    Raises Refused(DATE, AMOUNT, OTHER_CONTENT or SUPERVISOR_ONLY).
    """
    staff.must_supervise("Only a supervisor sets prices.")
    if price.valid_from <= stockholm_date(now):
        raise Refused(Why.DATE, "A price begins on a day to come.")
    usual = _UNITS.get(price.kind, {Unit.ITEM})
    if price.ore < 0 or price.vat_percent not in _RATES or price.unit not in usual:
        raise Refused(Why.AMOUNT, "The price, its unit or its VAT rate cannot be right.")
    values = {
        "kind": price.kind,
        "valid_from": price.valid_from,
        "unit": price.unit,
        "ore": price.ore,
        "vat_percent": price.vat_percent,
    }
    if not insert_new(session, PriceRow, values):
        known = session.get_one(PriceRow, (price.kind, price.valid_from))
        known.unit, known.ore, known.vat_percent = price.unit, price.ore, price.vat_percent
    detail = {"valid_from": price.valid_from.isoformat(), "ore": str(price.ore)}
    note(session, staff, Action.PRICE_SET, price.kind, now=now, detail=detail)


def quote(session: Session, kind: FeeKind, day: dt.date) -> Price:
    """Raises Refused(NO_PRICE)."""
    return _price(price_list(session), kind, day)


def charge(session: Session, what: Charge, *, now: dt.datetime) -> None:
    """The same event costs once. Raises Refused(NO_PRICE)."""
    charge_many(session, [what], now=now)


def charge_many(session: Session, events: Collection[Charge], *, now: dt.datetime) -> None:
    """As `charge`, by one look at the price list. Raises Refused(NO_PRICE)."""
    if not events:
        return
    prices = price_list(session)
    rows = [_fee(what, _price(prices, what.kind, what.day), now) for what in events]
    insert_many(session, FeeRow, rows, known_may_stay=True)


def _fee(what: Charge, price: Price, now: dt.datetime) -> dict[str, Any]:
    return {
        "customer": what.customer,
        "kind": what.kind,
        "about": what.about,
        "day": what.day,
        "quantity": what.pages if price.unit is Unit.PAGE else 1,
        "unit_ore": price.ore,
        "vat_percent": price.vat_percent,
        "made_at": now,
        "statement": None,
    }


def _price(prices: Iterable[Price], kind: FeeKind, day: dt.date) -> Price:
    try:
        return price_on(prices, kind, day)
    except NoPrice:
        raise Refused(Why.NO_PRICE, "The price list does not reach back to that day.") from None
