"""The desk as values: what the operator sees, and how each event changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from mailroom.domain import events, lifecycle
from mailroom.domain.events import BackendChanged, Counters, Event, FeederChanged, FeederState
from mailroom.domain.health import Finding
from mailroom.domain.items import Item, ItemState, Tray
from mailroom.domain.pages import Page
from mailroom.domain.policy import Policy
from mailroom.domain.policyfile import STANDARD
from mailroom.domain.sorting import Category, PaperRoute
from mailroom.station.commands import (
    InsertPage,
    RescanPage,
    ScanContents,
    ScanFace,
    ScanStack,
)
from ui.entry import Entry

Feeding = ScanFace | ScanStack | ScanContents | RescanPage | InsertPage


_NO_FEEDER: Final = FeederChanged(FeederState.ABSENT)
_NOTHING_COUNTED: Final = Counters()


class Menu(StrEnum):
    """A choice that waits for one digit."""

    UNSCANNABLE = "unscannable"
    MARKETING = "marketing"
    UNREADABLE = "unreadable"
    RELEASE = "release"
    GIVE_UP = "give_up"
    """The contents of a paused batch."""


MENU_CATEGORIES: Final[Mapping[Menu, Category]] = {
    Menu.UNSCANNABLE: Category.UNSCANNABLE,
    Menu.MARKETING: Category.MARKETING,
    Menu.UNREADABLE: Category.UNREADABLE,
}


class Panel(StrEnum):
    """What lies over the desk."""

    NONE = "none"
    KEYS = "keys"
    SET_UP = "set_up"
    HEALTH = "health"


class Note(StrEnum):
    """A message that closes itself."""

    REFUSED = "refused"
    SORTED = "sorted"
    RECALLED = "recalled"
    NOT_NOW = "not_now"
    NOTHING_TO_UNDO = "nothing_to_undo"
    LATER = "later"
    CODE_IGNORED = "code_ignored"


@dataclass(frozen=True, slots=True)
class Message:
    """`code` and `detail` key the sentence of a refusal. `serial` tells equal messages apart."""

    note: Note
    serial: int
    code: str = ""
    item: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the screen. `items` are in order of arrival.

    `fresh` are captured pages whose item has not been announced with them yet. `page` is the
    page the operator turned to; None shows what matters. `later` are postponed items, in the
    order they were postponed. `fed` is what the feeder was last asked for. `is_stack` says that
    opened items are fed as one stack, instead of face, decision, contents. `health`, `trial` and
    `bundle` are what the station said last when asked how it stands; `is_trying` while a trial
    page is under way. `policy` is the sorting table in force.
    """

    user: str | None = None
    scanners: tuple[events.Scanner, ...] = ()
    scanner: str | None = None
    profiles: tuple[str, ...] = ()
    profile: str | None = None
    profile_names: tuple[events.ProfileName, ...] = ()
    profile_locked: bool = False
    sensors: events.SensorsChanged | None = None
    tray: Tray | None = None
    items: Mapping[str, Item] = field(default_factory=dict[str, Item])
    fresh: Mapping[str, tuple[Page, ...]] = field(default_factory=dict[str, tuple[Page, ...]])
    current: str | None = None
    page: str | None = None
    feeder: FeederChanged = _NO_FEEDER
    counters: Counters = _NOTHING_COUNTED
    backend: BackendChanged | None = None
    disk_full: bool = False
    entry: Entry | None = None
    menu: Menu | None = None
    panel: Panel = Panel.NONE
    zoomed: bool = False
    message: Message | None = None
    messages: int = 0
    later: tuple[str, ...] = ()
    fed: Feeding | None = None
    is_stack: bool = False
    health: tuple[Finding, ...] = ()
    trial: events.TrialScanned | None = None
    is_trying: bool = False
    bundle: Path | None = None
    policy: Policy = STANDARD

    @property
    def item(self) -> Item | None:
        return None if self.current is None else self.items.get(self.current)

    @property
    def is_busy(self) -> bool:
        """Whether the operator is in the middle of something that must not be taken away."""
        return self.entry is not None or self.menu is not None or needs_person(self.item)


_SETTLED: Final = frozenset({ItemState.DOUBTFUL, ItemState.SENDING, ItemState.DELIVERED})


def needs_person(item: Item | None) -> bool:
    return item is not None and lifecycle.waits_for_person(item.state)


def pages_of(desk: Desk, item_id: str | None) -> tuple[Page, ...]:
    """Face, back, then contents; pages captured a moment ago included."""
    if item_id is None:
        return ()
    item = desk.items.get(item_id)
    known = item.pages if item else ()
    seen = {page.id for page in known}
    return known + tuple(page for page in desk.fresh.get(item_id, ()) if page.id not in seen)


def shown_page(desk: Desk) -> Page | None:
    """The chosen page; else the page that is on hold, the newest while feeding, or the face."""
    pages = pages_of(desk, desk.current)
    if not pages:
        return None
    item = desk.item
    wanted = desk.page or (_held_page(item))
    chosen = next((page for page in pages if page.id == wanted), None)
    if chosen is not None:
        return chosen
    feeding = desk.feeder.state is FeederState.SCANNING
    filling = item is None or item.state is ItemState.OPENING
    return pages[-1] if feeding and filling else pages[0]


def _held_page(item: Item | None) -> str | None:
    """What a person should look at first: the page on hold, else one that looks wrong."""
    if item is None or item.state in _SETTLED:
        return None
    if item.state is ItemState.HELD and item.hold is not None and item.hold.page is not None:
        return item.hold.page
    return next((page.id for page in item.pages if page.flags), None)


