"""The clerk: takes each command in turn and sees that it is done, or says why not."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from mailroom.domain.batches import BatchMode
from mailroom.domain.errors import CommandRefused, MailroomError
from mailroom.domain.events import (
    BundleWritten,
    Event,
    FeederChanged,
    HealthChecked,
    Refused,
    SignedIn,
)
from mailroom.domain.items import ItemState, Tray
from mailroom.spool.spool import Spool
from mailroom.station import commands as c
from mailroom.station.desk import Desk
from mailroom.station.errands import Errands
from mailroom.station.feeding import Feeding, FeedOrder
from mailroom.station.health import Examiner
from mailroom.station.judgement import Judge
from mailroom.station.link import WatchedBackend
from mailroom.station.operators import Operators
from mailroom.station.orders import ItemOrders
from mailroom.station.pausing import PausedOrders
from mailroom.station.profiles import Profile
from mailroom.station.room import Room
from mailroom.station.scanning import Scanners
from mailroom.station.steering import StationSteering
from mailroom.station.support import write_bundle
from mailroom.station.watching import SensorWatch
from scanners.api import Scanner


@dataclass(slots=True)
class Clerk:
    """Lives on the command thread. What takes long is handed to the feeder or the network."""

    spool: Spool
    desk: Desk
    orders: ItemOrders
    paused: PausedOrders
    scanners: Scanners
    steering: StationSteering
    watch: SensorWatch
    feeding: Feeding
    feeder: Errands
    network: Errands
    operators: Operators
    backend: WatchedBackend
    announce: Callable[[Event], None]
    now: Callable[[], dt.datetime]
    examiner: Examiner
    room: Room
    _user: str | None = field(default=None)

    def obey(self, command: c.Command) -> None:
        try:
            places = (self._at_the_door, self._about_the_station, self._at_the_scanner)
            if not any(place(command) for place in places):
                self._about_item(command)
        except MailroomError as error:
            detail = str(error) if isinstance(error, CommandRefused) else ""
            self.announce(Refused(error.code, getattr(command, "item", None), detail))

    def _at_the_door(self, command: c.Command) -> bool:
        match command:
            case c.SignIn(user, secret):
                self.network.add(lambda: self._sign_in(user, secret))
            case c.SignOut():
                self._is_here(None)
                self.room.sign_out()
            case c.AskRoom(question):
                self.room.ask(question)
            case c.FindScanners():
                self.network.add(self.scanners.search)
            case _:
                return False
        return True

    def _about_the_station(self, command: c.Command) -> bool:
        match command:
            case c.CheckHealth():
                self.network.add(lambda: self.announce(HealthChecked(self.examiner.examine())))
            case c.WriteSupportBundle():
                self.network.add(self._write_bundle)
            case c.ScanTrialPage():
                self._here()
                self._use_feeder(self.feeding.try_out)
            case _:
                return False
        return True

    def _write_bundle(self) -> None:
        file = write_bundle(
            self.spool.workspace / "support",
            findings=self.examiner.examine(),
            items=self.desk.items(),
            at=self.now(),
        )
        self.announce(BundleWritten(file))

    def _at_the_scanner(self, command: c.Command) -> bool:
        match command:
            case c.ChooseScanner(scanner):
                self.scanners.choose(scanner)
                self.watch.turn()
            case c.ChooseProfile(profile):
                self.scanners.choose_profile(profile)
            case c.OpenTray():
                self._open_tray(command)
            case c.StopFeeder():
                self.feeding.stop()
            case c.SaveBatch() | c.CancelBatch() | c.DropLastSheet():
                self._about_paused(command)
            case _:
                order = self._order(command)
                if order is None:
                    return False
                self._feed(order)
        return True

    def _about_paused(self, command: c.SaveBatch | c.CancelBatch | c.DropLastSheet) -> None:
        if not self.feeder.is_idle:
            raise CommandRefused("the feeder is busy")
        match command:
            case c.SaveBatch():
                self.paused.save(self._here())
            case c.CancelBatch():
                self.paused.cancel(self._here())
            case c.DropLastSheet():
                self.paused.drop_last(self._here())

    def _order(self, command: c.Command) -> FeedOrder | None:
        match command:
            case c.ScanFace():
                return FeedOrder(BatchMode.FACE, self._tray(), self._here())
            case c.ScanStack(expected):
                return FeedOrder(BatchMode.STACK, self._tray(), self._here(), expected=expected)
            case c.ContinueBatch(keep_double):
                return self.paused.order(self._here(), keep_double=keep_double)
            case _:
                return self._order_for_item(command)

    def _order_for_item(self, command: c.Command) -> FeedOrder | None:
        match command:
            case c.ScanContents():
                return self.orders.contents_order(command, self._here())
            case c.RescanPage():
                return self.orders.rescan_order(command, self._here())
            case c.InsertPage():
                return self.orders.insert_order(command, self._here())
            case _:
                return None

    def _about_item(self, command: c.Command) -> None:
        judge = Judge(self._here(), self.now())
        if isinstance(command, c.Recall):
            self._recall(command, judge)
        elif not (self._decided(command, judge) or self._put_right(command, judge)):
            raise CommandRefused(type(command).__name__)

    def _decided(self, command: c.Command, judge: Judge) -> bool:
        match command:
            case c.Accept():
                self.orders.accept(command, judge)
            case c.PickCandidate():
                self.orders.pick(command, judge)
            case c.TypeNumber():
                self.orders.type_number(command, judge)
            case c.ChangeCategory():
                self.orders.change_category(command, judge)
            case _:
                return False
        return True

    def _put_right(self, command: c.Command, judge: Judge) -> bool:
        match command:
            case c.MarkBlank():
                self.orders.mark_blank(command, judge)
            case c.ReleaseHold():
                self.orders.release_hold(command, judge)
            case c.CloseItem():
                self.orders.close_item(command, judge)
            case c.PassPage():
                self.orders.pass_page(command, judge)
            case _:
                return False
        return True

    def _recall(self, command: c.Recall, judge: Judge) -> None:
        if self.orders.state_of(command.item) is ItemState.DELIVERED:
            self.network.add(lambda: self._take_back(command.item, judge))
        else:
            self.orders.recall(command, judge)

    def _take_back(self, item: str, judge: Judge) -> None:
        if self.backend.recall(item):
            self.orders.withdrawn(item, judge)
        else:
            self.announce(Refused(CommandRefused.code, item, "already read"))

    def _sign_in(self, user: str, secret: str) -> None:
        self._is_here(self.operators.sign_in(user, secret, self.backend))
        self.room.sign_in(user, secret)

    def _is_here(self, user: str | None) -> None:
        self._user = user
        self.announce(SignedIn(user))

    def _here(self) -> str:
        if self._user is None:
            raise CommandRefused("nobody is signed in")
        return self._user

    def _tray(self) -> str:
        if self.desk.tray is None:
            raise CommandRefused("no tray")
        return self.desk.tray.id

    def _open_tray(self, command: c.OpenTray) -> None:
        tray = Tray(command.tray, command.arrived_on, command.postal_operator, command.expected)
        self.steering.lay_out(self.spool.trays.open(tray, operator=self._here()))

    def _feed(self, order: FeedOrder) -> None:
        self._use_feeder(partial(self.feeding.feed, order))

    def _use_feeder(self, work: Callable[[Scanner, Profile], FeederChanged]) -> None:
        scanner, profile = self.scanners.chosen, self.scanners.profile

        def feed() -> Callable[[], None]:
            with self.watch.held():
                standing = work(scanner, profile)
            return partial(self.announce, standing)

        if not self.feeder.add_if_idle(feed):
            raise CommandRefused("the feeder is busy")
