"""A menu's choices as rows with a digit, and a drawing where the sorting table has one."""

from mailroom.domain.policy import Policy
from ui.desk import Menu
from ui.menus import menu_choices
from ui.texts.phrase import Sayer
from ui.widgets.choices import Choice


def shown_menu(menu: Menu, policy: Policy, say: Sayer) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(one.key), say(one.words), drawing=one.picture)
        for one in menu_choices(menu, policy)
    )