def waiting(desk: Desk) -> tuple[Item, ...]:
    """The items that wait for a person: oldest first, postponed ones last."""
    all_waiting = [item for item in desk.items.values() if needs_person(item)]
    rank = {item_id: place for place, item_id in enumerate(desk.later, start=1)}
    return tuple(sorted(all_waiting, key=lambda item: rank.get(item.id, 0)))


def open_item(desk: Desk, item_id: str | None) -> Desk:
    """Turn to an item; what was begun on the last one is dropped."""
    if item_id == desk.current:
        return desk
    return replace(desk, current=item_id, page=None, entry=None, menu=None, zoomed=False)


def say(desk: Desk, note: Note, *, item: str | None = None) -> Desk:
    serial = desk.messages + 1
    return replace(desk, messages=serial, message=Message(note, serial, item=item))


def reduce(desk: Desk, event: Event) -> Desk:
    """The desk after the event. Pure: the same desk and event give the same desk."""
    match event:
        case events.ItemChanged(item):
            return _item_changed(desk, item)
        case events.PageCaptured(item_id, page):
            return _page_captured(desk, item_id, page)
        case events.FeederChanged():
            full = event.situation == "disk_full"
            return replace(desk, feeder=event, disk_full=desk.disk_full or full)
        case events.Refused():
            return _refused(desk, event)
        case _:
            return _room_changed(desk, event)


def _room_changed(desk: Desk, event: Event) -> Desk:
    match event:
        case events.CountersChanged(counters):
            return replace(desk, counters=counters)
        case events.BackendChanged():
            return replace(desk, backend=event)
        case events.SignedIn(user):
            return _signed_in(desk, user)
        case events.PolicyChanged(policy):
            return replace(desk, policy=policy)
        case events.TrayOpened(tray):
            return replace(desk, tray=tray, panel=Panel.NONE)
        case _:
            return _station_told(desk, event)


def _scanners_found(desk: Desk, event: events.ScannersFound) -> Desk:
    return replace(
        desk,
        scanners=event.scanners,
        scanner=event.chosen,
        profiles=event.profiles,
        profile=event.profile,
        profile_names=event.names,
        profile_locked=event.locked,
    )


def _station_told(desk: Desk, event: Event) -> Desk:
    """The machines, and how the station stands."""
    match event:
        case events.ScannersFound():
            return _scanners_found(desk, event)
        case events.SensorsChanged(scanner) if desk.scanner in {None, scanner}:
            return replace(desk, sensors=event)
        case events.HealthChecked(findings):
            return replace(desk, health=findings)
        case events.TrialScanned():
            return replace(desk, trial=event, is_trying=False)
        case events.BundleWritten(file):
            return replace(desk, bundle=file)
        case _:
            return desk


def _refused(desk: Desk, event: events.Refused) -> Desk:
    serial = desk.messages + 1
    message = Message(Note.REFUSED, serial, event.code, event.item, event.detail)
    full = desk.disk_full or event.code == "disk_full"
    return replace(desk, disk_full=full, messages=serial, message=message, is_trying=False)


def _signed_in(desk: Desk, user: str | None) -> Desk:
    if user is None:
        return replace(desk, user=None, entry=None, menu=None, panel=Panel.NONE, message=None)
    panel = Panel.NONE if desk.tray else Panel.SET_UP
    return replace(desk, user=user, panel=panel, message=None)


def _page_captured(desk: Desk, item_id: str, page: Page) -> Desk:
    fresh = {**desk.fresh, item_id: (*desk.fresh.get(item_id, ()), page)}
    desk = replace(desk, fresh=fresh, disk_full=False)
    return desk if desk.is_busy else open_item(desk, item_id)


def _item_changed(desk: Desk, item: Item) -> Desk:
    before = desk.items.get(item.id)
    if before is not None and before.revision > item.revision:
        return desk
    kept = {page.id for page in item.pages}
    waiting_pages = tuple(p for p in desk.fresh.get(item.id, ()) if p.id not in kept)
    fresh = {key: pages for key, pages in desk.fresh.items() if key != item.id}
    if waiting_pages:
        fresh[item.id] = waiting_pages
    after = replace(desk, items={**desk.items, item.id: item}, fresh=fresh)
    return _told(_turned_to_work(desk, after, before, item), before, item)


def _told(desk: Desk, before: Item | None, item: Item) -> Desk:
    """With the message a change of this item is worth, if any."""
    if item.state is ItemState.DOUBTFUL and before and before.state is ItemState.RELEASING:
        return say(desk, Note.RECALLED, item=item.id)
    decided = item.decision is not None and (before is None or before.decision is None)
    aside = decided and item.decision and item.decision.route is not PaperRoute.OPEN_AND_SCAN
    if aside and item.id != desk.current:
        return say(desk, Note.SORTED, item=item.id)
    return desk


def _turned_to_work(was: Desk, desk: Desk, before: Item | None, item: Item) -> Desk:
    """Never make the operator fetch work: turn to what now needs a person, or to what is new."""
    if item.id == was.current:
        if needs_person(before) and not needs_person(item):
            return _after_decision(replace(desk, entry=None, menu=None), item)
        return desk
    recalled = before is not None and before.state is ItemState.RELEASING and needs_person(item)
    if recalled and was.entry is None and was.menu is None:
        return open_item(desk, item.id)
    if was.is_busy or (before is not None and not needs_person(item)):
        return desk
    return open_item(desk, item.id)


def _after_decision(desk: Desk, item: Item) -> Desk:
    """Contents are scanned at once when the paper is in the hand; else the next doubt is due."""
    later = tuple(item_id for item_id in desk.later if item_id != item.id)
    desk = replace(desk, later=later, page=None)
    if item.state is ItemState.OPENING and not desk.is_stack:
        return desk
    queue = waiting(desk)
    if not queue:
        return desk
    told = say(desk, Note.SORTED, item=item.id)
    return open_item(told, queue[0].id)
