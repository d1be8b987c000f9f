"""Erasing files: decided in a transaction, done after it, and never while anything needs them."""

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.database import Database, several
from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.mail import BlobRow, ErasureRow, ItemRow
from mailroom.backend.model.mailboxes import LetterRow, PageImageRow
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.errors import DiskFailed
from mailroom.logs import log

_AT_ONCE = 100
_NAMED = BlobRow.sha256.in_(several("names")) & BlobRow.erased_at.is_not(None)
_ERASED = select(BlobRow.sha256).where(_NAMED).with_for_update()
_NEEDED_AGAIN = update(BlobRow).where(_NAMED).values(erased_at=None).returning(BlobRow.sha256)


def order(session: Session, names: Collection[str], *, now: dt.datetime) -> None:
    """Have those go that nothing needs any more; `finish` does it, when this has been decided."""
    gone = sorted(set(names) - _needed(session, names))
    named = BlobRow.sha256.in_(gone)
    session.execute(update(BlobRow).where(named).values(erased_at=now))
    rows = [{"sha256": name, "ordered_at": now} for name in gone]
    insert_many(session, ErasureRow, rows, known_may_stay=True)


def keep(session: Session, names: Sequence[str]) -> None:
    """They are needed again, or for the first time: an order to erase them is off."""
    again = session.connection().execute(_NEEDED_AGAIN, {"names": names}).scalars().all()
    if again:
        session.execute(delete(ErasureRow).where(ErasureRow.sha256.in_(again)))


def check_there(session: Session, blobs: Blobs, names: Sequence[str]) -> None:
    """Of what is about to be needed. Raises Refused(BLOB_MISSING): erased since it was sent."""
    for name in session.connection().execute(_ERASED, {"names": names}).scalars():
        if blobs.size(name) is None:
            raise Refused(Why.BLOB_MISSING, "A blob was erased since it was sent. Send it again.")


def is_erased(session: Session, name: str) -> bool:
    row = session.get(BlobRow, name, with_for_update=True)
    return row is not None and row.erased_at is not None


def finish(database: Database, blobs: Blobs) -> None:
    """Remove the files that are to go. What a disk refuses stays ordered, and is tried again."""
    while True:
        with database.writing() as session:
            some = select(ErasureRow).order_by(ErasureRow.ordered_at, ErasureRow.sha256)
            rows = session.scalars(some.limit(_AT_ONCE)).all()
            # Within the transaction: whoever needs the same bytes anew waits, then looks for them.
            names = [row.sha256 for row in rows]
            session.scalars(select(BlobRow).where(BlobRow.sha256.in_(names)).with_for_update())
            needed = _needed(session, names)
            try:
                for row in rows:
                    if row.sha256 not in needed:
                        blobs.remove(row.sha256)
                    session.delete(row)
            except DiskFailed as error:
                log("erasing").warning("files not erased yet", code=error.code)
                return
        if len(rows) < _AT_ONCE:
            return


def _needed(session: Session, names: Collection[str]) -> set[str]:
    """Those of them that a letter, an item or the picture of a page still refers to."""
    letters = select(LetterRow.document).where(LetterRow.deleted_at.is_(None))
    columns = (
        letters.where(LetterRow.document.in_(names)),
        select(ItemRow.document).where(ItemRow.document.in_(names)),
        select(ItemRow.face).where(ItemRow.face.in_(names)),
        select(PageImageRow.sha256).where(PageImageRow.sha256.in_(names)),
    )
    return {name for each in columns for name in session.scalars(each) if name is not None}
