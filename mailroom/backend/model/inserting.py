"""Rows are inserted: one that may stand there already, or many in one statement."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Dialect, TableClause, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mailroom.backend.model.base import Table

_MOST_VALUES: Final = 30_000
"""In one statement; SQLite takes 32,766 (SQLITE_MAX_VARIABLE_NUMBER)."""

_REMEMBERED: Final = 512
"""Shapes; a database has some thirty."""


def insert_new(session: Session, table: type[Table], values: Mapping[str, Any]) -> bool:
    """Insert unless a row with the same key stands there; whether it was inserted.

    Select-then-insert would fail under races on PostgreSQL, and hide that on SQLite.
    """
    embedded = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if embedded else postgresql.insert
    statement = insert(table).values(**values).on_conflict_do_nothing()
    first: ColumnElement[Any] = inspect(table).primary_key[0]
    return session.execute(statement.returning(first)).first() is not None


def insert_many(
    session: Session,
    table: type[Table],
    rows: Sequence[Mapping[str, Any]],
    *,
    known_may_stay: bool = False,
) -> None:
    """Rows of one shape in one statement, at a tenth of what as many objects cost.

    `known_may_stay` passes over rows whose key is there already; otherwise they raise
    sqlalchemy.exc.IntegrityError.
    """
    insert_rows(session, cast("TableClause", table.__table__), rows, known_may_stay=known_may_stay)


def insert_rows(
    session: Session,
    into: TableClause,
    rows: Sequence[Mapping[str, Any]],
    *,
    known_may_stay: bool = False,
) -> None:
    """As `insert_many`, into what is no class of ours."""
    if not rows:
        return
    dialect = session.get_bind().dialect
    if dialect.name == "sqlite":
        form = _form(into, frozenset(rows[0]), dialect, known_may_stay=known_may_stay)
        for some in _parts(rows, form.most):
            session.connection().exec_driver_sql(form.statement(len(some)), form.values(some))
        return
    insert = postgresql.insert(into)
    session.connection().execute(
        insert.on_conflict_do_nothing() if known_may_stay else insert, rows
    )


def values_of(row: Table) -> dict[str, Any]:
    """Its columns, for `insert_many`."""
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}


@dataclass(frozen=True, slots=True)
class _Form:
    """How rows of one shape are written for SQLite: many in one statement.

    Python's driver takes the interpreter's lock anew for every row of a list of rows, and then
    waits for whatever other requests do meanwhile.
    """

    before: str
    row: str
    after: str
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    """In order: its key, and what its type makes of a value."""

    @property
    def most(self) -> int:
        """Rows in one statement."""
        return max(1, _MOST_VALUES // len(self.columns))

    def statement(self, count: int) -> str:
        return f"{self.before}{', '.join([self.row] * count)}{self.after}"

    def values(self, rows: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
        return tuple(
            row[key] if bound is None else bound(row[key])
            for row in rows
            for key, bound in self.columns
        )


@lru_cache(maxsize=_REMEMBERED)
def _form(
    into: TableClause, keys: frozenset[str], dialect: Dialect, *, known_may_stay: bool
) -> _Form:
    insert = sqlite.insert(into)
    insert = insert.on_conflict_do_nothing() if known_may_stay else insert
    single = str(insert.compile(dialect=dialect, column_keys=sorted(keys)))
    row = f"({', '.join('?' * len(keys))})"
    before, after = single.split(row)
    columns = [column for column in into.columns if column.key in keys]
    bound = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    keyed = zip((column.key for column in columns), bound, strict=True)
    return _Form(before, row, after, tuple(keyed))


def _parts(rows: Sequence[Mapping[str, Any]], most: int) -> Iterable[Sequence[Mapping[str, Any]]]:
    return (rows[at : at + most] for at in range(0, len(rows), most))
