"""Retention's and destruction's questions as routes of the backend."""

import json
from collections.abc import Mapping
from typing import Final, Protocol
from urllib.parse import quote

from pydantic import TypeAdapter

from mailroom.domain.retiring import (
    ApproveDestruction,
    CancelDestruction,
    CarryOut,
    Destruction,
    HoldOriginal,
    LiftHold,
    PickRetired,
    PrintProtocol,
    ProposeDestruction,
    Retired,
    SeeDestructions,
    SeeRetired,
)
from mailroom.engines.link.routes import Route
from mailroom.wire import OperatorSignIn


def _original(item: str, act: str) -> str:
    return f"/originals/{quote(item, safe='')}/{act}"


def _why(asked: HoldOriginal | LiftHold) -> bytes:
    return json.dumps({"why": asked.why.value}).encode()


def _proposal(asked: ProposeDestruction) -> bytes:
    return json.dumps({"reason": asked.reason.value, "items": asked.items}).encode()


def _witness(asked: CarryOut) -> bytes:
    return OperatorSignIn(user=asked.witness, secret=asked.secret).model_dump_json().encode()


class _OfOneDestruction(Protocol):
    @property
    def number(self) -> int: ...


def _number(asked: _OfOneDestruction) -> str:
    return f"/destructions/{asked.number}"


RETIRING_ROUTES: Final[Mapping[type, Route]] = {
    SeeRetired: Route(
        "GET",
        lambda asked: f"/originals/retired?reason={asked.reason}",
        TypeAdapter(tuple[Retired, ...]),
    ),
    SeeDestructions: Route("GET", lambda _: "/destructions", TypeAdapter(tuple[Destruction, ...])),
    HoldOriginal: Route("POST", lambda asked: _original(asked.item, "hold"), body=_why),
    LiftHold: Route("POST", lambda asked: _original(asked.item, "release"), body=_why),
    ProposeDestruction: Route("POST", lambda _: "/destructions", body=_proposal),
    ApproveDestruction: Route("POST", lambda asked: f"{_number(asked)}/approval"),
    PickRetired: Route(
        "POST",
        lambda asked: f"{_number(asked)}/picked",
        body=lambda asked: json.dumps({"scan_id": asked.scan_id}).encode(),
    ),
    CarryOut: Route("POST", lambda asked: f"{_number(asked)}/execution", body=_witness),
    CancelDestruction: Route("POST", lambda asked: f"{_number(asked)}/cancel"),
    PrintProtocol: Route("GET", lambda asked: f"{_number(asked)}/protocol.pdf", is_paper=True),
}
