"""Orders: what each command does, refused with a reason when it may not be done now."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from mailroom.domain.batches import BatchMode
from mailroom.domain.decisions import Decision, Doubt, DoubtReason
from mailroom.domain.errors import CommandRefused
from mailroom.domain.events import Event, ItemChanged
from mailroom.domain.ids import NotAnOrgNumber, parse_org_number
from mailroom.domain.items import Item, ItemState
from mailroom.domain.notes import Note
from mailroom.domain.pages import Page, Sheet, SheetPlace
from mailroom.domain.register import Customer
from mailroom.domain.review import Standing, Verdict, VerdictKind
from mailroom.pipeline.decision import Sorting
from mailroom.points import Point, reached
from mailroom.spool.spool import Spool
from mailroom.station import commands as c
from mailroom.station.feeding import FeedOrder
from mailroom.station.judgement import Judge, by_row
from mailroom.station.register import RegisterKeeper
from mailroom.station.sortingtable import PolicyKeeper

_NOT_FROZEN = frozenset(
    {
        ItemState.CAPTURED,
        ItemState.READ,
        ItemState.DOUBTFUL,
        ItemState.OPENING,
        ItemState.FILLED,
        ItemState.HELD,
    }
)
_STILL_HERE = _NOT_FROZEN | {ItemState.DOCUMENTED, ItemState.RELEASING}
_FEEDING_A_SHEET = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ItemOrders:
    """Commands about one item. Each raises CommandRefused; each change is one transaction."""

    spool: Spool
    register: RegisterKeeper
    policy: PolicyKeeper
    sorting: Sorting
    announce: Callable[[Event], None]

    def accept(self, command: c.Accept, judge: Judge) -> None:
        self._decide(command.item, judge, judge.accept)

    def pick(self, command: c.PickCandidate, judge: Judge) -> None:
        customer = self._customer(command.number)
        self._decide(
            command.item,
            judge,
            lambda item: judge.for_customer(_among_candidates(item, customer), customer, "picked"),
        )

    def type_number(self, command: c.TypeNumber, judge: Judge) -> None:
        customer = self._customer(command.number)
        self._decide(command.item, judge, lambda item: judge.for_customer(item, customer, "typed"))

    def change_category(self, command: c.ChangeCategory, judge: Judge) -> None:
        self._decide(
            command.item,
            judge,
            lambda item: by_row(
                judge.change_category(item, command.category, command.reason, command.note),
                command.row,
                self.policy.policy,
            ),
        )

    def obey_review(self, standing: Standing, verdict: Verdict, judge: Judge) -> None:
        """What somebody decided at another console, of the item as it was when they saw it."""

        def decided(now: Item) -> Item:
            _must_be(now, frozenset({ItemState.DOUBTFUL}))
            if now.revision != standing.revision:
                raise CommandRefused("changed since")
            return self._by_verdict(now, verdict, judge)

        facts = {"review": verdict.kind.value, "first": standing.first_by}
        self._change(standing.item, decided, Note("decided", judge.user, facts))

    def _by_verdict(self, item: Item, verdict: Verdict, judge: Judge) -> Item:
        match verdict.kind:
            case VerdictKind.ACCEPT:
                decision = judge.accept(item)
            case VerdictKind.PICK:
                customer = self._customer(verdict.number)
                decision = judge.for_customer(_among_candidates(item, customer), customer, "picked")
            case VerdictKind.TYPE:
                decision = judge.for_customer(item, self._customer(verdict.number), "typed")
            case VerdictKind.CATEGORY:
                if verdict.category is None:
                    raise CommandRefused("category is missing")
                decision = judge.change_category(
                    item, verdict.category, verdict.reason, verdict.note
                )
                decision = by_row(decision, verdict.row, self.policy.policy)
            case VerdictKind.RESCAN:
                return _to_be_fed_again(item)
        return self.sorting.follow(item, decision)

    def mark_blank(self, command: c.MarkBlank, judge: Judge) -> None:
        def marked(item: Item) -> Item:
            _must_be(item, _NOT_FROZEN)
            _sheet_with(item, command.page)
            return _with_page(
                item, command.page, lambda one: dataclasses.replace(one, blank=command.blank)
            )

        self._change(command.item, marked, Note("page_marked", judge.user))

    def release_hold(self, command: c.ReleaseHold, judge: Judge) -> None:
        """A person has looked: the hold stays visible, sheets that never came are out."""

        def released(item: Item) -> Item:
            _must_be(item, frozenset({ItemState.HELD}))
            hold = item.hold and dataclasses.replace(item.hold, detail=command.note)
            sheets = tuple(_taken_as_it_is(sheet) for sheet in item.sheets)
            return dataclasses.replace(
                item, state=ItemState.FILLED, hold=hold, sheets=sheets, closed=True
            )

        self._change(command.item, released, Note("hold_released", judge.user))
        self.spool.batches.settle_item(command.item)

    def recall(self, command: c.Recall, judge: Judge) -> None:
        """Within the release delay; the item goes back to a person's decision."""

        def recalled(item: Item) -> Item:
            _must_be(item, frozenset({ItemState.RELEASING}))
            doubt = Doubt(DoubtReason.RECALLED, "recalled", proposal=item.decision)
            return dataclasses.replace(
                item, state=ItemState.DOUBTFUL, doubt=doubt, document=None, release_at=None
            )

        self._change(command.item, recalled, Note("recalled", judge.user))

    def close_item(self, command: c.CloseItem, judge: Judge) -> None:
        """The person says that everything of this item has been fed."""

        def closed(item: Item) -> Item:
            if item.closed or not item.contents:
                raise CommandRefused("nothing to close")
            return dataclasses.replace(item, closed=True)

        self._change(command.item, closed, Note("closed", judge.user))
        self.spool.batches.settle_item(command.item)

    def withdrawn(self, item: str, judge: Judge) -> None:
        """The backend took it back, unread."""
        self._change(
            item,
            lambda now: dataclasses.replace(now, withdrawn_at=judge.now),
            Note("withdrawn", judge.user),
        )

    def pass_page(self, command: c.PassPage, judge: Judge) -> None:
        """A person takes a flagged page as it is; what was found stays in the journal."""
        known = self._item(command.item)
        flags = " ".join(_page(known, command.page).flags)

        def passed(item: Item) -> Item:
            return _with_page(
                item, command.page, lambda one: dataclasses.replace(one, flags=(), streaks_mm=())
            )

        note = Note("page_passed", judge.user, {"page": command.page, "flags": flags})
        self._change(command.item, passed, note)

    def contents_order(self, command: c.ScanContents, operator: str) -> FeedOrder:
        known = self._item(command.item)
        if known.state is not ItemState.OPENING or known.closed:
            raise CommandRefused(f"item is {known.state}")
        return FeedOrder(
            BatchMode.CONTENTS,
            known.tray.id,
            operator,
            item=known.id,
            expected=command.expected,
        )

    def rescan_order(self, command: c.RescanPage, operator: str) -> FeedOrder:
        known = self._item(command.item)
        sheet = _sheet_with(known, command.page)
        self._keep_here(known, operator)
        return FeedOrder(
            BatchMode.RESCAN,
            known.tray.id,
            operator,
            item=known.id,
            sheet=sheet.id,
            face=sheet.number == 1,
        )

    def insert_order(self, command: c.InsertPage, operator: str) -> FeedOrder:
        """Refused before the item may be opened: nothing can have been left out yet."""
        known = self._item(command.item)
        sheet = _sheet_with(known, command.page)
        if known.state is not ItemState.OPENING and not known.contents:
            raise CommandRefused(f"item is {known.state}")
        self._keep_here(known, operator)
        return FeedOrder(BatchMode.INSERT, known.tray.id, operator, item=known.id, sheet=sheet.id)

    def _keep_here(self, item: Item, operator: str) -> None:
        """An item about to leave waits for the sheet being fed. Raises CommandRefused."""
        _must_be(item, _STILL_HERE)
        if item.state is not ItemState.RELEASING:
            return

        def later(now: Item) -> Item:
            _must_be(now, _STILL_HERE)
            if now.release_at is None:
                return now
            postponed = max(now.release_at, self.sorting.now() + _FEEDING_A_SHEET)
            return dataclasses.replace(now, release_at=postponed)

        self._change(item.id, later, Note("release_postponed", operator))

    def state_of(self, item: str) -> ItemState:
        return self._item(item).state

    def _decide(self, item: str, judge: Judge, decide: Callable[[Item], Decision]) -> None:
        def decided(now: Item) -> Item:
            return self.sorting.follow(now, decide(now))

        self._change(item, decided, Note("decided", judge.user))

    def _change(self, item: str, step: Callable[[Item], Item], note: Note) -> None:
        after = self.spool.items.change(item, step, note)
        reached(Point.COMMAND_SAVED)
        self.announce(ItemChanged(after))

    def _customer(self, number: str) -> Customer:
        try:
            customer = self.register.customer(parse_org_number(number))
        except NotAnOrgNumber as error:
            raise CommandRefused("number") from error
        if customer is None:
            raise CommandRefused("not in the register")
        return customer

    def _item(self, item: str) -> Item:
        known = self.spool.items.get(item)
        if known is None:
            raise CommandRefused("no such item")
        return known


