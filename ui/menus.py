"""The choices of a menu: rows of the sorting table in force, or the console's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mailroom.domain.policy import MENUS, Policy
from mailroom.domain.sorting import UnscannableReason
from ui.desk import MENU_CATEGORIES, Menu
from ui.texts.phrase import Phrase
from ui.texts.sorting import GIVE_UP_NOTES, RELEASE_NOTES, UNREADABLE_NOTES

_NOTES: Final[Mapping[Menu, tuple[Phrase, ...]]] = {
    Menu.UNREADABLE: UNREADABLE_NOTES,
    Menu.RELEASE: RELEASE_NOTES,
    Menu.GIVE_UP: GIVE_UP_NOTES,
}


@dataclass(frozen=True, slots=True)
class MenuChoice:
    """`row` is the code of the table's row, `picture` its drawing; both empty for own words."""

    key: int
    words: Phrase
    row: str = ""
    picture: str = ""
    reason: UnscannableReason | None = None


def menu_choices(menu: Menu, policy: Policy) -> tuple[MenuChoice, ...]:
    """By their digits."""
    category = MENU_CATEGORIES.get(menu)
    if category is not None and category in MENUS:
        return tuple(
            MenuChoice(row.key, Phrase(row.swedish, row.english), row.code, row.picture, row.reason)
            for row in policy.choices(category)
        )
    return tuple(MenuChoice(at, words) for at, words in enumerate(_NOTES[menu], start=1))


def choice_at(menu: Menu, key: int, policy: Policy) -> MenuChoice | None:
    return next((one for one in menu_choices(menu, policy) if one.key == key), None)
