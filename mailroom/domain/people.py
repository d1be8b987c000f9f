"""Our own people: their roles, what an administrator may do, and what each is told of the day."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    OPERATOR = "operator"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    CLEARED = "cleared"
    """May see restricted items (R59)."""


@dataclass(frozen=True, slots=True)
class Person:
    """`organisation` is the subcontractor whose person this is (R7)."""

    user: str
    name: str
    roles: tuple[Role, ...]
    is_active: bool
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Welcome:
    """A first secret, told once and kept nowhere."""

    user: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry of the audit log; `known_as` is the scan id of the item that it is about."""

    number: int
    at: dt.datetime
    kind: str
    actor: str
    action: str
    subject: str
    known_as: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The newest entries first. `broken` is the first of these that does not follow its forerunner.

    What stands up to `signed_to` is beyond rewriting since `signed_at`.
    """

    entries: tuple[Seen, ...]
    broken: int | None
    signed_to: int | None
    signed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Done:
    """How often the person did something today."""

    action: str
    count: int


@dataclass(frozen=True, slots=True)
class SeePeople:
    """By an administrator. Answered by a tuple of `Person`."""


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Without any role yet. Answered by `Welcome`."""

    user: str
    name: str


@dataclass(frozen=True, slots=True)
class RenewSecret:
    """The old one opens nothing any more. Answered by `Welcome`."""

    user: str


@dataclass(frozen=True, slots=True)
class SetRole:
    """It holds from the person's next act on. Answered by None."""

    user: str
    role: Role
    given: bool


@dataclass(frozen=True, slots=True)
class SetLock:
    """Whoever is locked out is signed out at once. Answered by None."""

    user: str
    locked: bool


@dataclass(frozen=True, slots=True)
class SeeTrail:
    """Who did and saw what; empty words mean any. `about` is a scan id or an id of ours.

    By a supervisor or an administrator. Answered by `Trail`.
    """

    actor: str = ""
    about: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SeeMine:
    """The asker's own day, and nobody else's. Answered by a tuple of `Done`."""


PeopleQuestion = SeePeople | AddPerson | RenewSecret | SetRole | SetLock | SeeTrail | SeeMine
PEOPLE_ACTS: Final = (AddPerson, RenewSecret, SetRole, SetLock)
"""Never told a second time: two of them are answered by a secret."""
