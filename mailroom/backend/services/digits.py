"""Digits in the review queue, verified in groups: one person's page of crops decides nothing."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from random import SystemRandom
from typing import Final

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session

from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.reviews import DigitCropRow, DigitPageRow, ReviewRow
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.digits import (
    FEWEST,
    MOST,
    PLACES,
    DigitPage,
    DigitsClaimed,
    DigitsDone,
    DigitsRead,
    DigitsSeen,
    Looked,
    seen_of,
)

_LEASE: Final = dt.timedelta(minutes=5)
_KEPT: Final = dt.timedelta(days=90)
"""How long a page says who looked at it; it shows nothing by then."""
_CHANCE: Final = SystemRandom()
_LARGEST: Final = 1 << 15
"""Of a crop, in base64 signs: a digit takes a tenth of it."""
_OPEN: Final[ColumnElement[bool]] = (
    ReviewRow.outcome.is_(None) & ReviewRow.verdict.is_(None) & ReviewRow.escalation.is_(None)
)
_UNSEEN: Final[ColumnElement[bool]] = DigitCropRow.confirmed_by.is_(
    None
) & DigitCropRow.doubted_by.is_(None)


def keep(session: Session, item: str, read: DigitsRead | None) -> None:
    """An offered item's crops, in place of those before. Raises Refused(VALIDATION)."""
    drop(session, item)
    if read is None:
        return
    spelt = "".join(crop.digit for crop in read.crops)
    if len(spelt) != PLACES or spelt != read.number or not (spelt.isascii() and spelt.isdigit()):
        raise Refused(Why.VALIDATION, "The digits are not those of the number.")
    if any(len(crop.jpeg) > _LARGEST for crop in read.crops):
        raise Refused(Why.TOO_LARGE, "A digit's picture is larger than a digit is.")
    rows = [
        {
            "item": item,
            "place": place,
            "number": read.number,
            "digit": crop.digit,
            "sure": crop.sure,
            "jpeg": crop.jpeg,
        }
        for place, crop in enumerate(read.crops)
    ]
    insert_many(session, DigitCropRow, rows)


def drop(session: Session, item: str) -> None:
    """When it leaves the queue, or is offered anew; other items' crops on its page stay there."""
    session.execute(delete(DigitCropRow).where(DigitCropRow.item == item))


def claim(session: Session, *, staff: Staff, now: dt.datetime) -> DigitsClaimed:
    """With its data, for five minutes; what one holds already comes again."""
    held = select(DigitPageRow).where(
        DigitPageRow.holder == staff.name, DigitPageRow.doubted.is_(None), DigitPageRow.until > now
    )
    page = session.scalars(held.with_for_update()).first() or _fresh(session, staff, now)
    waiting = session.scalar(select(func.count()).select_from(_waiting(now).subquery())) or 0
    if page is None:
        return DigitsClaimed(None, waiting)
    crops = [session.get(DigitCropRow, place) for place in _places(page)]
    if any(crop is None for crop in crops):  # an item of it was decided meanwhile
        _free(session, page)
        session.delete(page)
        session.flush()
        return claim(session, staff=staff, now=now)
    page.until = now + _LEASE
    pictures = tuple(crop.jpeg for crop in crops if crop is not None)
    return DigitsClaimed(DigitPage(page.id, page.digit, pictures, page.until), waiting)


def confirm(
    session: Session, page: str, doubted: Sequence[int], *, staff: Staff, now: dt.datetime
) -> DigitsDone:
    """Once, however often it is sent; a doubt always counts, the rest only if one was looking.

    Raises Refused(NOT_FOUND, REVIEW_TAKEN, REVIEW_OVER: said otherwise before, VALIDATION).
    """
    row = _held(session, page, staff)
    places, said = _places(row), sorted(set(doubted))
    if said and not 0 <= said[0] <= said[-1] < len(places):
        raise Refused(Why.VALIDATION, "There are not so many digits on the page.")
    if row.doubted is not None:
        if row.doubted != json.dumps(said):
            raise Refused(Why.REVIEW_OVER, "Something else was said of that page.")
        return DigitsDone(row.confirmed_count, row.doubted_count, row.overlooked)
    row.doubted, row.overlooked = json.dumps(said), row.planted not in said
    for at, place in enumerate(places):
        crop = session.get(DigitCropRow, place, with_for_update=True)
        if at == row.planted or crop is None or crop.page != row.id:
            continue  # decided meanwhile, or on somebody else's page by now
        if at in said:
            crop.doubted_by, crop.page = staff.name, None
            session.get_one(ReviewRow, crop.item).later_until = None
            row.doubted_count += 1
        elif row.overlooked:
            crop.page = None
        else:
            crop.confirmed_by = staff.name
            row.confirmed_count += 1
    told = {"confirmed": str(row.confirmed_count), "doubted": str(row.doubted_count)}
    told["overlooked"] = str(row.overlooked).lower()
    note(session, staff, Action.DIGITS_SEEN, row.id, now=now, detail=told)
    return DigitsDone(row.confirmed_count, row.doubted_count, row.overlooked)


