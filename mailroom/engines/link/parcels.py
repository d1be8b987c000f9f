"""Dispatch's questions as routes of the backend's consignments."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final
from urllib.parse import quote

from pydantic import TypeAdapter

from mailroom.domain.couriers import ChooseCourier, Courier, SeeCouriers
from mailroom.domain.parcels import (
    Consignment,
    Outgoing,
    Pack,
    PrintCollection,
    PrintConsignment,
    SeeConsignments,
    SeeOutgoing,
    SendConsignment,
    TakeBack,
    TrackConsignment,
    UnpackConsignment,
    WeighItem,
)
from mailroom.engines.link.routes import Route

_ONE: Final = TypeAdapter(Consignment)


def _at(label: str) -> str:
    return f"/consignments/{quote(label, safe='')}"


def _packing(asked: Pack) -> bytes:
    message = asdict(asked)
    if asked.sender is None:
        del message["sender"]
    return json.dumps(message).encode()


PARCEL_ROUTES: Final[Mapping[type, Route]] = {
    SeeOutgoing: Route("GET", lambda _: "/outgoing", TypeAdapter(tuple[Outgoing, ...])),
    SeeConsignments: Route("GET", lambda _: "/consignments", TypeAdapter(tuple[Consignment, ...])),
    WeighItem: Route(
        "POST",
        lambda asked: f"/items/{quote(asked.item, safe='')}/weight",
        body=lambda asked: json.dumps({"grams": asked.grams}).encode(),
    ),
    Pack: Route("POST", lambda _: "/consignments", _ONE, _packing),
    SendConsignment: Route(
        "POST", lambda asked: f"{_at(asked.label)}/departure", _ONE, lambda _: b"{}"
    ),
    TrackConsignment: Route(
        "POST",
        lambda asked: f"{_at(asked.label)}/tracking",
        _ONE,
        lambda asked: json.dumps({"number": asked.number}).encode(),
    ),
    SeeCouriers: Route("GET", lambda _: "/couriers", TypeAdapter(tuple[Courier, ...])),
    ChooseCourier: Route(
        "POST",
        lambda asked: f"{_at(asked.label)}/courier",
        _ONE,
        lambda asked: json.dumps({"title": asked.title}).encode(),
    ),
    UnpackConsignment: Route("POST", lambda asked: f"{_at(asked.label)}/cancel"),
    TakeBack: Route("POST", lambda asked: f"{_at(asked.label)}/came-back"),
    PrintConsignment: Route("GET", lambda asked: f"{_at(asked.label)}.pdf", is_paper=True),
    PrintCollection: Route("GET", lambda asked: f"{_at(asked.label)}/list.pdf", is_paper=True),
}
