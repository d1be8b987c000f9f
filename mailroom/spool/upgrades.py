"""The database's shape by version: each step brings it one version forward, in one transaction."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection

from mailroom.domain.errors import SpoolTooNew
from mailroom.spool.tables import Table

Step = Callable[[Connection], None]


def _first_shape(connection: Connection) -> None:
    Table.metadata.create_all(connection)
    for verb in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal "
            "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )


def _paper_account(connection: Connection) -> None:
    added = {
        "batch": (
            "continues TEXT",
            "expected INTEGER",
            "lost INTEGER NOT NULL DEFAULT 0",
            "stuck INTEGER NOT NULL DEFAULT 0",
            "paper_left BOOLEAN",
        ),
        "page": ("flags TEXT NOT NULL DEFAULT ''",),
    }
    _add_columns(connection, added)


def _separators_and_imprints(connection: Connection) -> None:
    added = {
        "batch": (
            "faces BOOLEAN NOT NULL DEFAULT 0",
            "parted BOOLEAN NOT NULL DEFAULT 0",
            "imprint TEXT NOT NULL DEFAULT ''",
        ),
        "page": ("imprint INTEGER",),
    }
    _add_columns(connection, added)


def _runs_end(connection: Connection) -> None:
    _add_columns(connection, {"batch": ("ended_at TEXT",)})
    connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS ix_batch_begun_at ON batch (begun_at)")


def _add_columns(connection: Connection, added: Mapping[str, Sequence[str]]) -> None:
    """A database made by `_first_shape` of today has them already."""
    for table, columns in added.items():
        have = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
        for column in columns:
            if column.split()[0] not in have:
                connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")


STEPS: tuple[Step, ...] = (_first_shape, _paper_account, _separators_and_imprints, _runs_end)


def upgrade(connection: Connection, steps: Sequence[Step] = STEPS) -> int:
    """Bring the database to version `len(steps)` and return that; raises SpoolTooNew."""
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > len(steps):
        raise SpoolTooNew(f"version {version}")
    for number, step in enumerate(steps[version:], start=version + 1):
        step(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
    return len(steps)
