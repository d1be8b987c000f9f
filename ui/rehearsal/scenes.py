"""The desk's main situations as scripts: events to announce, then keys to press."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from mailroom.domain.errors import ClockOff
from mailroom.domain.events import (
    BackendChanged,
    Counters,
    CountersChanged,
    Event,
    FeederChanged,
    FeederState,
    HealthChecked,
    ItemChanged,
    PageCaptured,
    Scanner,
    ScannersFound,
    SignedIn,
    TrayOpened,
    TrialScanned,
)
from mailroom.domain.evidence import LightState
from mailroom.domain.health import Finding, Grade, Matter, TrialPage
from mailroom.domain.ids import luhn_digit
from mailroom.domain.items import Hold, HoldReason, Item, ItemState
from mailroom.domain.pages import PageFlag
from mailroom.domain.paper import CountDiffers, PaperAccount, PaperPlace, PaperSheet, Witness
from mailroom.domain.register import Customer, Standing
from mailroom.domain.sorting import (
    Category,
    DoubtReason,
    PaperRoute,
    Recipient,
    UnscannableReason,
)
from ui.rehearsal import mail
from ui.rehearsal.among_paper import PAPER, PaperScene
from ui.rehearsal.policy import POLICY
from ui.rehearsal.review import busy, late, quiet, sample
from ui.rehearsal.review import held as in_review
from ui.rehearsal.room import early_shift, shift, shut_shift, till
from ui.work import Place

_GREEN, _AMBER, _RED, _OFF = LightState.GREEN, LightState.AMBER, LightState.RED, LightState.OFF
_DAY: Final = dt.date(2026, 11, 20)
FEEDER: Final = "airscan:e0:practice"

REGISTER: Final = (
    mail.customer("Nordlunds Bygg AB", "5561890012"),
    mail.customer("Nordlund & Söner Byggtjänst AB", "5565003182"),
    mail.customer("Nordlunds Byggservice i Umeå AB", "5590127725", Standing.NOTICE),
    mail.customer("Nordlunden Fastigheter HB", "9697211234", Standing.ENDED),
    mail.customer("Kivik Marina AB", "5590121108", Standing.UNPAID),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """`before` lies on the desk already; `keys` are pressed at `place` after the events.

    `answers` come after the keys.
    """

    name: str
    before: tuple[Item, ...]
    events: tuple[Event, ...]
    keys: tuple[str, ...] = ()
    place: Place = Place.DESK
    answers: tuple[Event, ...] = ()


def room(*, online: bool = True, backlog: int = 2, stale: bool = False) -> tuple[Event, ...]:
    """A tray is open, the scanner is there, the operator is signed in."""
    day = _DAY - dt.timedelta(days=3) if stale else _DAY
    return (
        BackendChanged(online, backlog, day, "2026-11-20-1", stale),
        ScannersFound(
            (Scanner(FEEDER, "Kodak i1190"),), FEEDER, ("letters", "one_sided"), "letters"
        ),
        SignedIn("Eva"),
        TrayOpened(mail.TRAY),
        FeederChanged(FeederState.READY),
    )


def counted(**counts: int) -> CountersChanged:
    return CountersChanged(replace(Counters(), **counts))


def clear(number: int, state: ItemState) -> Item:
    """An item that every light agrees on."""
    found = mail.sample(number)
    who = Recipient(found.number, found.name)
    values = (found.number, found.number, found.number[-1:], found.name, found.name)
    known = (mail.candidate(Customer(found.number, found.name, "AB", Standing.ACTIVE), 100),)
    seen = mail.evidence(found, mail.lights(*[_GREEN] * 5, values=values), known)
    decided = mail.decision(Category.SCANNABLE, PaperRoute.OPEN_AND_SCAN, "A1", recipient=who)
    sheets = found.face_only if state is ItemState.OPENING else found.sheets
    return mail.item(found, state, sheets=sheets, seen=seen, decided=decided)


def aside(
    number: int,
    category: Category,
    route: PaperRoute,
    reason: UnscannableReason | None = None,
) -> Item:
    """An item that is sorted out unopened."""
    found = mail.sample(number)
    who = Recipient(found.number, found.name) if found.number else None
    states = (_OFF, _GREEN, _GREEN, _GREEN, _GREEN) if who else (_OFF, _OFF, _OFF, _OFF, _AMBER)
    values = ("", found.number, found.number[-1:], found.name, found.name)
    seen = mail.evidence(found, mail.lights(*states, values=values if who else ()))
    decided = mail.decision(category, route, "S2", recipient=who, reason=reason)
    return mail.item(found, ItemState.RELEASING, seen=seen, decided=decided)


def doubtful(number: int = 23) -> Item:
    """A wrong check digit, and names that resemble."""
    found = mail.sample(number)
    right = found.number[:-1] + luhn_digit(found.number[:-1])
    own = Customer(right, found.name, "AB", Standing.ACTIVE)
    known = (mail.candidate(own, 96), *(mail.candidate(one, 80) for one in REGISTER[:3]))
    values = ("", found.number, found.number[-1:], "", found.name)
    shown = mail.lights(_OFF, _AMBER, _RED, _OFF, _GREEN, values=values)
    seen = mail.evidence(found, shown, known)
    why = mail.doubt(DoubtReason.CHECK_DIGIT, "r3_check_digit")
    return mail.item(found, ItemState.DOUBTFUL, seen=seen, doubt=why)


def proposed(number: int = 2) -> Item:
    """A doubt with a proposal that one key accepts."""
    found = mail.sample(number)
    own = Customer(found.number, found.name, "AB", Standing.NOTICE)
    values = ("", found.number, found.number[-1:], found.name, found.name)
    shown = mail.lights(_OFF, _AMBER, _GREEN, _GREEN, _GREEN, values=values)
    seen = mail.evidence(found, shown, (mail.candidate(own, 97),))
    who = Recipient(found.number, found.name)
    offer = mail.decision(Category.SCANNABLE, PaperRoute.OPEN_AND_SCAN, "B2", recipient=who)
    why = mail.doubt(DoubtReason.ONE_READER, "r8_one_reader", offer)
    return mail.item(found, ItemState.DOUBTFUL, seen=seen, doubt=why)


def held() -> Item:
    found = clear(26, ItemState.FILLED)
    page = found.contents[1].id
    hold = Hold(HoldReason.FOREIGN_PAGE, page=page)
    return replace(found, state=ItemState.HELD, hold=hold, revision=99)


def done_before() -> tuple[Item, ...]:
    """A strip that looks like a morning's work."""
    return (
        clear(1, ItemState.DELIVERED),
        aside(18, Category.MARKETING, PaperRoute.DESTROY),
        clear(4, ItemState.SENDING),
        clear(8, ItemState.RELEASING),
    )


