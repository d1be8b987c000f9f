"""The station's view of the backend: whether it answers, and what that means for the desk."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from mailroom.domain.errors import BackendUnreachable, MailroomError
from mailroom.domain.items import Receipt
from mailroom.domain.outgoing import SealedItem
from mailroom.domain.policy import Policy
from mailroom.domain.review import Offer, Outcome, Standing
from mailroom.wire import OperatorSession, RegisterDiff, RegisterSnapshot

T = TypeVar("T")


class CentralBackend(Protocol):
    """Raises BackendUnreachable, BackendRefused, ReceiptInvalid, SignInRefused, BytesChanged."""

    def put_item(self, sealed: SealedItem) -> Receipt: ...

    def recall(self, item: str) -> bool: ...

    def register(self, since: str | None) -> RegisterSnapshot | RegisterDiff: ...

    def policy(self) -> Policy: ...

    def sign_in(self, user: str, secret: str) -> OperatorSession: ...

    def reviews(self) -> tuple[Standing, ...]:
        """The station's items in the room's review queue."""
        ...

    def offer_review(self, offer: Offer) -> None: ...

    def settle_review(self, item: str, revision: int, outcome: Outcome) -> None: ...

    def close(self) -> None: ...


class WatchedBackend:
    """Passes every call on and remembers what the last answer said about the connection."""

    def __init__(self, backend: CentralBackend, changed: Callable[[], None]) -> None:
        self._backend = backend
        self._changed = changed
        self._online = False
        self._trouble = ""

    @property
    def is_online(self) -> bool:
        return self._online

    @property
    def trouble(self) -> str:
        """The code of the last failure; empty while all is well."""
        return self._trouble

    def put_item(self, sealed: SealedItem) -> Receipt:
        return self._watched(lambda: self._backend.put_item(sealed))

    def recall(self, item: str) -> bool:
        return self._watched(lambda: self._backend.recall(item))

    def register(self, since: str | None) -> RegisterSnapshot | RegisterDiff:
        return self._watched(lambda: self._backend.register(since))

    def policy(self) -> Policy:
        return self._watched(self._backend.policy)

    def sign_in(self, user: str, secret: str) -> OperatorSession:
        return self._watched(lambda: self._backend.sign_in(user, secret))

    def reviews(self) -> tuple[Standing, ...]:
        return self._watched(self._backend.reviews)

    def offer_review(self, offer: Offer) -> None:
        self._watched(lambda: self._backend.offer_review(offer))

    def settle_review(self, item: str, revision: int, outcome: Outcome) -> None:
        self._watched(lambda: self._backend.settle_review(item, revision, outcome))

    def close(self) -> None:
        self._backend.close()

    def _watched(self, call: Callable[[], T]) -> T:
        try:
            result = call()
        except MailroomError as error:
            self._is_now(online=not isinstance(error, BackendUnreachable), trouble=error.code)
            raise
        self._is_now(online=True, trouble="")
        return result

    def _is_now(self, *, online: bool, trouble: str) -> None:
        moved = (online, trouble) != (self._online, self._trouble)
        self._online, self._trouble = online, trouble
        if moved:
            self._changed()
