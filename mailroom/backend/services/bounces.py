"""Bounces that come later: an address took the message, and then did not (R13, R32)."""

import datetime as dt
import hmac
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import update

from mailroom.backend.adapters.bounces import Bounce, Returned, bounces_in
from mailroom.backend.adapters.keys import SigningKey
from mailroom.backend.model.customers import EmailRow
from mailroom.backend.model.database import Database
from mailroom.backend.model.notifications import NotificationRow
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.telling import Channel, State

_IDENTITY: Final = re.compile(r"<notification-([0-9]{1,18})\.([0-9a-f]{32})@[^<>@\s]+>")
_MARK_LENGTH: Final = 32
_LATEST: Final = dt.timedelta(days=14)


def identity_of(key: SigningKey, notification: int, host: str) -> str:
    """The same for every attempt; nobody else can make up one that we would believe."""
    return f"<notification-{notification}.{_mark(key, notification)}@{host}>"


@dataclass(frozen=True, slots=True)
class Bounces:
    """`returned` None when nobody says where such messages come."""

    database: Database
    clock: Clock
    key: SigningKey
    returned: Returned | None

    def take_in(self) -> Mapping[str, int]:
        """Read what has come; anything but a report about us is left for people. Idempotent."""
        counts = Counter[str]()
        for file in self.returned.unread() if self.returned else ():
            found = [self._note(bounce) for bounce in bounces_in(file)]
            counts["bounced" if any(found) else "left"] += 1
            if self.returned:
                self.returned.read(file)
        return counts

    def _note(self, bounce: Bounce) -> bool:
        written = _IDENTITY.fullmatch(bounce.identity)
        if written is None or not hmac.compare_digest(_mark(self.key, int(written[1])), written[2]):
            return False
        now = self.clock()
        with self.database.writing() as session:
            row = session.get(NotificationRow, int(written[1]), with_for_update=True)
            if row is None or now - row.made_at > _LATEST or row.channel != Channel.EMAIL:
                return False
            if row.target.casefold() != bounce.address.casefold():
                return False
            row.state, row.answer, row.ended_at = State.BOUNCED, bounce.status, now
            address = (EmailRow.customer == row.customer) & (EmailRow.address == row.target)
            session.execute(update(EmailRow).where(address).values(bounced_at=now))
        return True


def _mark(key: SigningKey, notification: int) -> str:
    return key.derived(f"notification|{notification}")[:_MARK_LENGTH]