def _must_be(item: Item, states: frozenset[ItemState]) -> None:
    if item.state not in states:
        raise CommandRefused(f"item is {item.state}")


def _to_be_fed_again(item: Item) -> Item:
    """Still anybody's to decide; the doubt says what is asked for."""
    before = item.doubt.proposal if item.doubt else None
    doubt = Doubt(DoubtReason.RESCAN_ASKED, "rescan_asked", proposal=before)
    return dataclasses.replace(item, doubt=doubt)


def _among_candidates(item: Item, customer: Customer) -> Item:
    candidates = item.evidence.candidates if item.evidence else ()
    if all(candidate.number != customer.number for candidate in candidates):
        raise CommandRefused("not a candidate")
    return item


def _sheet_with(item: Item, page: str) -> Sheet:
    for sheet in item.sheets:
        if any(one.id == page for one in sheet.pages):
            return sheet
    raise CommandRefused("no such page")


def _page(item: Item, page: str) -> Page:
    return next(one for one in _sheet_with(item, page).pages if one.id == page)


def _with_page(item: Item, page: str, change: Callable[[Page], Page]) -> Item:
    sheets = tuple(
        dataclasses.replace(
            sheet,
            pages=tuple(change(one) if one.id == page else one for one in sheet.pages),
        )
        for sheet in item.sheets
    )
    return dataclasses.replace(item, sheets=sheets)


def _taken_as_it_is(sheet: Sheet) -> Sheet:
    if sheet.place is not SheetPlace.TO_FEED_AGAIN:
        return sheet
    place = SheetPlace.CAPTURED if sheet.pages else SheetPlace.REMOVED
    return dataclasses.replace(sheet, place=place)
