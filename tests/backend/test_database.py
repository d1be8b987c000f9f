"""Migrations give exactly the model's tables; the database keeps what we need it to promise."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mailroom.backend.model.database import Database
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.mail import PageRow
from mailroom.backend.model.stations import StationRow
from mailroom.backend.model.upgrades import differences, upgrade
from tests.backend.builders import NOW


@pytest.fixture
def database(tmp_path: Path):
    database = Database(f"sqlite+pysqlite:///{tmp_path / 'x.sqlite'}", busy_timeout_s=5)
    upgrade(database)
    yield database
    database.close()


def test_migrations_give_the_models_tables(database: Database):
    assert differences(database) == []


def test_migrating_again_changes_nothing(database: Database):
    upgrade(database)
    assert differences(database) == []


@pytest.mark.parametrize(
    ("pragma", "promised"), [("synchronous", 2), ("foreign_keys", 1), ("journal_mode", "wal")]
)
def test_every_connection_keeps_its_promises(database: Database, pragma: str, promised: object):
    with database.reading() as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar() == promised


def test_a_row_without_what_it_refers_to_is_refused_and_its_values_are_not_told(
    database: Database,
):
    row = PageRow(item="nobody", position=0, number=1, role="content", sheet=1)
    row.sha256, row.text, row.blank, row.turned_deg = "", "Hemlig text", False, 0
    row.width_px = row.height_px = row.dpi = 1
    with pytest.raises(IntegrityError) as refused, database.writing() as session:
        session.add(row)
    assert "Hemlig" not in str(refused.value)


def test_insert_new_says_whether_it_was(database: Database):
    row = {"name": "desk-1", "public_key": "", "active": True, "created_at": NOW}
    with database.writing() as session:
        assert insert_new(session, StationRow, row)
        assert not insert_new(session, StationRow, row | {"public_key": "another"})
    with database.reading() as session:
        station = session.get_one(StationRow, "desk-1")
        assert (station.public_key, station.created_at) == ("", NOW)
