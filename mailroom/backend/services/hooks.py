"""A company's webhooks: their addresses, their secrets and the rotation of those."""

import datetime as dt
import secrets as chance
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.keys import SigningKey
from mailroom.backend.adapters.webhooks import AddressUnfit, Webhooks
from mailroom.backend.model.database import Database
from mailroom.backend.model.notifications import WebhookRow
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.refusals import Refused, Why

_OVERLAP: Final = dt.timedelta(hours=24)
_MOST: Final = 5
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Hook:
    """`secrets` are those that sign today, the newest first."""

    id: str
    url: str
    active: bool
    secrets: tuple[str, ...]
    overlaps: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Hooks:
    """Every method takes the mailbox it may look in. Secrets are derived from our own key."""

    database: Database
    clock: Clock
    key: SigningKey
    calls: Webhooks

    def all(self, mailbox: str) -> list[Hook]:
        with self.database.reading() as session:
            rows = select(WebhookRow).where(WebhookRow.mailbox == mailbox)
            found = session.scalars(rows.order_by(WebhookRow.made_at, WebhookRow.id))
            return [self.hook(row) for row in found]

    def add(self, mailbox: str, url: str) -> Hook:
        """Raises Refused(VALIDATION)."""
        try:
            self.calls.check(url)
        except (AddressUnfit, ValueError):
            sentence = "The address must begin with https:// and name a host."
            raise Refused(Why.VALIDATION, sentence) from None
        if len(url) > _LONGEST or len(self.all(mailbox)) >= _MOST:
            raise Refused(Why.VALIDATION, "The address is too long, or there are five already.")
        row = WebhookRow(
            id=f"webhook_{chance.token_hex(12)}",
            mailbox=mailbox,
            url=url,
            active=True,
            generation=1,
            overlaps=None,
            made_at=self.clock(),
        )
        with self.database.writing() as session:
            session.add(row)
        return self.hook(row)

    def rotate(self, mailbox: str, hook: str) -> Hook:
        """A new secret; the old one signs as well for a day. Raises Refused(NOT_FOUND)."""
        with self.database.writing() as session:
            row = _find(session, mailbox, hook)
            row.generation += 1
            row.overlaps = self.clock() + _OVERLAP
            session.flush()
            return self.hook(row)

    def remove(self, mailbox: str, hook: str) -> None:
        """What waits for it is given up. Raises Refused(NOT_FOUND)."""
        with self.database.writing() as session:
            session.delete(_find(session, mailbox, hook))

    def hook(self, row: WebhookRow) -> Hook:
        generations = [row.generation]
        if row.overlaps is not None and self.clock() < row.overlaps:
            generations.append(row.generation - 1)
        secrets = tuple(self.key.derived(f"webhook|{row.id}|{number}") for number in generations)
        return Hook(row.id, row.url, row.active, secrets, row.overlaps)


def _find(session: Session, mailbox: str, hook: str) -> WebhookRow:
    wanted = select(WebhookRow).where(WebhookRow.id == hook, WebhookRow.mailbox == mailbox)
    row = session.scalars(wanted).one_or_none()
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such webhook.")
    return row
