"""A database of the first version, with mail in it, is brought to this one and nothing is lost."""

import datetime as dt
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from mailroom.backend.model import upgrades
from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.database import Database, DatabaseUnsafe
from mailroom.backend.model.fees import PriceRow
from mailroom.backend.model.mailboxes import LetterDueRow, LetterRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services import promises
from tests.backend.builders import NOW

WAYS = {
    "open_and_scan": ("scannable", "available", "to_file"),
    "forward": ("unscannable", "unopened", "to_forward"),
    "return_to_sender": ("unreadable", "unopened", "to_return"),
    "to_postal_operator": ("unreadable", "unopened", "to_hand_over"),
    "destroy": ("marketing", "unopened", "to_destroy"),
    "review": ("unreadable", "unopened", "on_desk"),
}


@pytest.fixture
def old(tmp_path: Path):
    database = Database(f"sqlite+pysqlite:///{tmp_path / 'old.sqlite'}", busy_timeout_s=5)
    first_version(database)
    yield database
    database.close()


def first_version(database: Database) -> None:
    """As the first version left it."""
    migrate(database, "0001")
    with database.engine.begin() as connection:
        run = connection.exec_driver_sql
        run("INSERT INTO station VALUES ('desk-1', '', 1, '2026-11-19 08:00:00')")
        run("INSERT INTO customer VALUES ('5577067472', 'Bolaget AB', 'AB', '2020-01-01 08:00:00')")
        run("INSERT INTO tray VALUES ('T1', '2026-11-19', 'CityMail', 9)")
        run(
            "INSERT INTO agreement VALUES"
            " (1, '5577067472', '2020-01-01', '2027-01-01', '2026-10-03', NULL)"
        )
        for route, (category, _, _) in WAYS.items():
            connection.execute(
                text(
                    "INSERT INTO item VALUES (:id, :id, 'desk-1', 'anna', 'T1', '2026-11-19',"
                    " '2026-11-23', :category, 'a', :route, 'r', NULL, 'machine',"
                    " '2026-11-19 09:00:00', 'p', NULL, '5577067472', 'Bolaget AB', 1, 1, NULL,"
                    " NULL, '2026-11-19 09:00:00', '2026-11-19 09:01:00')"
                ),
                {"id": route, "category": category, "route": route},
            )


def migrate(database: Database, version: str) -> None:
    with database.migrating() as connection:
        config = Config()
        config.set_main_option("script_location", str(upgrades._FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def with_a_letter(database: Database, mailbox: str) -> None:
    """As the version before senders could write digitally left it."""
    migrate(database, "0004")
    with database.migrating() as connection:
        run = connection.exec_driver_sql
        run("INSERT INTO mailbox VALUES ('m', '5577067472', '2020-01-01 08:00:00')")
        run("INSERT INTO blob VALUES ('b', 1, 'application/pdf', '2026-11-19 09:00:00')")
        connection.execute(
            text(
                "INSERT INTO letter VALUES ('l', 'open_and_scan', :mailbox, 'M1', 'b', 'Avs',"
                " 'letter', 1, '2026-11-19', '2026-11-23', '2026-11-19 09:00:00',"
                " '2026-11-19 09:00:00', NULL, 0, NULL, NULL)"
            ),
            {"mailbox": mailbox},
        )
        run("INSERT INTO letter_due VALUES ('l', '2026-12-01', 0)")


def test_letters_and_what_refers_to_them_outlive_the_rebuilt_table(old: Database):
    with_a_letter(old, "m")
    upgrades.upgrade(old)
    assert upgrades.differences(old) == []
    with old.reading() as session:
        letter = session.scalars(select(LetterRow)).one()
        assert (letter.key, letter.item, letter.origin) == ("l", "open_and_scan", "physical")
        assert session.get_one(LetterDueRow, "l").due_on == dt.date(2026, 12, 1)
    with pytest.raises(IntegrityError), old.writing() as session:
        session.delete(session.get_one(LetterRow, "l"))


def test_a_row_that_refers_to_nothing_stops_the_upgrade_and_nothing_has_changed(old: Database):
    with_a_letter(old, "nobody")
    with pytest.raises(DatabaseUnsafe):
        upgrades.upgrade(old)
    with old.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").one() == (
            "0004",
        )
        assert connection.exec_driver_sql("PRAGMA foreign_keys").one() == (1,)


def test_every_item_gets_its_mailpiece_and_nothing_is_lost(old: Database):
    upgrades.upgrade(old)
    assert upgrades.differences(old) == []
    with old.reading() as session:
        pieces = {piece.item: piece for piece in session.scalars(select(MailpieceRow))}
        assert {item: (each.digital, each.paper) for item, each in pieces.items()} == {
            route: way[1:] for route, way in WAYS.items()
        }
        assert {each.postal_operator for each in pieces.values()} == {"CityMail"}
        assert pieces["open_and_scan"].stopped_at == dt.datetime(2026, 11, 19, 9, 1, tzinfo=dt.UTC)
        (promise,) = promises.open_promises(session, now=NOW)
        assert promise.item == "forward"


def test_an_agreement_that_was_ending_knows_why_and_the_price_list_begins(old: Database):
    upgrades.upgrade(old)
    with old.reading() as session:
        agreement = session.scalars(select(AgreementRow)).one()
        assert (agreement.reason, agreement.scope) == ("customer", "plus")
        kinds = session.scalars(select(PriceRow.kind)).all()
    assert len(kinds) == 5