def _history() -> tuple[Event, ...]:
    counts = counted(
        items=14,
        doubtful=0,
        scanned=9,
        sorted_out=4,
        held=0,
        waiting=3,
        delivered=10,
        sheets_fed=37,
        sheets_in_items=37,
        pages=70,
    )
    return (counts,)


def _working(*items: Item) -> tuple[Event, ...]:
    return (*room(), *_history(), *(ItemChanged(item) for item in items))


def _scanning() -> tuple[Event, ...]:
    found = clear(5, ItemState.OPENING)
    contents = tuple(page for sheet in mail.sample(5).sheets[1:] for page in sheet.pages)
    return (
        *_working(found),
        FeederChanged(FeederState.SCANNING, 3),
        *(PageCaptured(found.id, page) for page in contents),
    )


def _paper(
    item: Item, *back: PaperPlace, expected: int | None = None, at_stake: int = 0
) -> PaperAccount:
    """A stopped batch: sheets that are captured, then those that are not."""
    fronts = [sheet.pages[0] for number in (5, 3, 1) for sheet in mail.sample(number).sheets[1:]]
    captured = tuple(
        PaperSheet(PaperPlace.CAPTURED, at, item.id, at + 1, page)
        for at, page in enumerate(fronts, start=1)
    )
    lost = tuple(
        PaperSheet(place, len(captured) + at, item.id, len(captured) + at + 1)
        for at, place in enumerate(back, start=1)
    )
    return PaperAccount((*captured, *lost), expected=expected, paper_left=True, at_stake=at_stake)


def _jammed() -> tuple[Event, ...]:
    found = clear(5, ItemState.OPENING)
    paper = _paper(found, PaperPlace.FEED_AGAIN, PaperPlace.IN_MACHINE, at_stake=5)
    return (*_working(found), _paused("paper_jam", paper))


def _doubled() -> tuple[Event, ...]:
    found = clear(5, ItemState.OPENING)
    paper = _paper(found, PaperPlace.IN_MACHINE, expected=12, at_stake=5)
    return (*_working(found), _paused("double_feed", paper))


