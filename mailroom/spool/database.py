"""SQLite set for power cuts: WAL, synchronous=FULL, asserted before the first use."""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from mailroom.domain.errors import DiskFailed, DiskFull, MailroomError, NotDurable
from mailroom.spool.upgrades import STEPS, Step, upgrade

BUSY_TIMEOUT_MS = 10_000
_FULL = 2
_SETTINGS = {
    "journal_mode": "wal",
    "synchronous": _FULL,
    "busy_timeout": BUSY_TIMEOUT_MS,
    "foreign_keys": 1,
}


class Database:
    """One file, two doors: `reading` never waits for a writer, `writing` is one at a time."""

    def __init__(self, file: Path, *, steps: Sequence[Step] = STEPS) -> None:
        """Raises SpoolTooNew, NotDurable, DiskFull or DiskFailed."""
        self._readers = _engine(file, begin="BEGIN")
        self._writers = _engine(file, begin="BEGIN IMMEDIATE")
        self._one_writer = RLock()
        try:
            with self._writers.begin() as connection:
                assert_durable(connection)
                upgrade(connection, steps)
        except OperationalError as error:
            self.close()
            raise _situation(error) from error

    @contextmanager
    def reading(self) -> Generator[Session, None, None]:
        with Session(self._readers, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Generator[Session, None, None]:
        """Everything inside is durable when this block ends, or nothing of it is.

        Raises DiskFull or DiskFailed when the commit could not be made durable.
        """
        try:
            with (
                self._one_writer,
                Session(self._writers, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
        except OperationalError as error:
            raise _situation(error) from error

    def settings(self) -> dict[str, object]:
        """The power-safe settings as this database reports them."""
        with self._readers.begin() as connection:
            return settings_of(connection)

    def close(self) -> None:
        self._readers.dispose()
        self._writers.dispose()


def settings_of(connection: Connection) -> dict[str, object]:
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in _SETTINGS}


def assert_durable(connection: Connection) -> None:
    """Raise NotDurable unless every setting took: some file systems refuse WAL silently."""
    if settings_of(connection) != _SETTINGS:
        raise NotDurable("settings")


def _engine(file: Path, *, begin: str) -> Engine:
    engine = create_engine(
        f"sqlite:///{file}",
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "isolation_level": None},
    )

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        for name, value in _SETTINGS.items():
            connection.execute(f"PRAGMA {name} = {value}")

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", start)
    return engine


def _situation(error: OperationalError) -> MailroomError:
    cause = error.orig
    code = getattr(cause, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull("database")
    return DiskFailed(str(getattr(cause, "sqlite_errorname", "database")))
