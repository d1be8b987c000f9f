"""Which parts the room's larger screens have, and by which key each comes to the front."""

from ui.digits import TO_DIGITS
from ui.parts import FIRST
from ui.screens import auditing, keeping, people, recalling, retiring
from ui.screens.archive import ArchiveView
from ui.screens.listed import ListedView
from ui.screens.parts import PartsView
from ui.screens.review import ReviewView
from ui.screens.review_digits import DigitsView
from ui.screens.shift import ShiftView
from ui.style import Look
from ui.texts import auditing as auditing_words
from ui.texts import digits as digits_words
from ui.texts import keeping as keeping_words
from ui.texts import people as people_words
from ui.texts import recalling as recalling_words
from ui.texts import retiring as retiring_words
from ui.texts.phrase import Sayer


def archive_view(look: Look, say: Sayer) -> PartsView:
    """The boxes, and what is to be destroyed."""
    views = {FIRST: ArchiveView(look, say), "F6": ListedView(look, say, retiring.draw)}
    return PartsView(views, {"F6": retiring_words.NAME})


def review_view(look: Look, say: Sayer) -> PartsView:
    """The queue with the item one holds, and digits in groups."""
    views = {FIRST: ReviewView(look, say), TO_DIGITS: DigitsView(look, say)}
    return PartsView(views, {TO_DIGITS: digits_words.NAME})


def shift_view(look: Look, say: Sayer) -> PartsView:
    """The wall with the till, letters kept back, our people, the log, and recalled letters."""
    views = {
        FIRST: ShiftView(look, say),
        "F2": ListedView(look, say, keeping.draw),
        "F6": ListedView(look, say, people.draw),
        "F7": ListedView(look, say, auditing.draw),
        "F8": ListedView(look, say, recalling.draw),
    }
    names = {
        "F2": keeping_words.NAME,
        "F6": people_words.NAME,
        "F7": auditing_words.NAME,
        "F8": recalling_words.NAME,
    }
    return PartsView(views, names)