def _miscounted() -> tuple[Event, ...]:
    found = clear(5, ItemState.OPENING)
    paper = _paper(found, expected=6, at_stake=5)
    differs = (CountDiffers(Witness.OPERATOR, 6, len(paper.sheets)),)
    paper = replace(paper, differs=differs, paper_left=False)
    return (*_working(found), _paused("count_differs", paper))


def _paused(situation: str, paper: PaperAccount) -> FeederChanged:
    again = tuple((one.item or "", one.number or 0) for one in paper.go_back)
    return FeederChanged(FeederState.PAUSED, len(paper.stay), situation, again, paper)


def _streaked() -> tuple[Event, ...]:
    before = _dirty(clear(5, ItemState.DELIVERED), 62.6)
    return _working(before, _dirty(clear(7, ItemState.RELEASING), 63.0))


def _dirty(item: Item, streak_mm: float) -> Item:
    dirty = replace(item.contents[0], flags=(PageFlag.STREAK,), streaks_mm=(streak_mm,))
    sheets = tuple(
        replace(sheet, pages=tuple(dirty if page.id == dirty.id else page for page in sheet.pages))
        for sheet in item.sheets
    )
    return replace(item, sheets=sheets)


def _sign_in() -> tuple[Event, ...]:
    return (room()[0],)


def _offline() -> tuple[Event, ...]:
    found = clear(10, ItemState.OPENING)
    return (*room(online=False, backlog=23), *_history(), ItemChanged(found))


def _old_register() -> tuple[Event, ...]:
    return (*room(stale=True), *_history(), ItemChanged(proposed()))


def _full_disk() -> tuple[Event, ...]:
    """Everything at once: only the worst is explained."""
    paused = FeederChanged(FeederState.PAUSED, 2, "disk_full")
    events = (*room(online=False, backlog=23, stale=True), *_history())
    return (*events, ItemChanged(clear(5, ItemState.OPENING)), paused)


def _set_up() -> tuple[Event, ...]:
    backend, scanners, signed_in, *_ = room()
    return (backend, scanners, signed_in)


def _standing(*findings: tuple[Matter, Grade, str, dict[str, str | int]]) -> HealthChecked:
    return HealthChecked(tuple(Finding(*one) for one in findings))


_VERSIONS: Final[dict[str, str | int]] = {
    "mailroom": "1.0.0",
    "policy": "2026-11-1",
    "python": "3.11.2",
}
_SCANNER: Final[dict[str, str | int]] = {"label": "Kodak i1190", "driver": "sane"}


def _healthy() -> tuple[Event, ...]:
    well = Grade.WELL
    standing = _standing(
        (Matter.DISK, well, "room", {"free_mb": 84210, "reserve_mb": 5000}),
        (Matter.JOURNAL, well, "whole", {}),
        (Matter.SCANNER, well, "chosen", _SCANNER),
        (Matter.REGISTER, well, "fresh", {"day": _DAY.isoformat(), "hours": 2}),
        (Matter.BACKEND, well, "answers", {}),
        (Matter.BACKLOG, well, "waiting", {"items": 3}),
        (Matter.VERSIONS, well, "known", _VERSIONS),
    )
    sides = tuple(
        TrialPage(page.image, page.width_px, page.height_px, page.dpi, found, streaks)
        for page, found, streaks in zip(
            mail.sample(5).sheets[1].pages, ((), (PageFlag.STREAK,)), ((), (63.0,)), strict=True
        )
    )
    return (*_working(clear(7, ItemState.OPENING)), standing, TrialScanned(sides, 1.6))


def _unwell() -> tuple[Event, ...]:
    old = (_DAY - dt.timedelta(days=3)).isoformat()
    standing = _standing(
        (Matter.DISK, Grade.STOP, "full", {"free_mb": 412, "reserve_mb": 5000}),
        (Matter.JOURNAL, Grade.WELL, "whole", {}),
        (Matter.SCANNER, Grade.STOP, "none", {}),
        (Matter.REGISTER, Grade.LOOK, "old", {"day": old, "hours": 71}),
        (Matter.BACKEND, Grade.LOOK, "silent", {}),
        (Matter.BACKLOG, Grade.WELL, "waiting", {"items": 23}),
        (Matter.VERSIONS, Grade.WELL, "known", _VERSIONS),
    )
    empty = TrialScanned((), 0.0, "feeder_empty")
    return (*room(online=False, backlog=23, stale=True), *_history(), standing, empty)


