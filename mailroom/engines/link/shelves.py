"""The archive's questions as routes of the backend's paper store."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from pydantic import TypeAdapter

from mailroom.domain.shelves import (
    Box,
    CloseBox,
    Closing,
    Contents,
    FileOriginal,
    FindOriginals,
    Original,
    PickOriginal,
    PrintBox,
    Pull,
    SeeBox,
    SeeBoxes,
    SeePulls,
)
from mailroom.engines.link.routes import Route


def _sent(**values: Any) -> bytes:  # noqa: ANN401  what a message of the desk holds
    return json.dumps(values).encode()


def _at(label: str) -> str:
    return f"/boxes/{quote(label, safe='')}"


SHELF_ROUTES: Final[Mapping[type, Route]] = {
    SeeBoxes: Route("GET", lambda _: "/boxes", TypeAdapter(tuple[Box, ...])),
    SeeBox: Route("GET", lambda asked: _at(asked.label), TypeAdapter(Contents)),
    FileOriginal: Route(
        "POST",
        lambda _: "/originals",
        TypeAdapter(Original),
        lambda asked: _sent(scan_id=asked.scan_id, box=asked.box),
    ),
    CloseBox: Route(
        "POST",
        lambda asked: f"{_at(asked.label)}/closing",
        TypeAdapter(Closing),
        lambda asked: _sent(counted=asked.counted),
    ),
    FindOriginals: Route(
        "GET",
        lambda asked: f"/originals?words={quote(asked.words, safe='')}",
        TypeAdapter(tuple[Original, ...]),
    ),
    SeePulls: Route("GET", lambda _: "/requests/picks", TypeAdapter(tuple[Pull, ...])),
    PickOriginal: Route(
        "POST",
        lambda _: "/requests/picked",
        body=lambda asked: _sent(scan_id=asked.scan_id),
    ),
    PrintBox: Route("GET", lambda asked: f"{_at(asked.label)}/{asked.paper}.pdf", is_paper=True),
}
