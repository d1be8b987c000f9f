"""The station at work: commands in, events out, every stage on a thread of its own."""

import random
from collections.abc import Callable
from threading import Event as Flag

from mailroom.domain.errors import DiskFull, MailroomError
from mailroom.domain.events import (
    Event,
    FeederChanged,
    FeederState,
    ItemChanged,
    PageCaptured,
    Refused,
)
from mailroom.domain.items import Item, ItemState
from mailroom.domain.register import Customer
from mailroom.logs import log
from mailroom.pipeline.capture import Capture
from mailroom.pipeline.contents import Filled, Release, fill
from mailroom.pipeline.decision import Sorting
from mailroom.pipeline.flow import Flow, Stage
from mailroom.pipeline.imprints import ImprintCheck
from mailroom.pipeline.outbox import Sealing, Sending
from mailroom.pipeline.recognition import Recognition
from mailroom.station import commands as c
from mailroom.station.announcer import Announcer
from mailroom.station.care import Care
from mailroom.station.clerk import Clerk
from mailroom.station.desk import Desk
from mailroom.station.errands import Errands
from mailroom.station.feedertelling import FeederTelling
from mailroom.station.feeding import Feeding
from mailroom.station.health import Examiner
from mailroom.station.link import WatchedBackend
from mailroom.station.loops import Bell, Loop
from mailroom.station.operators import Operators
from mailroom.station.orders import ItemOrders
from mailroom.station.parts import Parts
from mailroom.station.pausing import PausedOrders
from mailroom.station.reviewing import Reviewing
from mailroom.station.room import Room
from mailroom.station.scanning import Scanners
from mailroom.station.steering import StationSteering
from mailroom.station.watching import SensorWatch

_REST_S = 0.5
_CARE_EVERY_S = 5.0
_RECOVER_EVERY_S = 0.2
_CLOSING_S = 30.0

_FACES = frozenset({ItemState.CAPTURED, ItemState.READ})
_STEPS = frozenset({ItemState.OPENING, ItemState.DOCUMENTED, ItemState.RELEASING})
_DOCUMENTS = frozenset({ItemState.FILLED})
_OUTBOX = frozenset({ItemState.SENDING})

_log = log("station")


