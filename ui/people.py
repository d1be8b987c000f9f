"""Our own people as data: who there is, which roles they hold, and a first secret told once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, cast

from mailroom.domain.errors import BackendRefused
from mailroom.domain.events import RoomTold
from mailroom.domain.ids import is_digits
from mailroom.domain.people import (
    AddPerson,
    Person,
    RenewSecret,
    Role,
    SeePeople,
    SetLock,
    SetRole,
    Welcome,
)
from ui.work import Turn
from ui.writing import ENDS, read_line, stepped, written


class Step(StrEnum):
    """What is asked for now."""

    LIST = "list"
    USER = "user"
    NAME = "name"
    ROLE = "role"
    LOCK = "lock"
    SECRET = "secret"  # noqa: S105  a word of ours


class Did(StrEnum):
    """What the last act led to."""

    READY = "ready"
    ASKING = "asking"
    ADDED = "added"
    ROLE_SET = "role_set"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True)
class People:
    """`welcome` stays until the next key, so that it can be written down.

    `refusal` is the backend's number or the situation that the last act ended in.
    """

    standing: RoomTold | None = None
    people: tuple[Person, ...] = ()
    chosen: int = 0
    step: Step = Step.LIST
    field: str = ""
    user: str = ""
    did: Did = Did.READY
    welcome: Welcome | None = None
    refusal: str = ""

    @property
    def person(self) -> Person | None:
        return self.people[min(self.chosen, len(self.people) - 1)] if self.people else None

    def opened(self) -> Turn:
        return Turn(self, (SeePeople(),))

    def told(self, told: RoomTold) -> "People":
        question = told.question
        if isinstance(question, SeePeople):
            return replace(
                self, standing=told, people=cast("tuple[Person, ...]", told.answer or ())
            )
        if not isinstance(question, AddPerson | RenewSecret | SetRole | SetLock):
            return self
        if told.situation:
            number = told.detail if told.situation == BackendRefused.code else told.situation
            return replace(self, refusal=number)
        match question:
            case SetRole():
                return replace(self, did=Did.ROLE_SET)
            case SetLock(locked=locked):
                return replace(self, did=Did.LOCKED if locked else Did.UNLOCKED)
            case _:
                return replace(self, did=Did.ADDED, welcome=cast("Welcome", told.answer))

    def pressed(self, key: str) -> Turn:
        work = replace(self, welcome=None)
        if key in ("Esc", "Delete"):
            return Turn(_left(work))
        if work.step is Step.ROLE:
            return _role(work, key)
        if key in ENDS:
            return _entered(work)
        if work.step is Step.LIST:
            return Turn(_listed(work, key))
        writes = work.step in (Step.USER, Step.NAME)
        return Turn(replace(work, field=written(work.field, key)) if writes else work)


def _left(work: People) -> People:
    if work.step is Step.LIST and work.did is Did.READY and not work.refusal:
        return work
    return replace(work, step=Step.LIST, field="", user="", did=Did.READY, refusal="")


def _listed(work: People, key: str) -> People:
    if key in _KEYS and (work.person is not None or key == "F2"):
        return _KEYS[key](work)
    row = stepped(work.chosen, key, len(work.people))
    return work if row is None else replace(work, chosen=row)


def _role(work: People, key: str) -> Turn:
    """A digit gives the role, or takes it from who has it."""
    place = int(key) if is_digits(key) else 0
    if work.person is None or not 1 <= place <= len(Role):
        return Turn(work)
    role = tuple(Role)[place - 1]
    return _asks(work, SetRole(work.person.user, role, role not in work.person.roles))


def _entered(work: People) -> Turn:
    text = read_line(work.field)
    match work.step:
        case Step.USER if text:
            return Turn(replace(work, user=text.lower(), field="", step=Step.NAME))
        case Step.NAME if text:
            return _asks(work, AddPerson(work.user, text))
        case Step.LOCK if work.person is not None:
            return _asks(work, SetLock(work.person.user, locked=work.person.is_active))
        case Step.SECRET if work.person is not None:
            return _asks(work, RenewSecret(work.person.user))
        case _:
            return Turn(work)


def _asks(work: People, act: AddPerson | RenewSecret | SetRole | SetLock) -> Turn:
    """Roles are set one after another; anything else is done with one answer."""
    step = Step.ROLE if isinstance(act, SetRole) else Step.LIST
    calm = replace(work, step=step, field="", user="", did=Did.ASKING, refusal="")
    return Turn(calm, (act, SeePeople()))


def _to(step: Step) -> Callable[[People], People]:
    return lambda work: replace(work, step=step, field="", did=Did.READY, refusal="")


_KEYS: Final[Mapping[str, Callable[[People], People]]] = {
    "F2": _to(Step.USER),
    "F3": _to(Step.ROLE),
    "F4": _to(Step.LOCK),
    "F5": _to(Step.SECRET),
}
