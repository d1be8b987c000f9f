"""Sends what waits to be told, again and again until it has arrived, bounced or grown too old."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, update

from mailroom.backend.adapters.mail import Line, Smtp, Written, addressed
from mailroom.backend.adapters.targets import TargetRefuses, TargetUnreachable
from mailroom.backend.adapters.webhooks import Webhooks, signed
from mailroom.backend.model.customers import EmailRow
from mailroom.backend.model.database import Database
from mailroom.backend.model.notifications import NotificationRow, WebhookRow
from mailroom.backend.services.bounces import identity_of
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.hooks import Hooks
from mailroom.backend.services.telling import LETTER, Channel, State

_AT_ONCE: Final = 50
_LEASE: Final = dt.timedelta(minutes=10)
"""A notification that was taken and not ended by then is somebody else's to send."""
_OLDEST: Final = dt.timedelta(days=3)
_PAUSES: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))


@dataclass(frozen=True, slots=True)
class Due:
    """One notification, taken; `attempts` counts this one."""

    id: int
    customer: str
    kind: str
    about: str
    channel: str
    target: str
    attempts: int
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Notifier:
    """`mail` None leaves e-mail waiting; `words` has the sentences of each kind."""

    database: Database
    clock: Clock
    mail: Smtp | None
    sender: str
    words: Callable[[str], Written]
    hooks: Hooks
    calls: Webhooks

    def send_due(self) -> Mapping[str, int]:
        """Everything that is due now, counted by how it went."""
        counts = Counter[str]()
        while taken := self._take():
            emails = [due for due in taken if due.channel == Channel.EMAIL]
            counts.update(self._send_emails(emails))
            for due in taken:
                if due.channel == Channel.WEBHOOK:
                    counts[self._end(due, self._called(due))] += 1
        return counts

    def _take(self) -> list[Due]:
        now = self.clock()
        channels = [Channel.WEBHOOK, Channel.EMAIL] if self.mail else [Channel.WEBHOOK]
        waiting = (
            select(NotificationRow)
            .where(
                NotificationRow.state == State.WAITING,
                NotificationRow.next_at <= now,
                NotificationRow.channel.in_(channels),
            )
            .order_by(NotificationRow.next_at, NotificationRow.id)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        with self.database.writing() as session:
            taken: list[Due] = []
            for row in session.scalars(waiting):
                row.attempts += 1
                row.next_at = now + _LEASE
                taken.append(_due(row))
            return taken

    def _send_emails(self, emails: list[Due]) -> Iterable[str]:
        if not emails or self.mail is None:
            return []
        try:
            with self.mail.line() as line:
                return [self._end(due, self._mailed(line, due)) for due in emails]
        except TargetUnreachable as error:
            return [self._end(due, error) for due in emails]

    def _mailed(self, line: Line, due: Due) -> TargetRefuses | TargetUnreachable | None:
        host = self.sender.rpartition("@")[2]
        message = addressed(
            self.words(due.kind),
            to=due.target,
            sender=self.sender,
            identity=identity_of(self.hooks.key, due.id, host),
            at=self.clock(),
        )
        try:
            line.send(message)
        except (TargetRefuses, TargetUnreachable) as error:
            return error
        return None

    def _called(self, due: Due) -> TargetRefuses | TargetUnreachable | None:
        with self.database.reading() as session:
            row = session.get(WebhookRow, due.target)
            if row is None or not row.active:
                return TargetRefuses("removed")
            hook, company = self.hooks.hook(row), row.mailbox
        body = _event(due, company)
        stamp = int(self.clock().timestamp())
        try:
            headers = signed(body, timestamp=stamp, secrets=hook.secrets)
            self.calls.call(hook.url, body, headers)
        except (TargetRefuses, TargetUnreachable) as error:
            return error
        return None

    def _end(self, due: Due, error: TargetRefuses | TargetUnreachable | None) -> str:
        now = self.clock()
        old = now - due.made_at > _OLDEST
        match error:
            case None:
                state = State.SENT
            case TargetRefuses():
                state = State.BOUNCED
            case _:
                state = State.GIVEN_UP if old else State.WAITING
        pause = _PAUSES[min(due.attempts, len(_PAUSES)) - 1]
        row = update(NotificationRow).where(NotificationRow.id == due.id)
        values = {
            "state": state,
            "answer": error.answer if error else None,
            "ended_at": None if state is State.WAITING else now,
            "next_at": now + pause,
        }
        with self.database.writing() as session:
            session.execute(row.values(**values))
            if due.channel == Channel.EMAIL and state is not State.WAITING:
                address = (EmailRow.customer == due.customer) & (EmailRow.address == due.target)
                bounced = None if state is State.SENT else now
                session.execute(update(EmailRow).where(address).values(bounced_at=bounced))
        return "retried" if state is State.WAITING else state.value


def _due(row: NotificationRow) -> Due:
    return Due(
        id=row.id,
        customer=row.customer,
        kind=row.kind,
        about=row.about,
        channel=row.channel,
        target=row.target,
        attempts=row.attempts,
        made_at=row.made_at,
    )


def _event(due: Due, company: str) -> bytes:
    """The same bytes for every attempt: receivers know it again by its id."""
    kind = "content.created" if due.kind == LETTER else due.kind
    event = {
        "id": f"event_{due.id}",
        "event_created_at": due.made_at.isoformat(),
        "event_type": kind,
        "data_version": 1,
        "data": {"company_key": company, "content_key": due.about},
    }
    return json.dumps(event, separators=(",", ":")).encode()
