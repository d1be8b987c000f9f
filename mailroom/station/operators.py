"""Operators: signed in by the backend, and while it is away by what it said last time."""

from pathlib import Path
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import BaseModel, ConfigDict, ValidationError

from mailroom.domain.errors import BackendRefused, BackendUnreachable, SignInRefused
from mailroom.spool.files import write_durably
from mailroom.wire import OperatorSession


class OperatorSource(Protocol):
    """Raises BackendUnreachable, BackendRefused, SignInRefused."""

    def sign_in(self, user: str, secret: str) -> OperatorSession: ...


class _Known(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sessions: dict[str, OperatorSession] = {}


class Operators:
    def __init__(self, folder: Path) -> None:
        self._file = folder / "operators.json"
        self._known = _read(self._file)

    def sign_in(self, user: str, secret: str, source: OperatorSource) -> str:
        """The user's id. Raises SignInRefused, also offline when the user was never here."""
        try:
            session = source.sign_in(user, secret)
        except BackendUnreachable:
            return self._offline(user, secret)
        except BackendRefused as error:
            self._forget(user)
            raise SignInRefused("backend") from error
        self._keep({**self._known.sessions, session.user: session})
        return session.user

    def _offline(self, user: str, secret: str) -> str:
        session = self._known.sessions.get(user)
        try:
            PasswordHasher().verify(session.verifier if session else "", secret)
        except (VerificationError, InvalidHashError) as error:
            raise SignInRefused("offline") from error
        return user

    def _forget(self, user: str) -> None:
        """Whoever the backend turns away must not come in while it is gone."""
        if user in self._known.sessions:
            left = {name: one for name, one in self._known.sessions.items() if name != user}
            self._keep(left)

    def _keep(self, sessions: dict[str, OperatorSession]) -> None:
        self._known = _Known(sessions=sessions)
        write_durably(self._file, self._known.model_dump_json().encode())
        self._file.chmod(0o600)


def _read(file: Path) -> _Known:
    try:
        return _Known.model_validate_json(file.read_bytes())
    except (FileNotFoundError, ValidationError):
        return _Known()
