"""The daily register: whom the mailroom serves, by version, and what changed since another."""

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, CustomerRow, OtherNameRow
from mailroom.backend.model.database import Database
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.registers import RegisterVersionRow
from mailroom.backend.services.agreements import Periods, standing_on
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.workdays import stockholm_date
from mailroom.wire import RegisterDiff, RegisterEntry, RegisterSnapshot

_VERSION_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Registers:
    """Old versions are forgotten after `keep`; a difference from them is then refused."""

    database: Database
    clock: Clock
    keep: dt.timedelta

    def snapshot(self) -> RegisterSnapshot:
        """Today's register. Today is a date in Sweden."""
        day = stockholm_date(self.clock())
        with self.database.reading() as session:
            entries = tuple(_entries(session, day))
            body = _body(entries)
            version = hashlib.sha256(body).hexdigest()[:_VERSION_LENGTH]
            known = session.get(RegisterVersionRow, version)
            noted = known is not None and known.last_day >= day
        if not noted:
            self._note(version, body, day)
        return RegisterSnapshot(version=version, day=day, entries=entries)

    def diff(self, since: str) -> RegisterDiff:
        """Raises Refused(REGISTER_GONE) when that version is unknown or too old."""
        now = self.snapshot()
        with self.database.reading() as session:
            row = session.get(RegisterVersionRow, since)
            if row is None:
                raise Refused(Why.REGISTER_GONE, "That version is not kept. Read the whole one.")
            before = {entry.number: entry for entry in _read(row.body)}
        added = tuple(entry for entry in now.entries if before.get(entry.number) != entry)
        gone = sorted(before.keys() - {entry.number for entry in now.entries})
        return RegisterDiff(
            since=since, version=now.version, day=now.day, added=added, removed=tuple(gone)
        )

    def _note(self, version: str, body: bytes, day: dt.date) -> None:
        with self.database.writing() as session:
            row = {
                "version": version,
                "first_day": day,
                "last_day": day,
                "body": zlib.compress(body),
            }
            if not insert_new(session, RegisterVersionRow, row):
                known = session.get_one(RegisterVersionRow, version)
                known.last_day = max(known.last_day, day)
            old = RegisterVersionRow.last_day < day - self.keep
            session.execute(delete(RegisterVersionRow).where(old))


def _entries(session: Session, day: dt.date) -> Iterable[RegisterEntry]:
    names: dict[str, list[str]] = {}
    for number, name in session.execute(select(OtherNameRow.customer, OtherNameRow.name)):
        names.setdefault(number, []).append(name)
    periods: dict[str, list[AgreementRow]] = {}
    for agreement in session.scalars(select(AgreementRow)):
        periods.setdefault(agreement.customer, []).append(agreement)
    for customer in session.scalars(select(CustomerRow).order_by(CustomerRow.number)):
        standing = standing_on(Periods.of(periods.get(customer.number, ())), day)
        if standing is None:
            continue
        yield RegisterEntry(
            number=customer.number,
            name=customer.name,
            legal_form=customer.legal_form,
            standing=standing.value,
            other_names=tuple(sorted(names.get(customer.number, ()))),
        )


def _body(entries: Iterable[RegisterEntry]) -> bytes:
    rows = [entry.model_dump() for entry in entries]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True).encode()


def _read(body: bytes) -> list[RegisterEntry]:
    return [RegisterEntry.model_validate(row) for row in json.loads(zlib.decompress(body))]