class LocalStation:
    """Implements Station. `start` recovers and begins; `close` leaves everything durable."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._bell = Bell()
        self._stopped = Bell()
        """Rung when the feeder has, and when what it did can be told."""
        self._closing = Flag()
        self._announcer = Announcer()
        self._desk = Desk()
        self._backend = WatchedBackend(parts.backend, self._backend_moved)
        self._scanners = Scanners(parts.scanners, parts.profiles, self._announce)
        self._care = Care(
            parts.spool,
            self._desk,
            parts.register,
            parts.policy,
            self._backend,
            self._announce,
            parts.now,
            parts.rules.release_delay,
        )
        sorting = Sorting(parts.decide, parts.rules.release_delay, parts.now)
        self._flow = self._make_flow(sorting)
        capture = Capture(parts.spool.batches, parts.spool.items, parts.boundary, self._announce)
        self._steering = StationSteering(parts.spool, self._desk, self._scanners, self._announce)
        self._feeding = Feeding(
            parts.spool,
            capture,
            steering=self._steering,
            announce=self._announce,
            now=parts.now,
            is_live=parts.is_live,
        )
        self._watch = SensorWatch(
            lambda: self._scanners.at_hand,
            lambda: self._scanners.profile.auto_start,
            self._announce,
        )
        self._commands = Errands("commands", self._refused)
        self._feeder = Errands("feeder", self._refused)
        self._network = Errands("network", self._refused)
        self._room = Room(parts.room, self._announce, parts.now)
        orders = ItemOrders(parts.spool, parts.register, parts.policy, sorting, self._announce)
        self._clerk = self._make_clerk(orders)
        self._reviewing = self._make_reviewing(orders)
        self._telling = FeederTelling(parts.spool, self._backend, parts.now)
        self._loops = self._make_loops()

    def start(self) -> None:
        """Begin every thread; the feeder's first errand is what an earlier life left behind."""
        spool = self._parts.spool
        if spool.items.first_break_in_journal() is not None:
            _log.error("journal_broken")
        self._announcer.start()
        self._scanners.say()
        tray = spool.trays.last()
        self._desk.lay_out(tray, spool.items.unfinished())
        if tray is not None:
            self._steering.lay_out(tray)
        self._feeder.add(self._recover)
        for errands in (self._commands, self._feeder, self._network):
            errands.start()
        self._room.start()
        for loop in self._loops:
            loop.start()
        self._watch.start()

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        return self._announcer.subscribe(listener)

    def do(self, command: c.Command) -> None:
        self._commands.add(lambda: self._clerk.obey(command))

    def items(self) -> tuple[Item, ...]:
        return self._desk.items()

    def customer(self, number: str) -> Customer | None:
        return self._parts.register.customer(number)

    def find_customers(self, text: str, *, limit: int = 8) -> tuple[Customer, ...]:
        return self._parts.register.find(text, limit=limit)

    def close(self) -> None:
        self._closing.set()
        self._feeding.stop()
        self._watch.close()
        for errands in (self._commands, self._feeder, self._network):
            errands.close(_CLOSING_S)
        self._room.close(_CLOSING_S)
        for loop in self._loops:
            loop.stop()
        for loop in self._loops:
            loop.join(_CLOSING_S)
        self._scanners.close()
        self._parts.workers.close()
        self._backend.close()
        self._parts.spool.close()
        self._announcer.close()

    def _announce(self, event: Event) -> None:
        """Every event passes here, from whichever thread it comes."""
        if not self._desk.take_in(event):
            return
        self._announcer.announce(event)
        if isinstance(event, PageCaptured):
            self._read_ahead(event)
        if isinstance(event, ItemChanged):
            self._bell.ring()
        if isinstance(event, FeederChanged) and event.state is not FeederState.SCANNING:
            self._stopped.ring()

    def _read_ahead(self, event: PageCaptured) -> None:
        """Contents are read while the feeder goes on; an item not yet opened is left alone."""
        item = self._desk.item(event.item)
        if item is not None and item.state is ItemState.OPENING:
            self._parts.document.prepare(item, event.page)

    def _backend_moved(self) -> None:
        """What could not be told while it was away is told now, not at the next turn."""
        self._care.say()
        self._stopped.ring()

    def _refused(self, error: MailroomError) -> None:
        self._announce(Refused(error.code))

    def _recover(self) -> Callable[[], None] | None:
        """On the feeder's thread: nothing is fed before what was fed is accounted for."""
        while not self._recovered():
            if self._closing.wait(_RECOVER_EVERY_S):
                return None
        self._stopped.ring()
        if not self._scanners.is_one_chosen:
            return None
        return lambda: self._announce(self._feeding.standing())

    def _recovered(self) -> bool:
        try:
            return self._feeding.recover()
        except DiskFull:
            if not self._parts.spool.reserve.give_spare():
                raise
            return False

    def _make_flow(self, sorting: Sorting) -> Flow:
        parts, rules = self._parts, self._parts.rules
        imprints = ImprintCheck(parts.workers, parts.read_imprint, parts.spool.imprints)
        stages: dict[ItemState, Stage] = {
            ItemState.CAPTURED: Recognition(parts.workers, parts.read_face, parts.register),
            ItemState.READ: sorting,
            ItemState.OPENING: fill,
            ItemState.FILLED: Filled(parts.document, imprints),
            ItemState.DOCUMENTED: Release(rules.release_delay, parts.now),
            ItemState.RELEASING: Sealing(rules.station, parts.spool.seals.seal),
            ItemState.SENDING: Sending(parts.spool.seals.sealed, self._backend),
        }
        chance = random.SystemRandom().random
        return Flow(parts.spool.items, stages, self._announce, parts.now, chance)

    def _make_reviewing(self, orders: ItemOrders) -> Reviewing:
        parts = self._parts
        return Reviewing(
            spool=parts.spool,
            orders=orders,
            backend=self._backend,
            workers=parts.workers,
            draw=parts.draw_face,
            now=parts.now,
            after=parts.rules.review_after,
        )

    def _make_clerk(self, orders: ItemOrders) -> Clerk:
        spool = self._parts.spool
        return Clerk(
            spool=spool,
            desk=self._desk,
            orders=orders,
            paused=PausedOrders(spool, self._feeding, self._announce),
            scanners=self._scanners,
            steering=self._steering,
            watch=self._watch,
            feeding=self._feeding,
            feeder=self._feeder,
            network=self._network,
            operators=Operators(spool.workspace),
            backend=self._backend,
            announce=self._announce,
            now=self._parts.now,
            room=self._room,
            examiner=Examiner(
                spool,
                self._parts.register,
                self._parts.policy,
                self._backend,
                self._scanners,
                self._parts.now,
            ),
        )

    def _make_loops(self) -> list[Loop]:
        """Two threads for faces, so that one slow envelope does not keep the next waiting."""
        documents = [("documents", _DOCUMENTS)] * self._parts.rules.document_threads
        lanes = [("faces", _FACES)] * 2 + [("steps", _STEPS), ("outbox", _OUTBOX), *documents]
        loops = [self._lane(name, states) for name, states in lanes]
        loops.append(Loop("counters", self._care.count, self._bell, rest_s=_CARE_EVERY_S))
        loops.append(Loop("care", self._care.look_after, Bell(), rest_s=_CARE_EVERY_S))
        every_s = self._parts.rules.review_every_s
        loops.append(Loop("reviews", self._reviewing.look_after, Bell(), rest_s=every_s))
        every_s = self._parts.rules.feeder_every_s
        loops.append(Loop("feeder_told", self._telling.look_after, self._stopped, rest_s=every_s))
        return loops

    def _lane(self, name: str, states: frozenset[ItemState]) -> Loop:
        return Loop(name, lambda: self._flow.work_one(states), self._bell, rest_s=_REST_S)
