"""The key map: every action of the desk and the keys that mean it, as data."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final


class Action(StrEnum):
    """In the order the overlay lists them."""

    GO_ON = "go_on"
    UNSCANNABLE = "unscannable"
    MARKETING = "marketing"
    UNREADABLE = "unreadable"
    LATER = "later"
    UNDO = "undo"
    BLANK = "blank"
    NEXT_PAGE = "next_page"
    PREVIOUS_PAGE = "previous_page"
    NEXT_ITEM = "next_item"
    PREVIOUS_ITEM = "previous_item"
    ZOOM = "zoom"
    RESCAN = "rescan"
    INSERT = "insert"
    ACCEPT_PAGE = "accept_page"
    CLOSE_ITEM = "close_item"
    SET_UP = "set_up"
    WAY_OF_WORKING = "way_of_working"
    STOP = "stop"
    HEALTH = "health"
    SCREENS = "screens"
    THEME = "theme"
    TEXT_SIZE = "text_size"
    SIGN_OUT = "sign_out"
    KEYS = "keys"
    CANCEL = "cancel"


KeyMap = Mapping[Action, tuple[str, ...]]

DEFAULT_KEYS: Final[KeyMap] = {
    Action.GO_ON: ("Space", "+", "Enter", "F13"),
    Action.UNSCANNABLE: ("/",),
    Action.MARKETING: ("*",),
    Action.UNREADABLE: ("-",),
    Action.LATER: (".", ","),
    Action.UNDO: ("Backspace",),
    Action.BLANK: ("0",),
    Action.NEXT_PAGE: ("PgDown", "Right"),
    Action.PREVIOUS_PAGE: ("PgUp", "Left"),
    Action.NEXT_ITEM: ("Down",),
    Action.PREVIOUS_ITEM: ("Up",),
    Action.ZOOM: ("F2",),
    Action.RESCAN: ("F3",),
    Action.INSERT: ("F4",),
    Action.ACCEPT_PAGE: ("Insert",),
    Action.CLOSE_ITEM: ("F5",),
    Action.SET_UP: ("F6",),
    Action.WAY_OF_WORKING: ("F7",),
    Action.STOP: ("F8",),
    Action.HEALTH: ("F12",),
    Action.SCREENS: ("F9",),
    Action.THEME: ("F11",),
    Action.TEXT_SIZE: ("Home",),
    Action.SIGN_OUT: ("F10",),
    Action.KEYS: ("?", "F1"),
    Action.CANCEL: ("Esc",),
}

WINDOW_ACTIONS: Final = frozenset({Action.SCREENS, Action.THEME, Action.TEXT_SIZE})
"""What the window does by itself, whatever is on the desk."""

FIXED_KEYS: Final = frozenset("123456789")
"""Candidates, reasons and numbers; these never mean anything else. 0 does outside a number."""


class KeyMapUnusable(ValueError):
    """The message names the action or key that is wrong."""


def key_map_of(written: Mapping[str, Sequence[str]]) -> KeyMap:
    """The default keys with those of the settings (`undo = ["Backspace", "F12"]`) in their place.

    Raises KeyMapUnusable for an unknown action, a fixed key, or a key that would mean two things.
    """
    chosen = {_action(name): _keys(name, keys) for name, keys in written.items()}
    key_map = {**DEFAULT_KEYS, **chosen}
    _check_one_meaning(key_map)
    return key_map


def action_for(key_map: KeyMap, key: str) -> Action | None:
    return next((action for action, keys in key_map.items() if key in keys), None)


def _action(name: str) -> Action:
    try:
        return Action(name)
    except ValueError:
        raise KeyMapUnusable(f"no action is called {name}") from None


def _keys(name: str, keys: Sequence[str]) -> tuple[str, ...]:
    if not keys or not all(keys):
        raise KeyMapUnusable(f"{name} needs a list of keys")
    return tuple(keys)


def _check_one_meaning(key_map: KeyMap) -> None:
    for key in _doubled(key for keys in key_map.values() for key in keys):
        raise KeyMapUnusable(f"the key {key} means two actions")
    for action, keys in key_map.items():
        for key in FIXED_KEYS.intersection(keys):
            raise KeyMapUnusable(f"{action} cannot have the key {key}")


def _doubled(keys: Iterable[str]) -> list[str]:
    seen = list(keys)
    return sorted({key for key in seen if seen.count(key) > 1})
