"""What is asked about our own people and the audit log, as routes of the backend."""

import json
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode

from pydantic import TypeAdapter

from mailroom.domain.people import (
    AddPerson,
    Done,
    Person,
    RenewSecret,
    SeeMine,
    SeePeople,
    SeeTrail,
    SetLock,
    SetRole,
    Trail,
    Welcome,
)
from mailroom.engines.link.routes import Route

_WELCOME: Final = TypeAdapter(Welcome)


def _one(user: str, act: str) -> str:
    return f"/people/{quote(user, safe='')}/{act}"


def _trail(asked: SeeTrail) -> str:
    day = asked.day.isoformat() if asked.day else ""
    sought = {"actor": asked.actor, "about": asked.about, "day": day}
    return f"/audit?{urlencode({name: word for name, word in sought.items() if word})}"


PEOPLE_ROUTES: Final[Mapping[type, Route]] = {
    SeePeople: Route("GET", lambda _: "/people", TypeAdapter(tuple[Person, ...])),
    AddPerson: Route(
        "POST",
        lambda _: "/people",
        _WELCOME,
        lambda asked: json.dumps({"user": asked.user, "name": asked.name}).encode(),
    ),
    RenewSecret: Route("POST", lambda asked: _one(asked.user, "secret"), _WELCOME),
    SetRole: Route(
        "POST",
        lambda asked: _one(asked.user, "role"),
        body=lambda asked: json.dumps({"role": asked.role, "given": asked.given}).encode(),
    ),
    SetLock: Route(
        "POST",
        lambda asked: _one(asked.user, "lock"),
        body=lambda asked: json.dumps({"locked": asked.locked}).encode(),
    ),
    SeeTrail: Route("GET", _trail, TypeAdapter(Trail)),
    SeeMine: Route("GET", lambda _: "/mine", TypeAdapter(tuple[Done, ...])),
}
