"""Items as the station knows them: looked up, and moved on one transaction at a time."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingABC

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from mailroom.domain import lifecycle
from mailroom.domain.errors import CommandRefused
from mailroom.domain.items import Item, ItemState
from mailroom.domain.notes import Note
from mailroom.domain.pages import SheetPlace
from mailroom.points import Point, reached
from mailroom.spool import journal
from mailroom.spool.database import Database
from mailroom.spool.mapping import Mapping, time_text
from mailroom.spool.tables import ItemRow, SheetRow, TrayRow

_WHOLE_FACE = select(SheetRow.item).where(
    SheetRow.number == 1, SheetRow.place == SheetPlace.CAPTURED.value
)


class Items:
    """Every change is one transaction, checked against the item's transition table."""

    def __init__(
        self, database: Database, mapping: Mapping, now: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._mapping = mapping
        self._now = now

    def get(self, item: str) -> Item | None:
        with self._database.reading() as session:
            row = _row(session, item)
            return None if row is None else self._item(session, row)

    def of_tray(self, tray: str) -> tuple[Item, ...]:
        """Oldest first."""
        return self._all(ItemRow.tray == tray)

    def unfinished(self) -> tuple[Item, ...]:
        """Of every tray: items whose digital life has not ended, oldest first."""
        ended = [state.value for state in ItemState if lifecycle.is_terminal(state)]
        return self._all(ItemRow.state.not_in(ended))

    def due(self, states: Iterable[ItemState]) -> tuple[Item, ...]:
        """Items in these states that may be worked on now, oldest first.

        Left out: those put off, those within their release delay, those whose face is not whole
        or whose contents are awaited, and in a stack those still being fed, since nobody knows
        yet what lies in them.
        """
        now = time_text(self._now())
        return self._all(
            ItemRow.state.in_([state.value for state in states]),
            or_(ItemRow.retry_at.is_(None), ItemRow.retry_at <= now),
            or_(ItemRow.state != ItemState.RELEASING.value, ItemRow.release_at <= now),
            or_(ItemRow.state != ItemState.READ.value, ~ItemRow.stack, ItemRow.closed),
            or_(ItemRow.state != ItemState.OPENING.value, ItemRow.closed),
            or_(ItemRow.state != ItemState.CAPTURED.value, ItemRow.id.in_(_WHOLE_FACE)),
        )

    def backlog(self) -> int:
        """How many items wait for a receipt."""
        with self._database.reading() as session:
            wanted = select(func.count()).where(ItemRow.state == ItemState.SENDING.value)
            return session.scalars(wanted).one()

    def change(self, item: str, step: Callable[[Item], Item], note: Note) -> Item:
        """Apply `step` to the item as it is now; result, new state and journal stand together.

        A step that returns its argument changes nothing. Raises CommandRefused when the
        transition table does not allow the step.
        """
        with self._database.writing() as session:
            row = _row(session, item)
            if row is None:
                raise CommandRefused("no such item")
            before = self._item(session, row)
            after = step(before)
            if after == before:
                return before
            after = dataclasses.replace(after, revision=before.revision + 1)
            self._store(row, before, after)
            self._write(session, before, after, note)
        reached(Point.STATE_SAVED)
        return after

    def put_off(self, item: str, *, until: dt.datetime) -> None:
        """Leave the item alone until then."""
        with self._database.writing() as session:
            row = _row(session, item)
            if row is not None:
                row.retry_at = time_text(until)

    def wait_no_longer(self, *, release: dt.datetime, retry: dt.datetime) -> int:
        """How many waited beyond these times, which only a clock set back explains.

        They are tried again at once, and released at `release`.
        """
        grace = time_text(release)
        late = or_(ItemRow.release_at > grace, ItemRow.retry_at > time_text(retry))
        with self._database.reading() as session:
            waiting = session.scalars(select(ItemRow.id).where(late)).all()
        if waiting:
            soon = func.min(ItemRow.release_at, grace)  # of two, and null stays null
            with self._database.writing() as session:
                session.execute(
                    update(ItemRow)
                    .where(ItemRow.id.in_(waiting))
                    .values(retry_at=None, release_at=soon)
                )
        return len(waiting)

    def failed(self, item: str, *, broke_worker: bool) -> tuple[int, int]:
        """Count a failure in the item's present state: (all so far, those that broke a worker)."""
        with self._database.writing() as session:
            row = _row(session, item)
            if row is None:
                return (0, 0)
            row.tries += 1
            row.broken += broke_worker
            return (row.tries, row.broken)

    def first_break_in_journal(self) -> int | None:
        with self._database.reading() as session:
            return journal.first_break(session)

    def note(self, subject: str, note: Note) -> None:
        """A journal entry that belongs to no item's change."""
        with self._database.writing() as session:
            journal.write(session, self._entry(subject, note, {}))

    def _store(self, row: ItemRow, before: Item, after: Item) -> None:
        if after.state is not before.state:
            if not lifecycle.may(before.state, after.state):
                raise CommandRefused(f"{before.state} to {after.state}")
            row.tries = row.broken = 0
            row.retry_at = None
        self._mapping.store(after, row)
        row.revision = after.revision

    def _write(self, session: Session, before: Item, after: Item, note: Note) -> None:
        moved = {"from": before.state.value, "to": after.state.value, "revision": after.revision}
        journal.write(session, self._entry(after.id, note, moved))

    def _entry(
        self, subject: str, note: Note, more: MappingABC[str, str | int | None]
    ) -> journal.Entry:
        at = time_text(self._now())
        return journal.Entry(at, note.what, subject, note.actor, {**note.facts, **more})

    def _item(self, session: Session, row: ItemRow) -> Item:
        return self._mapping.item(row, session.get_one(TrayRow, row.tray))

    def _all(self, *conditions: object) -> tuple[Item, ...]:
        with self._database.reading() as session:
            rows = session.scalars(select(ItemRow).where(*conditions).order_by(ItemRow.place))  # pyright: ignore[reportArgumentType]  every caller passes column expressions
            return tuple(self._item(session, row) for row in rows)


def _row(session: Session, item: str) -> ItemRow | None:
    return session.scalars(select(ItemRow).where(ItemRow.id == item)).one_or_none()
