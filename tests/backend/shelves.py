"""Originals in boxes, for the tests of what becomes of them."""

import datetime as dt

from mailroom.backend.services import (
    asking,
    consignments,
    originals,
    store,
)
from mailroom.backend.services.asking import Asked
from mailroom.backend.services.staff import Staff
from mailroom.domain.dispatch import ConsignmentKind
from tests.backend.builders import ACTIVE
from tests.backend.house import ANNA, House

DAY = dt.timedelta(days=1)


NUMBER = ACTIVE[0]


def scan_id(house: House) -> str:
    return f"M26-{house.made:06}"


def boxed(house: House, count: int = 1) -> list[str]:
    """Boxes on as many shelves."""
    with house.at() as session:
        made: list[str] = []
        for _ in range(count):
            shelf = store.new_shelf(session, staff=ANNA, now=house.now)
            made.append(store.new_box(session, staff=ANNA, now=house.now, shelf=shelf))
    return made


def filed(house: House, box: str, **changes: object) -> str:
    item = house.letter(**changes)
    with house.at() as session:
        originals.file(session, scan_id(house), box, staff=ANNA, now=house.now)
    return item


def asked(
    house: House, item: str, key: str = "k1", *, staff: Staff = ANNA, number: str = NUMBER
) -> asking.Request:
    with house.at() as session:
        return asking.ask(session, Asked(key, item, number, "vd"), staff=staff, now=house.now)


def sent(house: House, item: str) -> str:
    """Picked, packed and handed over; the consignment's label."""
    with house.at() as session:
        place = originals.find(session, item)
        asking.picked(session, place.scan_id, staff=ANNA, now=house.now)
        kind = ConsignmentKind.ORIGINAL
        made = consignments.make(session, kind, [item], staff=ANNA, now=house.now)
        consignments.hand_over(session, made.label, staff=ANNA, now=house.now)
    return made.label
