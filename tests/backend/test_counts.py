"""How many letters a mailbox holds, and how many are new: right whatever becomes of one."""

from pathlib import Path

from sqlalchemy import delete, select, update

from mailroom.backend.model import upgrades
from mailroom.backend.model.database import Database
from mailroom.backend.model.mailboxes import LetterDueRow, LetterRow, MailboxRow
from mailroom.backend.model.notifications import NotificationRow
from mailroom.backend.model.search import SearchEntryRow
from tests.backend.builders import ACTIVE, NOW, OTHER
from tests.backend.house import House
from tests.backend.test_upgrading import first_version, migrate, with_a_letter


def counts(house: House, number: str = ACTIVE[0]) -> tuple[int, int]:
    with house.database.reading() as session:
        row = session.scalars(select(MailboxRow).where(MailboxRow.customer == number)).one()
        return row.letters, row.unread


def trashed(house: House) -> int:
    with house.database.reading() as session:
        theirs = select(MailboxRow.trashed).where(MailboxRow.customer == ACTIVE[0])
        return session.scalars(theirs).one()


def change(house: House, item: str, **values: object) -> None:
    with house.at() as session:
        session.execute(update(LetterRow).where(LetterRow.item == item).values(**values))


def test_a_letter_is_counted_as_it_comes_is_read_and_is_taken_back(house: House):
    first, second = house.letter(), house.letter()
    house.letter(OTHER)
    assert (counts(house), counts(house, OTHER[0])) == ((2, 2), (1, 1))
    change(house, first, viewed=True)
    assert counts(house) == (2, 1)
    change(house, first, viewed=False)
    assert counts(house) == (2, 2)
    change(house, second, withdrawn_at=NOW)
    assert counts(house) == (1, 1)
    change(house, second, viewed=True)
    assert counts(house) == (1, 1), "what is withdrawn is in no list"
    change(house, second, withdrawn_at=None)
    assert counts(house) == (2, 1)


def test_the_trash_is_counted_apart_and_what_is_deleted_not_at_all(house: House):
    first, second = house.letter(), house.letter()
    change(house, second, viewed=True)
    for item, left in ((first, (1, 0)), (second, (0, 0))):
        change(house, item, trashed_at=NOW)
        assert (counts(house), trashed(house)) == (left, 1)
        change(house, item, withdrawn_at=NOW)
        assert (counts(house), trashed(house)) == (left, 0)
        change(house, item, withdrawn_at=None)
        change(house, item, deleted_at=NOW)
        assert (counts(house), trashed(house)) == (left, 0)


def test_a_letter_that_goes_is_no_longer_counted(house: House):
    item = house.letter()
    with house.at() as session:
        key = session.scalars(select(LetterRow.key).where(LetterRow.item == item)).one()
        session.execute(delete(SearchEntryRow).where(SearchEntryRow.letter == key))
        session.execute(delete(LetterDueRow).where(LetterDueRow.letter == key))
        session.execute(delete(NotificationRow).where(NotificationRow.about == key))
        session.execute(delete(LetterRow).where(LetterRow.key == key))
    assert counts(house) == (0, 0)


def test_letters_from_before_are_counted_once_by_the_upgrade(tmp_path: Path):
    database = Database(f"sqlite+pysqlite:///{tmp_path / 'old.sqlite'}", busy_timeout_s=5)
    first_version(database)
    with_a_letter(database, "m")
    migrate(database, "0007")
    upgrades.upgrade(database)
    with database.reading() as session:
        row = session.get_one(MailboxRow, "m")
        assert (row.letters, row.unread) == (1, 1)
    database.close()
