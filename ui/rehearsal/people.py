"""Our own people and their audit log for pictures and tests."""

import datetime as dt
from typing import Final

from mailroom.domain.errors import BackendRefused, NotAllowed
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.people import (
    AddPerson,
    Done,
    Person,
    Role,
    SeeMine,
    Seen,
    SeePeople,
    SeeTrail,
    SetRole,
    Trail,
    Welcome,
)

_NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
PEOPLE: Final = (
    Person("anna", "Anna Lind", (Role.OPERATOR,), is_active=True),
    Person("eva", "Eva Sandström", (Role.OPERATOR, Role.CLERK), is_active=True),
    Person("ingrid", "Ingrid Åkesson", (Role.ADMINISTRATOR,), is_active=True),
    Person("lars", "Lars Berg", (Role.OPERATOR, Role.SUPERVISOR, Role.CLEARED), is_active=True),
    Person("nils", "Nils Holm", (Role.OPERATOR,), is_active=False),
    Person("omar", "Omar Haddad", (Role.OPERATOR,), is_active=True, organisation="Budfirman"),
)
WELCOME: Final = Welcome("maja", "kfw-p7d-hm4-xqz")
_DEEDS: Final = (
    ("operator", "lars", "review_decided", "BORD-1-261120-00412"),
    ("mailbox_user", "5561890012", "letter_read", "BORD-1-261120-00398"),
    ("operator", "eva", "original_filed", "BORD-1-261119-00120"),
    ("mailbox_user", "5561890012", "document_downloaded", "BORD-1-261120-00398"),
    ("station", "bord-1", "item_received", "BORD-1-261120-00412"),
    ("operator", "ingrid", "person_changed", ""),
    ("operator", "lars", "original_held", "BORD-2-191104-00002"),
    ("job", "schedule", "payment_noted", ""),
    ("operator", "anna", "signed_in", ""),
)
TRAIL: Final = Trail(
    entries=tuple(
        Seen(
            number=88412 - place,
            at=_NOW - dt.timedelta(minutes=7 * place),
            kind=kind,
            actor=actor,
            action=action,
            subject="nils" if action == "person_changed" else f"{place:08}-6f1c-4f0e",
            known_as=known_as,
        )
        for place, (kind, actor, action, known_as) in enumerate(_DEEDS)
    ),
    broken=None,
    signed_to=88390,
    signed_at=_NOW - dt.timedelta(hours=2),
)
BROKEN: Final = Trail(TRAIL.entries, 88409, TRAIL.signed_to, TRAIL.signed_at)
MINE: Final = (
    Done("original_filed", 212),
    Done("review_decided", 31),
    Done("consignment_left", 9),
    Done("signed_in", 1),
)


def people() -> tuple[Event, ...]:
    return (RoomTold(SeePeople(), PEOPLE, _NOW),)


def welcomed() -> tuple[Event, ...]:
    return (RoomTold(AddPerson(WELCOME.user, "Maja Ek"), WELCOME, _NOW),)


def unadministered() -> tuple[Event, ...]:
    """The last administrator would have taken the role from themselves."""
    asked = SetRole("ingrid", Role.ADMINISTRATOR, given=False)
    return (RoomTold(asked, None, None, BackendRefused.code, "40930"),)


def not_theirs() -> tuple[Event, ...]:
    """Asked for by somebody who is no administrator, or whose role was taken meanwhile."""
    return (RoomTold(SeePeople(), None, None, NotAllowed.code),)


def log() -> tuple[Event, ...]:
    return (RoomTold(SeeTrail(), TRAIL, _NOW), RoomTold(SeeMine(), MINE, _NOW))


def rewritten() -> tuple[Event, ...]:
    return (RoomTold(SeeTrail(), BROKEN, _NOW),)
