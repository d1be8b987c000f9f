"""Review as data: the queue, the item one holds, what a key decides about it, and what is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from mailroom.domain.errors import BackendUnreachable
from mailroom.domain.events import RoomTold
from mailroom.domain.ids import is_digits
from mailroom.domain.policy import Policy
from mailroom.domain.policyfile import STANDARD
from mailroom.domain.register import Customer
from mailroom.domain.review import (
    CHOSEN,
    Case,
    Claimed,
    ClaimReview,
    Decided,
    DecideReview,
    EscalateReview,
    PutOffReview,
    Queue,
    ReviewQuestion,
    SeeReviews,
    Step,
    Verdict,
    VerdictKind,
)
from ui.actions import Action, KeyMap, action_for
from ui.desk import MENU_CATEGORIES, Menu
from ui.entry import Entry, flaw_of
from ui.keying import edited, is_written
from ui.menus import choice_at
from ui.work import Turn

CANDIDATES: Final = 4
ESCALATE: Final = "F4"
_MENUS: Final[Mapping[Action, Menu]] = {
    Action.UNSCANNABLE: Menu.UNSCANNABLE,
    Action.MARKETING: Menu.MARKETING,
    Action.UNREADABLE: Menu.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Help:
    """Where a typed number or name is looked up, and what the choices of a menu say."""

    customer: Callable[[str], Customer | None]
    find: Callable[[str], tuple[Customer, ...]]
    note: Callable[[Menu, int], str]


@dataclass(frozen=True, slots=True)
class Review:
    """`case` is being decided, `following` is here already for when it is.

    `sent` are verdicts on their way, each with the case to come back to when it does not arrive.
    `refusal` is the situation and its detail that the last act ended in; `step` what came of the
    last verdict that arrived. `policy` is the sorting table in force.
    """

    key_map: KeyMap
    help: Help
    standing: RoomTold | None = None
    queue: Queue | None = None
    chosen: str = ""
    case: Case | None = None
    following: Case | None = None
    side: int = 0
    whole: bool = False
    menu: Menu | None = None
    escalating: bool = False
    entry: Entry | None = None
    sent: tuple[Case, ...] = ()
    refusal: tuple[str, str] = ("", "")
    step: Step | None = None
    policy: Policy = STANDARD

    def opened(self) -> Turn:
        """What one holds already is asked for again; nothing new is claimed by looking."""
        return Turn(self, (SeeReviews(),))

    def told(self, told: RoomTold) -> "Review":
        match told.question:
            case SeeReviews():
                return self._listed(told)
            case ClaimReview():
                return self._claimed(told)
            case DecideReview(item):
                return self._decided(told, item)
            case PutOffReview() | EscalateReview():
                return replace(self, refusal=(told.situation, told.detail))
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if self.case is None:
            return self._in_queue(key)
        if self.entry is not None:
            return self._typing(self.entry, key)
        if self.menu is not None or self.escalating:
            return self._choosing(self.case, key)
        return self._deciding(self.case, key)

    def _listed(self, told: RoomTold) -> "Review":
        queue = told.answer if isinstance(told.answer, Queue) else None
        shown = replace(self, standing=told, queue=queue)
        if queue is None:
            return replace(shown, case=None, following=None, chosen="")
        items = [line.item for line in queue.lines]
        kept = self.chosen if self.chosen in items else next(iter(items), "")
        return replace(shown, chosen=kept)

    def _claimed(self, told: RoomTold) -> "Review":
        if told.situation:
            return replace(self, refusal=(told.situation, told.detail))
        claimed = told.answer if isinstance(told.answer, Claimed) else Claimed(None)
        review = self
        for case in (claimed.case, claimed.following):
            if case is not None and all(case.offer.item != one.offer.item for one in self.sent):
                review = review._with(case)
        return review

    def _with(self, case: Case) -> "Review":
        """Shown at once where nothing is, else kept at hand."""
        if self.case is None:
            return replace(_fresh(self, case), refusal=("", ""))
        if case.offer.item == self.case.offer.item:
            return replace(self, case=case)
        return replace(self, following=case)

    def _decided(self, told: RoomTold, item: str) -> "Review":
        """A verdict that may not have arrived brings its item back, to be said again."""
        case = next((one for one in self.sent if one.offer.item == item), None)
        left = tuple(one for one in self.sent if one.offer.item != item)
        after = replace(self, sent=left, refusal=(told.situation, told.detail), step=None)
        if told.situation == BackendUnreachable.code and case is not None:
            return replace(_fresh(after, case), following=self.case or self.following)
        step = told.answer.step if isinstance(told.answer, Decided) else None
        return replace(after, step=step)

    def _in_queue(self, key: str) -> Turn:
        if key in _STEPS:
            return Turn(self._stepped(_STEPS[key]))
        action = action_for(self.key_map, key)
        if action is not Action.GO_ON or self.queue is None:
            return Turn(self)
        named = self.chosen if key == "Enter" else ""
        return Turn(replace(self, refusal=("", ""), step=None), (ClaimReview(item=named),))

    def _stepped(self, step: int) -> "Review":
        items = [line.item for line in self.queue.lines] if self.queue else []
        if not items:
            return self
        place = items.index(self.chosen) if self.chosen in items else 0
        return replace(self, chosen=items[min(max(place + step, 0), len(items) - 1)])

    def _deciding(self, case: Case, key: str) -> Turn:
        if key == ESCALATE:
            return Turn(replace(self, escalating=True))
        action = action_for(self.key_map, key)
        if action is None:
            return self._character(case, key)
        if action in _MENUS:
            return Turn(replace(self, menu=_MENUS[action]))
        meaning = _MEANINGS.get(action)
        return Turn(self) if meaning is None else meaning(self, case)

    def _character(self, case: Case, key: str) -> Turn:
        candidates = case.offer.evidence.candidates[:CANDIDATES]
        if is_digits(key) and 1 <= int(key) <= len(candidates):
            return _say(self, case, Verdict(VerdictKind.PICK, candidates[int(key) - 1].number))
        return self._typing(Entry(), key) if is_written(key) else Turn(self)

    def _typing(self, entry: Entry, key: str) -> Turn:
        """A number is looked up at its tenth digit and sent by Enter, when its name is seen."""
        if key == "Enter" and self.case is not None:
            if entry.picked is None:
                return Turn(self)
            return _say(self, self.case, Verdict(VerdictKind.TYPE, entry.picked.number))
        keyed = entry.typed(key) if is_written(key) else edited(entry, key)
        return Turn(self._keyed(keyed))

    def _keyed(self, entry: Entry | None) -> "Review":
        """The customer of a whole number stands chosen; of the rest the register offers some."""
        if entry is None or not entry.is_full or flaw_of(entry.text) is not None:
            suggested = self.help.find(entry.text) if entry else ()
            return replace(self, entry=entry.suggested(suggested) if entry else None)
        found = self.help.customer(entry.text)
        if found is None:
            return replace(self, entry=entry.suggested(()).to_confirm(known=False))
        return replace(self, entry=replace(entry, suggestions=(found,), chosen=0))

    def _choosing(self, case: Case, key: str) -> Turn:
        """One digit chooses; Esc goes back to the item."""
        place = int(key) if is_digits(key) else 0
        closed = replace(self, menu=None, escalating=False)
        if key == "Esc":
            return Turn(closed)
        if self.escalating and 1 <= place <= len(CHOSEN):
            return _leave(closed, EscalateReview(case.offer.item, CHOSEN[place - 1]))
        menu = self.menu
        choice = choice_at(menu, place, self.policy) if menu else None
        if menu is None or choice is None:
            return Turn(self)
        words = self.help.note(menu, place)
        category, reason = MENU_CATEGORIES[menu], choice.reason
        verdict = Verdict(VerdictKind.CATEGORY, "", category, reason, words, choice.row)
        return _say(closed, case, verdict)


_STEPS: Final = {"Down": 1, "Up": -1}


def _fresh(review: Review, case: Case | None) -> Review:
    """On this item, nothing begun."""
    return replace(
        review,
        case=case,
        following=None,
        side=0,
        whole=False,
        menu=None,
        escalating=False,
        entry=None,
    )


def _say(review: Review, case: Case, verdict: Verdict) -> Turn:
    """The next item is on the screen before the answer is."""
    asked = DecideReview(case.offer.item, case.offer.revision, verdict)
    after = replace(_fresh(review, review.following), sent=(*review.sent, case))
    return _asking(after, asked)


def _leave(review: Review, act: PutOffReview | EscalateReview) -> Turn:
    return _asking(_fresh(review, review.following), act)


def _asking(review: Review, act: ReviewQuestion) -> Turn:
    shown = review.case.offer.item if review.case else ""
    kept = replace(review, refusal=("", ""), step=None)
    return Turn(kept, (act, ClaimReview(beside=shown), SeeReviews()))


def _accept(review: Review, case: Case) -> Turn:
    """Whoever is asked for a second word is not shown the proposal, so cannot accept it."""
    if case.offer.doubt.proposal is None or case.is_second:
        return Turn(review)
    return _say(review, case, Verdict(VerdictKind.ACCEPT))


def _turn_over(review: Review, case: Case) -> Turn:
    return Turn(replace(review, side=(review.side + 1) % max(1, len(case.offer.pages))))


_MEANINGS: Final[Mapping[Action, Callable[[Review, Case], Turn]]] = {
    Action.GO_ON: _accept,
    Action.RESCAN: lambda review, case: _say(review, case, Verdict(VerdictKind.RESCAN)),
    Action.LATER: lambda review, case: _leave(review, PutOffReview(case.offer.item)),
    Action.ZOOM: lambda review, _: Turn(replace(review, whole=not review.whole)),
    Action.NEXT_PAGE: _turn_over,
    Action.PREVIOUS_PAGE: _turn_over,
    Action.CANCEL: lambda review, _: Turn(replace(review, whole=False)),
}
