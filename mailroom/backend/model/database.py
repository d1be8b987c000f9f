"""The database: a way to read and a way to write, each one transaction, durable at commit."""

import threading
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Protocol, cast

from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    BindParameter,
    Connection,
    Engine,
    bindparam,
    create_engine,
    event,
)
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from mailroom.domain.errors import MailroomError, Remedy


class DatabaseUnsafe(MailroomError):
    """The database does not promise what we need of it (durable commits, foreign keys)."""

    code = "database_unsafe"
    remedy = Remedy.OPERATOR


class _Cursor(Protocol):
    def execute(self, sql: str, /) -> object: ...
    def fetchone(self) -> tuple[Any, ...]: ...
    def close(self) -> None: ...


class _RawConnection(Protocol):
    isolation_level: str | None

    def cursor(self) -> _Cursor: ...


_WRITERS_CACHE_KB = 64 * 1024
_MOVED_AFTER_PAGES = 4000
"""Of 4 kB; what is not moved yet is read back after a crash, 16 MB in a tenth of a second."""
_PROMISES = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


class Database:
    """Safe to use from several threads. Raises DatabaseUnsafe when first connected to."""

    def __init__(self, url: str, *, busy_timeout_s: float) -> None:
        address = make_url(url)
        embedded = address.get_backend_name() == "sqlite"
        if embedded and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        waits = {"timeout": busy_timeout_s, "check_same_thread": False} if embedded else {}
        # Parameters are mail: they never enter an error. A pool smaller than the server's
        # threads would make requests wait for each other.
        self.engine: Engine = create_engine(
            url, connect_args=waits, pool_size=48, hide_parameters=True
        )
        self._writer = self.engine.execution_options(writes=True)
        if embedded:
            # Another connection's commit empties a connection's cache: one alone keeps it warm.
            writer = create_engine(
                url, connect_args=waits, pool_size=1, max_overflow=0, hide_parameters=True
            )
            for engine in (self.engine, writer):
                event.listen(engine, "connect", _keep_promises)
                event.listen(engine, "begin", _begin)
            event.listen(writer, "connect", _make_room)
            self._writer = writer.execution_options(writes=True)
        # SQLite lets one write and has the others sleep and try again; waiting here is fair.
        self._turn = threading.Lock() if embedded else nullcontext()

    @contextmanager
    def reading(self) -> Generator[Session]:
        """One consistent view; nothing is kept."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Generator[Session]:
        """All or nothing; durable when the block has ended."""
        with (
            self._turn,
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def migrating(self) -> Generator[Connection]:
        """One transaction in which tables may be rebuilt: what rows refer to is checked at its end.

        Raises DatabaseUnsafe, and then nothing has changed.
        """
        embedded = self.engine.dialect.name == "sqlite"
        with self.engine.connect() as connection:
            if embedded:
                # SQLite rebuilds a table by dropping it, and minds those who refer to it.
                _obey(connection, "PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    before = _version(connection)
                    yield connection
                    if embedded and _version(connection) != before:
                        _check_references(connection)
            finally:
                if embedded:
                    _obey(connection, "PRAGMA foreign_keys=ON")

    def close(self) -> None:
        self._writer.dispose()
        self.engine.dispose()


def several(name: str) -> BindParameter[Any]:
    """Stands for a list in a statement that is built once: building costs more than running."""
    return bindparam(name, expanding=True)


def _obey(connection: Connection, pragma: str) -> None:
    """Outside any transaction, where alone SQLite obeys it."""
    raw = cast("_RawConnection", connection.connection.driver_connection)
    cursor = raw.cursor()
    cursor.execute(pragma)
    cursor.close()


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _check_references(connection: Connection) -> None:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        raise DatabaseUnsafe(f"a row of {lost[0]} refers to nothing in {lost[2]}")


def _keep_promises(raw: _RawConnection, record: object) -> None:
    del record
    raw.isolation_level = None  # transactions begin where `_begin` says, not where sqlite3 guesses
    cursor = raw.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    for pragma, promised in _PROMISES.items():
        cursor.execute(f"PRAGMA {pragma}")
        (kept,) = cursor.fetchone()
        if kept != promised:
            raise DatabaseUnsafe(f"{pragma} is {kept!r}, not {promised!r}")
    cursor.close()


def _make_room(raw: _RawConnection, record: object) -> None:
    """Pages that one letter after another changes are moved into the database once for many."""
    del record
    cursor = raw.cursor()
    cursor.execute(f"PRAGMA cache_size=-{_WRITERS_CACHE_KB}")
    cursor.execute(f"PRAGMA wal_autocheckpoint={_MOVED_AFTER_PAGES}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A read that later writes would fail at once when another has written in between.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
