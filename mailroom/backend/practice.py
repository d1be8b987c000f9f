"""The practice data: about 3,000 fictional companies, a station, two operators, one secret."""

import csv
import datetime as dt
import itertools
import json
import os
import secrets as chance
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from mailroom.backend.adapters.keys import new_key_file, public_text, read_key_file
from mailroom.backend.adapters.secrets import verifier_of
from mailroom.backend.model.customers import CustomerRow
from mailroom.backend.practice_archive import furnish
from mailroom.backend.services.agreements import Period
from mailroom.backend.services.enrolment import Address, NewCustomer, appoint, enrol
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend, open_backend
from mailroom.domain.retention import notice_ends_on
from mailroom.domain.workdays import stockholm_date
from mailroom.settings import resources

STATION: Final = "desk-1"
OPERATORS: Final = (
    ("anna", "Anna Lind", ("operator",)),
    ("lars", "Lars Berg", ("operator", "supervisor")),
)
_BEGAN: Final = dt.date(2020, 1, 1)
_RECENT: Final = dt.timedelta(days=30)
_SECRETS: Final = "practice.json"


@dataclass(frozen=True, slots=True)
class Practice:
    """What a demonstration needs to sign in. One secret opens every practice account.

    A mailbox user's name is the company's number. `companies` counts what is in the database.
    """

    station: str
    station_key: str
    operators: tuple[str, ...]
    secret: str
    companies: int

    @property
    def key_file(self) -> Path:
        return Path(self.station_key)


def seed(
    settings: BackendSettings,
    *,
    companies: int = 3000,
    secret: str | None = None,
    furnished: bool = False,
) -> Practice:
    """Fill an empty data folder; one that is filled stays as it is and is described again.

    `furnished` also lays a few originals into boxes and sets prices, see `practice_archive`.

    The secret is made by chance unless given; it is kept in `practice.json`, mode 0600.
    """
    kept = settings.data / _SECRETS
    if kept.exists():
        known = json.loads(kept.read_text("utf-8"))
        return Practice(**(known | {"operators": tuple(known["operators"])}))
    backend = open_backend(settings)
    try:
        practice = _fill(backend, companies, secret or chance.token_urlsafe(9))
        if furnished:
            furnish(backend, station=STATION)
    finally:
        backend.close()
    # Last: while it is missing, seeding begins again.
    _keep(kept, practice)
    return practice


def _fill(backend: Backend, companies: int, secret: str) -> Practice:
    key_file = backend.settings.data / f"{STATION}.key"
    key = read_key_file(key_file) if key_file.exists() else new_key_file(key_file)
    backend.stations.add(STATION, public_text(key))
    verifier = verifier_of(secret)
    now = backend.clock()
    with backend.database.writing() as session:
        for user, name, roles in OPERATORS:
            appoint(session, user, name=name, roles=roles, verifier=verifier)
        if session.query(CustomerRow).first() is None:
            listed = _companies(verifier, today=stockholm_date(now))
            enrol(session, itertools.islice(listed, companies), now=now)
        count = session.query(CustomerRow).count()
    return Practice(
        station=STATION,
        station_key=str(key_file),
        operators=tuple(user for user, _, _ in OPERATORS),
        secret=secret,
        companies=count,
    )


def _companies(verifier: str, *, today: dt.date) -> Iterable[NewCustomer]:
    register = resources() / "samples" / "registry.csv"
    with register.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            address = Address(
                name=row["delivery_name"],
                street=row["delivery_street"],
                postcode=row["delivery_postcode"],
                city=row["delivery_city"],
            )
            yield NewCustomer(
                number=row["org_number"],
                name=row["name"],
                legal_form=row["legal_form"],
                agreement=_period(
                    row["status"], dt.date.fromisoformat(row["status_date"]), today=today
                ),
                verifier=verifier,
                address=address,
                emails=(row["email"],),
            )


def _period(status: str, since: dt.date, *, today: dt.date) -> Period:
    """As the register says: what happened last to the agreement, and on which day.

    A notice that is running is moved to a recent day: practice data must mean the same in any year.
    """
    began = min(_BEGAN, since)
    recent = max(since, today - _RECENT)
    match status:
        case "active":
            return Period(since, None, None, None)
        case "notice":
            return Period(began, notice_ends_on(recent), recent, None)
        case "payment_overdue_two_reminders":
            return Period(began, notice_ends_on(recent), None, recent)
        case "terminated":
            return Period(began, since, None, None)
        case _:
            raise ValueError("a status that the practice register does not have")


def _keep(file: Path, practice: Practice) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as target:
        json.dump(asdict(practice), target)
        target.flush()
        os.fsync(target.fileno())
