"""What the imprinter put on the sheets of a batch, as far as it has been read."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.domain.imprints import Imprinted, Leap, counter_digits, leaps
from mailroom.domain.pages import Page
from mailroom.spool.database import Database
from mailroom.spool.tables import BatchRow, PageRow


class Imprints:
    def __init__(self, database: Database) -> None:
        self._database = database

    def expected_on(self, page: Page) -> str | None:
        """What the imprinter was told to print; None when it counts nothing, or is read already."""
        with self._database.reading() as session:
            row = session.get_one(PageRow, page.id)
            imprint = session.get_one(BatchRow, row.batch).imprint
            unread = row.imprint is None and not row.back
            return imprint if unread and counter_digits(imprint) else None

    def keep(self, page: Page, number: int) -> None:
        with self._database.writing() as session:
            session.get_one(PageRow, page.id).imprint = number

    def leaps_at(self, page: Page) -> tuple[Leap, ...]:
        """Leaps of its batch just before or just behind this page's sheet."""
        with self._database.reading() as session:
            row = session.get_one(PageRow, page.id)
            of_batch = leaps_of(session, session.get_one(BatchRow, row.batch))
            return tuple(leap for leap in of_batch if row.fed in (leap.before.fed, leap.after.fed))


def leaps_of(session: Session, batch: BatchRow) -> tuple[Leap, ...]:
    """Of one run: every run sets the imprinter anew."""
    digits = counter_digits(batch.imprint)
    if digits is None:
        return ()
    wanted = select(PageRow.fed, PageRow.imprint).where(
        PageRow.batch == batch.id, PageRow.imprint.is_not(None)
    )
    seen = [Imprinted(fed, number) for fed, number in session.execute(wanted) if number is not None]
    return leaps(seen, digits)
