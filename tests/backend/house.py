"""A house with practice companies and no web server: services are called as jobs call them."""

import datetime as dt
import json
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.database import Database
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services import delivery, keepingback, noting, storing
from mailroom.backend.services.agreements import Periods, standing_on
from mailroom.backend.services.arrival import Arrival
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import person
from mailroom.domain.register import Standing
from mailroom.wire import ItemMessage
from tests.backend import builders
from tests.backend.builders import ACTIVE, NOW

ANNA = person("anna", frozenset({"operator"}))
LARS = person("lars", frozenset({"operator", "supervisor"}))
EVA = person("eva", frozenset({"operator", "supervisor"}))
TODAY = NOW.date()
CLOSED_ON = TODAY + dt.timedelta(days=90)
"""Of a mailbox whose company gives notice today."""
KEPT_UNTIL = dt.date(CLOSED_ON.year + 8, 12, 31)


def why(error: pytest.ExceptionInfo[Refused]) -> Why:
    return error.value.why


@dataclass
class House:
    database: Database
    now: dt.datetime = NOW
    made: int = field(default=0)

    @contextmanager
    def at(self, now: dt.datetime | None = None) -> Generator[Session]:
        """One transaction; from now on it is `now`."""
        self.now = now or self.now
        with self.database.writing() as session:
            yield session

    def on(self, day: dt.date, hour: int = 12) -> Generator[Session]:
        """At that hour, UTC, of a day."""
        return self.at(dt.datetime.combine(day, dt.time(hour), dt.UTC))

    def letter(self, company: tuple[str, str] = ACTIVE, /, **changes: object) -> str:
        """A letter in its company's mailbox; its paper waits for a box."""
        number, name = company
        usual = {
            "recipient": {"number": number, "name": name},
            "evidence": builders.evidence("v", **_facts(changes)),
        }
        return self.arrives(builders.manifest("v", **(usual | self._named(changes))))

    def parcel(self, company: tuple[str, str] | None = ACTIVE, /, **changes: object) -> str:
        """An unscannable that is to be forwarded, unless the decision is changed."""
        usual = {
            "decision": builders.decision(
                category="unscannable", route="forward", reason="package", tier="c"
            ),
            "recipient": {"number": company[0], "name": company[1]} if company else None,
            "evidence": builders.evidence("v", **_facts(changes)),
        }
        return self.arrives(builders.sorted_item("v", **(usual | self._named(changes))))

    def arrives(self, manifest: dict[str, object]) -> str:
        message = ItemMessage.model_validate(manifest)
        body = json.dumps(manifest).encode()
        arrival = Arrival.of(message, body, len(message.pages) - 1)
        with self.at() as session:
            storing.store(session, [arrival], now=self.now)
            kept = keepingback.kept(session, [arrival])
            noting.note(session, [arrival], now=self.now, kept=kept)
            delivery.make_available(session, [arrival], now=self.now, kept=kept)
        return message.id

    def piece(self, item: str) -> MailpieceRow:
        with self.database.reading() as session:
            return session.get_one(MailpieceRow, item)

    def agreement(self, number: str = ACTIVE[0]) -> AgreementRow:
        newest = AgreementRow.active_from.desc()
        theirs = select(AgreementRow).where(AgreementRow.customer == number).order_by(newest)
        with self.database.reading() as session:
            return session.scalars(theirs).first()

    def standing(self, day: dt.date, number: str = ACTIVE[0]) -> Standing | None:
        """What the company's agreements make of it on a day."""
        with self.database.reading() as session:
            rows = select(AgreementRow).where(AgreementRow.customer == number)
            return standing_on(Periods.of(session.scalars(rows)), day)

    def letters(self) -> list[LetterRow]:
        with self.database.reading() as session:
            return list(session.scalars(select(LetterRow)))

    def _named(self, changes: dict[str, object]) -> dict[str, object]:
        self.made += 1
        arrived_on = changes.pop("arrived_on", builders.ARRIVED)
        tray = {
            "id": f"T{self.made}",
            "arrived_on": str(arrived_on),
            "postal_operator": changes.pop("operator", "PostNord"),
        }
        named = {"id": str(uuid.uuid4()), "scan_id": f"M26-{self.made:06}", "tray": tray}
        return named | changes


def _facts(changes: dict[str, object]) -> dict[str, object]:
    """What the builder takes of the evidence, out of `changes`."""
    return {
        name: changes.pop(name)
        for name in ("marks", "sender", "sender_readable")
        if name in changes
    }