def leave(session: Session, page: str, *, staff: Staff) -> None:
    """Raises Refused(NOT_FOUND, REVIEW_TAKEN)."""
    row = _held(session, page, staff)
    if row.doubted is None:
        _free(session, row)
        session.delete(row)


def seen(session: Session, item: str) -> DigitsSeen | None:
    """What people have made of the number's digits so far; None without crops."""
    crops = session.scalars(
        select(DigitCropRow).where(DigitCropRow.item == item).order_by(DigitCropRow.place)
    ).all()
    if not crops:
        return None
    looked = [
        Looked(crop.confirmed_by or "", crop.page or "", doubted=crop.doubted_by is not None)
        for crop in crops
    ]
    return seen_of(crops[0].number, looked)


def _fresh(session: Session, staff: Staff, now: dt.datetime) -> DigitPageRow | None:
    """The digit that waits most often, the least sure crops of it, and one that is none."""
    waiting = _waiting(now).subquery()
    often = (
        select(waiting.c.digit)
        .group_by(waiting.c.digit)
        .having(func.count() >= FEWEST)
        .order_by(func.count().desc(), waiting.c.digit)
    )
    digit = session.scalars(often.limit(1)).first()
    if digit is None:
        return None
    crops = list(
        session.scalars(
            _waiting(now)
            .where(DigitCropRow.digit == digit)
            .order_by(DigitCropRow.sure, DigitCropRow.item, DigitCropRow.place)
            .limit(MOST - 1)
            .with_for_update(of=DigitCropRow, skip_locked=True)
        )
    )
    others = session.scalars(_of_others(digit)).all()
    if len(crops) < FEWEST or not others:
        return None
    planted = _CHANCE.randrange(len(crops) + 1)
    shown = [(crop.item, crop.place) for crop in crops]
    other = _CHANCE.choice(others)
    shown.insert(planted, (other.item, other.place))
    page = DigitPageRow(
        id=str(uuid.uuid4()),
        digit=digit,
        crops=json.dumps(shown),
        planted=planted,
        holder=staff.name,
        until=now + _LEASE,
        confirmed_count=0,
        doubted_count=0,
        overlooked=False,
    )
    session.execute(delete(DigitPageRow).where(DigitPageRow.until < now - _KEPT))
    session.add(page)
    for crop in crops:
        crop.page = page.id
    session.flush()
    return page


def _waiting(now: dt.datetime) -> Select[DigitCropRow]:
    """Crops of open items that nobody has looked at, or is looking at."""
    theirs = select(DigitPageRow.id).where(DigitPageRow.doubted.is_(None), DigitPageRow.until > now)
    free = or_(DigitCropRow.page.is_(None), DigitCropRow.page.not_in(theirs))
    mine = select(DigitCropRow).join(ReviewRow, ReviewRow.item == DigitCropRow.item)
    return mine.where(_OPEN, _UNSEEN, free)


def _of_others(digit: str) -> Select[DigitCropRow]:
    """Surely read as another digit: what a planted crop is taken from."""
    mine = select(DigitCropRow).join(ReviewRow, ReviewRow.item == DigitCropRow.item)
    other = (DigitCropRow.digit != digit) & DigitCropRow.doubted_by.is_(None)
    return mine.where(_OPEN, other).order_by(DigitCropRow.sure.desc()).limit(MOST)


def _held(session: Session, page: str, staff: Staff) -> DigitPageRow:
    row = session.get(DigitPageRow, page, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such page.")
    if row.holder != staff.name:
        raise Refused(Why.REVIEW_TAKEN, "Somebody else has it.")
    return row


def _free(session: Session, page: DigitPageRow) -> None:
    for place in _places(page):
        crop = session.get(DigitCropRow, place)
        if crop is not None and crop.page == page.id:
            crop.page = None


def _places(page: DigitPageRow) -> list[tuple[str, int]]:
    return [(item, place) for item, place in json.loads(page.crops)]