def _among_paper(one: PaperScene) -> tuple[Event, ...]:
    return (*room(online=one.online), *one.events())


_CLOCK_OFF: Final = BackendChanged(False, 23, _DAY, "2026-11-20-1", False, ClockOff.code)
_TOLD: Final[Mapping[str, PaperScene]] = {**PAPER, **POLICY}
_SCRIPTS: Final[dict[str, tuple[Callable[[], tuple[Event, ...]], tuple[str, ...]]]] = {
    "sign_in": (_sign_in, ()),
    "set_up": (_set_up, ()),
    "empty": (room, ()),
    "scanning": (_scanning, ()),
    "clear": (lambda: _working(clear(7, ItemState.OPENING)), ()),
    "proposal": (lambda: _working(proposed()), ()),
    "candidates": (lambda: _working(doubtful()), ()),
    "typing": (lambda: _working(doubtful()), tuple("559012")),
    "check_digit": (lambda: _working(doubtful()), tuple("5561890013")),
    "reasons": (lambda: _working(doubtful()), ("/",)),
    "advertising": (lambda: _working(doubtful()), ("*",)),
    "unscannable": (
        lambda: _working(
            aside(12, Category.UNSCANNABLE, PaperRoute.FORWARD, UnscannableReason.REGISTERED)
        ),
        (),
    ),
    "marketing": (
        lambda: _working(aside(19, Category.MARKETING, PaperRoute.DESTROY)),
        (),
    ),
    "unreadable": (
        lambda: _working(aside(21, Category.UNREADABLE, PaperRoute.RETURN_TO_SENDER)),
        (),
    ),
    "held": (lambda: _working(held()), ()),
    "jam": (_jammed, ()),
    "double_feed": (_doubled, ()),
    "miscounted": (_miscounted, ()),
    "give_up": (_jammed, ("5",)),
    "streak": (_streaked, ()),
    "typed_twice": (lambda: _working(doubtful()), tuple(REGISTER[4].number) + tuple("559")),
    "offline": (_offline, ()),
    "clock": (lambda: (*_offline(), _CLOCK_OFF), ()),
    "register": (_old_register, ()),
    "disk": (_full_disk, ()),
    "health": (_healthy, ("F12",)),
    "unwell": (_unwell, ("F12",)),
    "keys": (lambda: _working(clear(7, ItemState.OPENING)), ("?",)),
    "review": (lambda: (*room(), *busy()), ("Down", "Down")),
    "review_empty": (lambda: (*room(), *quiet()), ()),
    "review_late": (lambda: (*room(), *late()), ()),
    "review_stale": (lambda: (*room(online=False), *busy(stale=True)), ()),
    "review_case": (lambda: (*room(), *in_review(proposed())), ()),
    "review_candidates": (lambda: (*room(), *in_review(doubtful(), second=True)), ()),
    "review_sample": (lambda: (*room(), *sample(doubtful())), ()),
    "review_typing": (lambda: (*room(), *in_review(doubtful())), tuple("5565003182")),
    "shift": (lambda: (*room(), *shift()), ("Down",)),
    "shift_till": (lambda: (*room(), *till(even=False)), ("F5",)),
    "shift_even": (lambda: (*room(), *till(even=True)), ("F5",)),
    "shift_early": (lambda: (*room(), *early_shift()), ()),
    "shift_stale": (lambda: (*room(online=False), *shift(stale=True)), ()),
    "shift_shut": (lambda: (*room(), *shut_shift()), ()),
    **{name: (partial(_among_paper, one), one.keys) for name, one in _TOLD.items()},
}
_PLACES: Final[Mapping[str, Place]] = {
    name: place for name in _SCRIPTS for place in Place if name.split("_")[0] == place
}
"""Where a scene plays: its name begins with it."""
_AT_THE_START: Final = frozenset({"sign_in", "set_up", "empty", *_PLACES})
NAMES: Final = tuple(_SCRIPTS)


def scene(name: str) -> Scene:
    """Raises KeyError for a name that is not in NAMES."""
    events, keys = _SCRIPTS[name]
    before = () if name in _AT_THE_START else done_before()
    place = _PLACES.get(name, Place.DESK)
    answers = _TOLD[name].answers() if name in _TOLD else ()
    return Scene(name, before, events(), keys, place, answers)
