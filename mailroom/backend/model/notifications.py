"""What is to be told outside the house: e-mails and webhook calls, each until it has an end."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class NotificationRow(Table):
    """One telling to one target; `state` is waiting, sent, bounced or given_up.

    `kind` says what about, `about` which (a letter's key or a message's id): together with the
    target they make it happen once. `answer` is the other server's code, never its words.
    """

    __tablename__ = "notification"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), index=True)
    kind: Mapped[str]
    about: Mapped[str] = mapped_column(index=True)
    channel: Mapped[str]
    target: Mapped[str]
    state: Mapped[str]
    attempts: Mapped[int]
    next_at: Mapped[dt.datetime]
    made_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    answer: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("kind", "about", "channel", "target"),
        Index("ix_notification_due", "state", "next_at"),
    )


class WebhookRow(Table):
    """An integrator's address; its secrets are derived, not stored.

    `generation` numbers the secret that counts. The one before it signs as well until `overlaps`.
    """

    __tablename__ = "webhook"

    id: Mapped[str] = mapped_column(primary_key=True)
    mailbox: Mapped[str] = mapped_column(ForeignKey("mailbox.key"), index=True)
    url: Mapped[str]
    active: Mapped[bool]
    generation: Mapped[int]
    overlaps: Mapped[dt.datetime | None]
    made_at: Mapped[dt.datetime]
