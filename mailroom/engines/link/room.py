"""The room's questions over HTTP, in the session of the person who is signed in."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any, Final

import requests
from pydantic import TypeAdapter, ValidationError

from mailroom.domain.digits import (
    ClaimDigits,
    ConfirmDigits,
    DigitsClaimed,
    DigitsDone,
    LeaveDigits,
)
from mailroom.domain.errors import BackendRefused, BackendUnreachable, NotAllowed, RoomClosed
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
from mailroom.domain.room import Alarm, EndAlarm, Question, SeeAlarms, SeeWall, Wall
from mailroom.domain.till import CloseTill, SeeTill, Till
from mailroom.engines.link.parcels import PARCEL_ROUTES
from mailroom.engines.link.people import PEOPLE_ROUTES
from mailroom.engines.link.policies import POLICY_ROUTES
from mailroom.engines.link.recalling import RECALL_ROUTES
from mailroom.engines.link.retiring import RETIRING_ROUTES
from mailroom.engines.link.routes import Route
from mailroom.engines.link.session import CONNECT_TIMEOUT_S, READ_TIMEOUT_S, situation_of
from mailroom.engines.link.shelves import SHELF_ROUTES
from mailroom.wire import OperatorSignIn

_JSON: Final = {"Content-Type": "application/json"}
_OF_A_SECOND: Final = frozenset({"40103", "40303"})
"""The second person's sign-in failed, or it was the same one: whoever asks stays signed in."""


def _claiming(asked: ClaimReview) -> bytes:
    return json.dumps({"beside": asked.beside, "item": asked.item}).encode()


def _deciding(asked: DecideReview) -> bytes:
    return json.dumps({"revision": asked.revision, "verdict": asdict(asked.verdict)}).encode()


def _closing(asked: CloseTill) -> bytes:
    why = asked.why.value if asked.why else None
    closing = {"day": asked.day.isoformat(), "differences": asked.differences, "why": why}
    return json.dumps(closing).encode()


ROUTES: Final[Mapping[type, Route]] = {
    SeeWall: Route("GET", lambda _: "/wall", TypeAdapter(Wall)),
    SeeAlarms: Route("GET", lambda _: "/alarms", TypeAdapter(tuple[Alarm, ...])),
    EndAlarm: Route("POST", lambda asked: f"/alarms/{asked.alarm}/end"),
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
    ClaimDigits: Route("POST", lambda _: "/reviews/digits", TypeAdapter(DigitsClaimed)),
    ConfirmDigits: Route(
        "POST",
        lambda asked: f"/reviews/digits/{asked.page}",
        TypeAdapter(DigitsDone),
        lambda asked: json.dumps({"doubted": asked.doubted}).encode(),
    ),
    LeaveDigits: Route("POST", lambda asked: f"/reviews/digits/{asked.page}/leave"),
    **SHELF_ROUTES,
    **PARCEL_ROUTES,
    **POLICY_ROUTES,
    **RETIRING_ROUTES,
    **PEOPLE_ROUTES,
    **RECALL_ROUTES,
}


class HttpRoom:
    """Implements the station's RoomSource. Used by one thread at a time."""

    def __init__(self, url: str) -> None:
        self._url = f"{url.rstrip('/')}/v1/desk"
        self._http = requests.Session()
        self._token = ""

    def sign_in(self, user: str, secret: str) -> None:
        request = OperatorSignIn(user=user, secret=secret)
        answer = self._send("POST", "/session", request.model_dump_json().encode(), _JSON)
        if not answer.ok:
            raise situation_of(answer)
        self._token = str(_read(_TOKEN, answer.content).get("access_token", ""))

    def sign_out(self) -> None:
        self._token = ""

    def answer(self, question: Question) -> object:
        """Raises BackendUnreachable, BackendRefused, NotAllowed, RoomClosed."""
        if not self._token:
            raise RoomClosed
        route = ROUTES[type(question)]
        headers = {"Authorization": f"Bearer {self._token}"}
        if route.key is not None:
            headers["Idempotency-Key"] = route.key(question)
        body = None
        if route.body is not None:
            body = route.body(question)
            headers |= _JSON
        answer = self._send(route.method, route.path(question), body, headers)
        self._check(answer)
        if route.is_paper:
            return answer.content
        return None if route.answer is None else _read(route.answer, answer.content)

    def close(self) -> None:
        self._http.close()

    def _check(self, answer: requests.Response) -> None:
        number = answer.headers.get("x-error-code", "")
        if number in _OF_A_SECOND:
            raise BackendRefused(number)
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            self._token = ""
            raise RoomClosed
        if answer.status_code == HTTPStatus.FORBIDDEN:
            raise NotAllowed
        if not answer.ok:
            raise situation_of(answer)

    def _send(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> requests.Response:
        try:
            return self._http.request(
                method,
                f"{self._url}{path}",
                data=body,
                headers=headers,
                timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise BackendUnreachable(type(error).__name__) from error


_TOKEN: Final[TypeAdapter[dict[str, Any]]] = TypeAdapter(dict[str, Any])


def _read(wanted: TypeAdapter[Any], content: bytes) -> Any:  # noqa: ANN401  what the route says
    """A cut or garbled success is an unknown outcome."""
    try:
        return wanted.validate_json(content)
    except ValidationError as error:
        raise BackendUnreachable("answer") from error
