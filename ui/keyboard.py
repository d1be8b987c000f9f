"""What a key does: a desk and a key in, a desk and commands out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from mailroom.domain import ids
from mailroom.domain.items import Item, ItemState
from mailroom.domain.pages import PageRole
from mailroom.station.commands import (
    CancelBatch,
    ChangeCategory,
    CheckHealth,
    ChooseProfile,
    CloseItem,
    ContinueBatch,
    InsertPage,
    MarkBlank,
    PassPage,
    PickCandidate,
    Recall,
    ReleaseHold,
    RescanPage,
    ScanTrialPage,
    SignOut,
    StopFeeder,
    WriteSupportBundle,
)
from ui.actions import Action, KeyMap, action_for
from ui.desk import (
    MENU_CATEGORIES,
    Desk,
    Feeding,
    Menu,
    Note,
    Panel,
    needs_person,
    open_item,
    pages_of,
    say,
    shown_page,
    waiting,
)
from ui.entry import Entry
from ui.flow import Step, next_step
from ui.keying import is_written, key_in
from ui.menus import choice_at
from ui.pausing import Choice, Way, choices
from ui.pressed import LookUp, Pressed

CANDIDATES: Final = 4
MAY_BE_DECIDED: Final = frozenset(
    {ItemState.DOUBTFUL, ItemState.OPENING, ItemState.HELD, ItemState.REFUSED}
)
"""A person may give such an item a category."""
Notes = Callable[[Menu, int], str]
"""The operator's words for the nth choice of a menu, from 1; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keys' meaning, given a key map, a register to look in and the words of the menus."""

    key_map: KeyMap
    customer: LookUp
    notes: Notes

    def press(self, desk: Desk, key: str) -> Pressed:
        """`key` is a printed character or a name such as Space, Enter, PgDown, F3."""
        if desk.panel is not Panel.NONE:
            return self._in_panel(desk, key)
        if desk.entry is not None:
            return key_in(desk, desk.entry, key, self.customer)
        if desk.menu is not None:
            return self._in_menu(desk, desk.menu, key)
        way = next((one for one in choices(desk) if one.key == key), None)
        if way is not None:
            return _out_of_pause(desk, way)
        action = action_for(self.key_map, key)
        if action is not None:
            return act(desk, action)
        return self._character(desk, key)

    def _in_panel(self, desk: Desk, key: str) -> Pressed:
        if desk.panel is Panel.HEALTH and key in _HEALTH_KEYS:
            return _HEALTH_KEYS[key](desk)
        action = action_for(self.key_map, key)
        closes = desk.panel is Panel.KEYS or action is Action.CANCEL
        if closes and (desk.panel is not Panel.SET_UP or desk.tray is not None):
            return Pressed(replace(desk, panel=Panel.NONE))
        return Pressed(desk)

    def _character(self, desk: Desk, key: str) -> Pressed:
        item = desk.item
        profile = next((one.name for one in desk.profile_names if one.key == key), None)
        if profile is not None and not desk.profile_locked:
            return Pressed(desk, (ChooseProfile(profile),))
        if item is None or item.state is not ItemState.DOUBTFUL or not is_written(key):
            return Pressed(desk)
        candidate = candidate_number(item, int(key)) if ids.is_digits(key) else None
        if candidate is not None:
            return Pressed(desk, (PickCandidate(item.id, candidate),))
        return key_in(desk, Entry(), key, self.customer)

    def _in_menu(self, desk: Desk, menu: Menu, key: str) -> Pressed:
        item = desk.item
        note = self.notes(menu, int(key)) if ids.is_digits(key) else ""
        closed = replace(desk, menu=None)
        if not note or (item is None and menu is not Menu.GIVE_UP):
            leaves = action_for(self.key_map, key) is not None
            return Pressed(closed if leaves else desk)
        if menu is Menu.GIVE_UP:
            return Pressed(closed, (CancelBatch(),))
        if item is None:
            return Pressed(closed)
        if menu is Menu.RELEASE:
            return Pressed(closed, (ReleaseHold(item.id, note),))
        choice = choice_at(menu, int(key), desk.policy)
        if choice is None:
            return Pressed(desk)
        category = MENU_CATEGORIES[menu]
        changed = ChangeCategory(item.id, category, choice.reason, note, choice.row)
        return Pressed(closed, (changed,))


def act(desk: Desk, action: Action) -> Pressed:
    """What an action does, whether a key or the mouse asked for it."""
    return _MEANINGS[action](desk)


def press_scan_button(desk: Desk) -> Pressed:
    """The scanner's own button, or paper laid in: the scan key's work, and nothing else of it."""
    fresh = desk.panel is Panel.NONE and desk.entry is None and desk.menu is None
    command = next_step(desk).command if desk.user is not None and fresh else None
    feeds = isinstance(command, Feeding | ContinueBatch)
    return _go_on(desk) if feeds else Pressed(desk)


def candidate_number(item: Item, place: int) -> str | None:
    """The number of the nth candidate, from 1; only the first four can be picked."""
    found = item.evidence.candidates[:CANDIDATES] if item.evidence else ()
    return found[place - 1].number if 1 <= place <= len(found) else None


def last_undoable(desk: Desk) -> Item | None:
    """The shown item when it can be taken back, else the latest that can."""
    undoable = [item for item in desk.items.values() if item.state is ItemState.RELEASING]
    if desk.item in undoable:
        return desk.item
    decided = [item for item in undoable if item.decision is not None]
    return max(decided, key=lambda item: item.decision.decided_at, default=None)  # pyright: ignore[reportOptionalMemberAccess]  filtered above


def _out_of_pause(desk: Desk, choice: Choice) -> Pressed:
    """Giving contents up is asked twice; everything else can be put right."""
    if choice.way is Way.GIVE_UP:
        return Pressed(replace(desk, menu=Menu.GIVE_UP))
    return Pressed(replace(desk, message=None), (choice.command,))


def _go_on(desk: Desk) -> Pressed:
    step = next_step(desk)
    if step.step is Step.SET_UP:
        return Pressed(replace(desk, panel=Panel.SET_UP))
    if step.step is Step.SAY_WHY:
        return Pressed(replace(desk, menu=Menu.RELEASE))
    if step.step is Step.TO_SUPERVISOR:
        return _postpone(desk)
    if step.command is None:
        return Pressed(desk)
    if isinstance(step.command, Feeding):
        desk = replace(desk, fed=step.command, page=None, message=None)
    return Pressed(desk, (step.command,))


def _open_menu(desk: Desk, menu: Menu) -> Pressed:
    item = desk.item
    if item is None or item.state not in MAY_BE_DECIDED:
        return Pressed(say(desk, Note.NOT_NOW))
    return Pressed(replace(desk, menu=menu))


def _postpone(desk: Desk) -> Pressed:
    item = desk.item
    if item is None or not needs_person(item):
        return Pressed(say(desk, Note.NOT_NOW))
    later = (*(item_id for item_id in desk.later if item_id != item.id), item.id)
    desk = say(replace(desk, later=later), Note.LATER, item=item.id)
    following = waiting(desk)[0].id
    return Pressed(open_item(desk, following if following != item.id else None))


def _undo(desk: Desk) -> Pressed:
    item = last_undoable(desk)
    if item is None:
        return Pressed(say(desk, Note.NOTHING_TO_UNDO))
    return Pressed(desk, (Recall(item.id),))


def _turn_page(desk: Desk, step: int) -> Pressed:
    pages = pages_of(desk, desk.current)
    shown = shown_page(desk)
    if shown is None:
        return Pressed(desk)
    place = [page.id for page in pages].index(shown.id)
    there = min(max(place + step, 0), len(pages) - 1)
    return Pressed(replace(desk, page=pages[there].id, zoomed=desk.zoomed and there == place))


def _turn_item(desk: Desk, step: int) -> Pressed:
    order = [*desk.items]
    if not order:
        return Pressed(desk)
    place = order.index(desk.item.id) if desk.item else len(order) - 1
    return Pressed(open_item(desk, order[min(max(place + step, 0), len(order) - 1)]))


def _rescan(desk: Desk) -> Pressed:
    page, item = shown_page(desk), desk.item
    if page is None or item is None:
        return Pressed(say(desk, Note.NOT_NOW))
    again = RescanPage(item.id, page.id)
    return Pressed(replace(desk, fed=again), (again,))


def _insert(desk: Desk) -> Pressed:
    page, item = shown_page(desk), desk.item
    if page is None or item is None or page.role is PageRole.BACK:
        return Pressed(say(desk, Note.NOT_NOW))
    added = InsertPage(item.id, page.id)
    return Pressed(replace(desk, fed=added), (added,))


def _pass_page(desk: Desk) -> Pressed:
    page, item = shown_page(desk), desk.item
    if page is None or item is None or not page.flags:
        return Pressed(say(desk, Note.NOT_NOW))
    return Pressed(desk, (PassPage(item.id, page.id),))


def _mark_blank(desk: Desk) -> Pressed:
    page, item = shown_page(desk), desk.item
    if page is None or item is None or page.role is not PageRole.CONTENT:
        return Pressed(say(desk, Note.NOT_NOW))
    return Pressed(desk, (MarkBlank(item.id, page.id, blank=not page.blank),))


def _close_item(desk: Desk) -> Pressed:
    return Pressed(desk, (CloseItem(desk.item.id),) if desk.item else ())


_HEALTH_KEYS: Final[Mapping[str, Callable[[Desk], Pressed]]] = {
    "1": lambda desk: Pressed(replace(desk, is_trying=True), (ScanTrialPage(),)),
    "2": lambda desk: Pressed(desk, (WriteSupportBundle(),)),
    "3": lambda desk: Pressed(replace(desk, health=()), (CheckHealth(),)),
}

_MEANINGS: Final[Mapping[Action, Callable[[Desk], Pressed]]] = {
    Action.GO_ON: _go_on,
    Action.UNSCANNABLE: lambda desk: _open_menu(desk, Menu.UNSCANNABLE),
    Action.MARKETING: lambda desk: _open_menu(desk, Menu.MARKETING),
    Action.UNREADABLE: lambda desk: _open_menu(desk, Menu.UNREADABLE),
    Action.LATER: _postpone,
    Action.UNDO: _undo,
    Action.BLANK: _mark_blank,
    Action.NEXT_PAGE: lambda desk: _turn_page(desk, 1),
    Action.PREVIOUS_PAGE: lambda desk: _turn_page(desk, -1),
    Action.NEXT_ITEM: lambda desk: _turn_item(desk, 1),
    Action.PREVIOUS_ITEM: lambda desk: _turn_item(desk, -1),
    Action.ZOOM: lambda desk: Pressed(replace(desk, zoomed=not desk.zoomed)),
    Action.RESCAN: _rescan,
    Action.INSERT: _insert,
    Action.ACCEPT_PAGE: _pass_page,
    Action.CLOSE_ITEM: _close_item,
    Action.SET_UP: lambda desk: Pressed(replace(desk, panel=Panel.SET_UP)),
    Action.WAY_OF_WORKING: lambda desk: Pressed(replace(desk, is_stack=not desk.is_stack)),
    Action.STOP: lambda desk: Pressed(desk, (StopFeeder(),)),
    Action.HEALTH: lambda desk: Pressed(replace(desk, panel=Panel.HEALTH), (CheckHealth(),)),
    Action.SCREENS: Pressed,
    Action.THEME: Pressed,
    Action.TEXT_SIZE: Pressed,
    Action.SIGN_OUT: lambda desk: Pressed(desk, (SignOut(),)),
    Action.KEYS: lambda desk: Pressed(replace(desk, panel=Panel.KEYS)),
    Action.CANCEL: lambda desk: Pressed(replace(desk, message=None)),
}
"""Screens, theme and text size are the window's own affair."""
