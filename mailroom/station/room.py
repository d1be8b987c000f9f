"""The room as this station's people see it: asked off the window's thread, told when it answers."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from mailroom.domain.errors import BackendRefused, MailroomError, NotAllowed, RoomClosed
from mailroom.domain.events import RoomTold
from mailroom.domain.room import ACTS, Question
from mailroom.station.errands import Errands


class RoomSource(Protocol):
    """Raises BackendUnreachable, BackendRefused, SignInRefused, NotAllowed, RoomClosed."""

    def sign_in(self, user: str, secret: str) -> None:
        """From now on questions are the user's; the secret is not kept."""
        ...

    def sign_out(self) -> None: ...

    def answer(self, question: Question) -> object: ...

    def close(self) -> None: ...


class Room:
    """Keeps the last answer to each question, to be shown with its age while the backend is away.

    What one person was told is forgotten before the next one asks.
    """

    def __init__(
        self,
        source: RoomSource,
        tell: Callable[[RoomTold], None],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._source = source
        self._tell = tell
        self._now = now
        self._known: dict[Question, tuple[object, dt.datetime]] = {}
        self._errands = Errands("room", _unsaid)

    def start(self) -> None:
        self._errands.start()

    def sign_in(self, user: str, secret: str) -> None:
        self._errands.add(lambda: self._signed_in(user, secret))

    def sign_out(self) -> None:
        self._errands.add(self._leave)

    def ask(self, question: Question) -> None:
        """The answer, or why there is none, comes as RoomTold."""
        self._errands.add(lambda: self._ask(question))

    def close(self, timeout_s: float) -> None:
        self._errands.close(timeout_s)
        self._source.close()

    def _signed_in(self, user: str, secret: str) -> None:
        self._leave()
        self._source.sign_in(user, secret)

    def _leave(self) -> None:
        self._known.clear()
        self._source.sign_out()

    def _ask(self, question: Question) -> None:
        try:
            answer = self._source.answer(question)
        except MailroomError as error:
            self._tell(self._without_answer(question, error))
            return
        at = self._now()
        if not isinstance(question, ACTS):
            self._known[question] = (answer, at)
        self._tell(RoomTold(question, answer, at))

    def _without_answer(self, question: Question, error: MailroomError) -> RoomTold:
        """Whoever may not ask any more is not shown what they once were told."""
        if error.code in _SHUT:
            self._known.clear()
        answer, at = self._known.get(question, (None, None))
        detail = str(error) if error.code == BackendRefused.code else ""
        return RoomTold(question, answer, at, error.code, detail)


def _unsaid(error: MailroomError) -> None:
    """Whoever could not sign in hears of it from the first question."""
    del error


_SHUT = frozenset({RoomClosed.code, NotAllowed.code})
