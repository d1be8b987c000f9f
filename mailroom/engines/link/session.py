"""One conversation with the backend: a signed session, and answers as situations."""

import base64
import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import TypeVar

import requests
from pydantic import ValidationError

from mailroom.domain.errors import (
    BackendRefused,
    BackendUnreachable,
    ClockOff,
    DiskFailed,
    MailroomError,
    ReceiptInvalid,
    SignInRefused,
)
from mailroom.engines.link.stationkey import StationKey
from mailroom.wire import Message, SessionAnswer, SessionRequest

M = TypeVar("M", bound=Message)

CONNECT_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 60.0
_OPERATOR_REFUSED = "40103"
_RETRY = frozenset({408, 425, 429})
_ROOM_BEFORE_EXPIRY = dt.timedelta(seconds=60)
_SAME_TIME = dt.timedelta(seconds=30)
"""How far two clocks may be apart before that is why one is turned away."""


class BackendLink:
    """Signs in when it must. Safe to use from any thread; one request at a time.

    The key that signs receipts is pinned in `pinned` at the first sign-in: whoever answers later
    with another key is not our backend.
    """

    def __init__(
        self,
        url: str,
        *,
        station: str,
        key: StationKey,
        pinned: Path,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._url = url.rstrip("/")
        self._station = station
        self._key = key
        self._pinned = pinned
        self._now = now
        self._http = requests.Session()
        self._lock = Lock()
        self._token: str | None = None
        self._token_ends = dt.datetime.min.replace(tzinfo=dt.UTC)

    @property
    def backend_key(self) -> str:
        """The pinned key. Raises ReceiptInvalid before the first sign-in."""
        try:
            return self._pinned.read_text()
        except FileNotFoundError as error:
            raise ReceiptInvalid("no key") from error

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        allowed: frozenset[int] = frozenset(),
    ) -> requests.Response:
        """The answer, if it is a success or one of `allowed`.

        Raises BackendUnreachable for everything that may pass, BackendRefused for the rest of
        the client errors, SignInRefused.
        """
        with self._lock:
            answer = self._send(method, path, body, headers or {})
            if _token_ended(answer):
                self._token = None
                answer = self._send(method, path, body, headers or {})
        if answer.ok or answer.status_code in allowed:
            return answer
        raise situation_of(answer)

    def close(self) -> None:
        self._http.close()

    def _send(
        self,
        method: str,
        path: str,
        body: bytes | None,
        headers: Mapping[str, str],
    ) -> requests.Response:
        signed = {**headers, "Authorization": f"Bearer {self._session_token()}"}
        return self._raw(method, path, body, signed)

    def _raw(
        self,
        method: str,
        path: str,
        body: bytes | None,
        headers: Mapping[str, str],
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

    def _session_token(self) -> str:
        if self._token is None or self._now() >= self._token_ends:
            self._sign_in()
        assert self._token is not None  # noqa: S101  signing in gives one or raises
        return self._token

    def _sign_in(self) -> None:
        timestamp, nonce = self._now(), secrets.token_hex(16)
        signature = self._key.sign(f"{self._station}|{timestamp.isoformat()}|{nonce}")
        request = SessionRequest(
            station=self._station, timestamp=timestamp, nonce=nonce, signature=signature
        )
        answer = self._raw(
            "POST",
            "/v1/station/session",
            request.model_dump_json().encode(),
            {"Content-Type": "application/json"},
        )
        if not answer.ok:
            problem = situation_of(answer)
            if isinstance(problem, BackendRefused | SignInRefused):
                raise self._refusal(answer, timestamp)
            raise problem
        session = parsed(SessionAnswer, answer)
        self._pin(session.backend_key)
        self._token = session.access_token
        lasts = dt.timedelta(seconds=session.expires_in)
        self._token_ends = self._now() + max(lasts - _ROOM_BEFORE_EXPIRY, lasts / 2)

    def _refusal(self, answer: requests.Response, signed: dt.datetime) -> MailroomError:
        """Why it may be that we are turned away: our clock, or who we are."""
        if abs(_time_there(answer, signed) - signed) > _SAME_TIME:
            return ClockOff("station")
        return SignInRefused("station")

    def _pin(self, key: str) -> None:
        try:
            known = self._pinned.read_text()
        except FileNotFoundError:
            known = _keep(self._pinned, key)
        if known != key:
            raise SignInRefused("backend key")


def _time_there(answer: requests.Response, unsaid: dt.datetime) -> dt.datetime:
    """The other side's clock, by the answer's own head; `unsaid` where it does not say."""
    try:
        return parsedate_to_datetime(answer.headers.get("Date", "")).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return unsaid


def _token_ended(answer: requests.Response) -> bool:
    """Whether signing in again may help; a refused operator is another matter."""
    refused = answer.headers.get("x-error-code") == _OPERATOR_REFUSED
    return answer.status_code == HTTPStatus.UNAUTHORIZED and not refused


def situation_of(answer: requests.Response) -> BackendUnreachable | BackendRefused | SignInRefused:
    """A failed answer as a situation: what may pass is tried again, the rest needs a person."""
    status = answer.status_code
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return SignInRefused(str(status))
    if status in _RETRY or status >= HTTPStatus.INTERNAL_SERVER_ERROR or status < 400:  # noqa: PLR2004  below are redirects
        return BackendUnreachable(str(status))
    return BackendRefused(_error_code(answer))


def _error_code(answer: requests.Response) -> str:
    """The backend's own number for it, or the HTTP status; never more than digits."""
    number = answer.headers.get("x-error-code", "")
    return number if number.isascii() and number.isdigit() else str(answer.status_code)


def parsed(wanted: type[M], answer: requests.Response) -> M:
    """A cut or garbled success is an unknown outcome: raises BackendUnreachable, so try again."""
    try:
        return wanted.model_validate_json(answer.content)
    except ValidationError as error:
        raise BackendUnreachable("answer") from error


def _keep(file: Path, key: str) -> str:
    try:
        base64.b64decode(key, validate=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.part")
        part.write_text(key)
        part.replace(file)
    except ValueError as error:
        raise BackendUnreachable("backend key") from error
    except OSError as error:
        raise DiskFailed("backend key") from error
    return key
