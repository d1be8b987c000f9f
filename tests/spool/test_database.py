"""The database runs with power-safe settings, or not at all."""

import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from mailroom.domain.errors import DiskFailed, DiskFull, NotDurable, SpoolTooNew
from mailroom.domain.notes import Note
from mailroom.spool.database import Database, assert_durable
from mailroom.spool.spool import Spool
from mailroom.spool.upgrades import STEPS


def test_every_connection_is_power_safe(spool: Spool) -> None:
    assert spool.settings() == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 10_000,
        "foreign_keys": 1,
    }


@pytest.mark.parametrize("weaker", ["synchronous = NORMAL", "foreign_keys = OFF"])
def test_a_weaker_setting_is_refused(tmp_path: Path, weaker: str) -> None:
    database = Database(tmp_path / "spool.sqlite3")
    with database.writing() as session:
        connection = session.connection()
        connection.connection.driver_connection.commit()  # pyright: ignore[reportOptionalMemberAccess]  a pragma takes effect outside a transaction only
        connection.exec_driver_sql(f"PRAGMA {weaker}")
        with pytest.raises(NotDurable):
            assert_durable(connection)
        connection.exec_driver_sql("BEGIN")
    database.close()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "spool.sqlite3"
    Database(file, steps=(*STEPS, _add_column)).close()
    before = file.read_bytes()
    with pytest.raises(SpoolTooNew):
        Database(file)
    assert file.read_bytes() == before


def test_an_older_database_is_upgraded_with_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "spool.sqlite3"
    older = Database(file)
    with older.writing() as session:
        session.execute(text("insert into counter values ('scan_id', 7)"))
    older.close()
    newer = Database(file, steps=(*STEPS, _add_column))
    with newer.reading() as session:
        assert session.execute(text("select value, why from counter")).one() == (7, "")
        assert session.execute(text("pragma user_version")).scalar_one() == len(STEPS) + 1
    newer.close()


def test_a_failed_upgrade_leaves_the_old_shape(tmp_path: Path) -> None:
    file = tmp_path / "spool.sqlite3"
    Database(file).close()

    def half(connection: Connection) -> None:
        _add_column(connection)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Database(file, steps=(*STEPS, half))
    Database(file).close()


def test_the_journal_cannot_be_rewritten(spool: Spool) -> None:
    spool.items.note("T1", Note("looked"))
    assert spool.items.first_break_in_journal() is None
    database = Database(spool.workspace / "spool.sqlite3")
    for attack in ("update journal set actor = 'eve'", "delete from journal"):
        with pytest.raises(IntegrityError), database.writing() as session:
            session.execute(text(attack))
    database.close()


@pytest.mark.parametrize(
    "attack",
    [
        "update journal set actor = 'eve' where seq = 2",
        "delete from journal where seq = 2",
        "update journal set facts = '{}' where seq = 3",
    ],
)
def test_a_journal_rewritten_by_force_is_noticed(spool: Spool, attack: str) -> None:
    for number in range(4):
        spool.items.note("T1", Note("looked", facts={"number": number}))
    database = Database(spool.workspace / "spool.sqlite3")
    with database.writing() as session:
        session.execute(text("drop trigger journal_no_update"))
        session.execute(text("drop trigger journal_no_delete"))
        session.execute(text(attack))
    database.close()
    assert spool.items.first_break_in_journal() in {2, 3}


_Step = Callable[[Connection], None]


def _add_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE counter ADD COLUMN why TEXT NOT NULL DEFAULT ''")


def test_a_full_disk_is_a_situation_and_loses_nothing_said_before(spool: Spool) -> None:
    spool.items.note("T1", Note("before"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = max(file.stat().st_size for file in spool.workspace.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, hard))
    try:
        with pytest.raises((DiskFull, DiskFailed)):
            spool.items.note("T1", Note("too much", facts={"size": "x" * 200_000}))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert spool.items.first_break_in_journal() is None
    spool.items.note("T1", Note("after"))
    assert spool.items.first_break_in_journal() is None
