"""The review's and the till's questions over HTTP."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from pydantic import TypeAdapter

from mailroom.domain.review import (
    Claimed,
    ClaimReview,
    Decided,
    DecideReview,
    EscalateReview,
    PutOffReview,
    Queue,
    SeeReviews,
)
from mailroom.domain.till import CloseTill, SeeTill, Till
from mailroom.engines.link.routes import Route


def _claiming(asked: ClaimReview) -> bytes:
    return json.dumps({"beside": asked.beside, "item": asked.item}).encode()


def _deciding(asked: DecideReview) -> bytes:
    return json.dumps({"revision": asked.revision, "verdict": asdict(asked.verdict)}).encode()


def _closing(asked: CloseTill) -> bytes:
    why = asked.why.value if asked.why else None
    closing = {"day": asked.day.isoformat(), "differences": asked.differences, "why": why}
    return json.dumps(closing).encode()


REVIEW_ROUTES: Final[Mapping[type, Route]] = {
    SeeReviews: Route("GET", lambda _: "/reviews", TypeAdapter(Queue)),
    ClaimReview: Route("POST", lambda _: "/reviews/claim", TypeAdapter(Claimed), _claiming),
    DecideReview: Route(
        "POST", lambda asked: f"/reviews/{asked.item}/verdict", TypeAdapter(Decided), _deciding
    ),
    PutOffReview: Route("POST", lambda asked: f"/reviews/{asked.item}/later"),
    SeeTill: Route("GET", lambda _: "/till", TypeAdapter(Till)),
    CloseTill: Route("POST", lambda _: "/till", TypeAdapter(Till), _closing),
    EscalateReview: Route(
        "POST",
        lambda asked: f"/reviews/{asked.item}/escalation",
        body=lambda asked: json.dumps({"why": asked.why.value}).encode(),
    ),
}
