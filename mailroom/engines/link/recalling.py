"""Recall's questions, and those of what is kept back, as routes of the backend."""

import json
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from pydantic import TypeAdapter

from mailroom.domain.keepingback import EndKeeping, KeepBack, Keeping, KeptBack, SeeKeeping
from mailroom.domain.recalling import (
    Reassigned,
    ReassignLetter,
    RecallCase,
    RecallLetter,
    SeeRecalls,
    SettleRecall,
)
from mailroom.engines.link.routes import Route


def _keeping(asked: KeepBack) -> bytes:
    since = asked.since.isoformat() if asked.since else None
    named = {"scan_id": asked.scan_id, "station": asked.station, "since": since}
    return json.dumps({"why": asked.why.value, **named}).encode()


RECALL_ROUTES: Final[Mapping[type, Route]] = {
    SeeRecalls: Route("GET", lambda _: "/recalls", TypeAdapter(tuple[RecallCase, ...])),
    RecallLetter: Route(
        "POST",
        lambda _: "/recalls",
        TypeAdapter(RecallCase),
        lambda asked: json.dumps({"scan_id": asked.scan_id, "why": asked.why.value}).encode(),
    ),
    SettleRecall: Route(
        "POST",
        lambda asked: f"/recalls/{quote(asked.letter, safe='')}/settlement",
        body=lambda asked: json.dumps({"how": asked.how.value}).encode(),
    ),
    ReassignLetter: Route(
        "POST",
        lambda asked: f"/recalls/{quote(asked.letter, safe='')}/recipient",
        TypeAdapter(Reassigned),
        lambda asked: json.dumps({"number": asked.number}).encode(),
    ),
    SeeKeeping: Route("GET", lambda _: "/keeping", TypeAdapter(Keeping)),
    KeepBack: Route("POST", lambda _: "/keeping", TypeAdapter(KeptBack), _keeping),
    EndKeeping: Route(
        "POST",
        lambda asked: f"/keeping/{asked.order}/end",
        body=lambda asked: json.dumps({"how": asked.how.value}).encode(),
    ),
}
