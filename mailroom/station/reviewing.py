"""Reviewing: items in doubt are offered to the whole room, and what the room decides is obeyed."""

import base64
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mailroom.domain.decisions import DoubtReason
from mailroom.domain.errors import BackendUnreachable, CommandRefused, MailroomError
from mailroom.domain.items import Item, ItemState
from mailroom.domain.pages import PageRole
from mailroom.domain.review import Offer, Outcome, Standing, Verdict, shown
from mailroom.logs import log
from mailroom.pipeline.ports import FaceDrawer, Workers
from mailroom.spool.spool import Spool
from mailroom.station.judgement import Judge
from mailroom.station.link import WatchedBackend
from mailroom.station.orders import ItemOrders

_NOBODY_ELSES: Final = frozenset({DoubtReason.UNREADABLE_IMAGE, DoubtReason.RESCAN_ASKED})
"""Doubts that only a hand on the paper ends."""

_NOT_SO_SOON: Final = dt.timedelta(minutes=5)
"""Before an item that could not be offered is drawn again."""

_log = log("station")


@dataclass(slots=True)
class Reviewing:
    """Lives on a loop of its own. The item stays its own desk's to decide all the time.

    An item is offered when it has waited for `after`; with None none ever is, and what was
    offered before is still obeyed.
    """

    spool: Spool
    orders: ItemOrders
    backend: WatchedBackend
    workers: Workers
    draw: FaceDrawer
    now: Callable[[], dt.datetime]
    after: dt.timedelta | None
    _since: dict[str, dt.datetime] = field(default_factory=dict)
    _in_queue: bool = field(default=True)
    _trouble: str = field(default="")

    def look_after(self) -> bool:
        """Always False: there is never more to do at once."""
        doubtful = {
            item.id: item for item in self.spool.items.unfinished() if _needs_somebody(item)
        }
        due = self._due(doubtful)
        if not due and not self._in_queue:
            return False
        try:
            self._look(doubtful, due)
        except MailroomError as error:
            self._say(error)
        else:
            self._trouble = ""
        return False

    def _look(self, doubtful: Mapping[str, Item], due: Sequence[str]) -> None:
        """Raises BackendUnreachable."""
        standings = self.backend.reviews()
        known = {one.item: one for one in standings}
        self._in_queue = bool(standings)
        for standing in standings:
            if standing.verdict is not None:
                self._obey(standing, standing.verdict)
            elif standing.item not in doubtful or self.after is None:
                self._settle(standing, Outcome.WITHDRAWN)
        for item in due:
            standing = known.get(item)
            stale = standing is not None and standing.revision != doubtful[item].revision
            if standing is None or (stale and standing.verdict is None):
                self._offer(doubtful[item])

    def _due(self, doubtful: Mapping[str, Item]) -> Sequence[str]:
        """Items that may be offered now, longest waiting first."""
        now, after = self.now(), self.after
        self._since = {item: self._since.get(item, now) for item in doubtful}
        if after is None:
            return ()
        return [item for item, since in self._since.items() if now - since >= after]

    def _offer(self, item: Item) -> None:
        """One that cannot be drawn or is refused keeps no other from being offered."""
        try:
            self.backend.offer_review(self._drawn(item))
            self._in_queue = True
        except BackendUnreachable:
            raise
        except MailroomError as error:
            self._since[item.id] = self.now() + _NOT_SO_SOON
            self._say(error)

    def _drawn(self, item: Item) -> Offer:
        face, doubt, evidence = item.face, item.doubt, item.evidence
        assert face is not None  # noqa: S101  `_needs_somebody` has looked
        assert doubt is not None  # noqa: S101
        assert evidence is not None  # noqa: S101
        back = next((page for page in item.pages if page.role is PageRole.BACK), None)
        drawn = self.workers.submit(self.draw, face, back, evidence).result()
        sides = (face, back) if back else (face,)
        pages = zip(sides, drawn.sides, strict=True)
        return Offer(
            item=item.id,
            revision=item.revision,
            scan_id=item.scan_id,
            arrived_on=item.tray.arrived_on,
            doubt=doubt,
            evidence=evidence,
            snippet=_text(drawn.snippet),
            pages=tuple(shown(page, _text(jpeg)) for page, jpeg in pages),
            digits=drawn.digits,
        )

    def _obey(self, standing: Standing, verdict: Verdict) -> None:
        judge = Judge(standing.by, standing.at or self.now())
        try:
            self.orders.obey_review(standing, verdict, judge)
        except CommandRefused:
            self._settle(standing, self._refused(standing))
        else:
            self._settle(standing, Outcome.APPLIED)

    def _refused(self, standing: Standing) -> Outcome:
        """Why it could not be carried out: it was before the power went, it is too late, or not."""
        item = self.spool.items.get(standing.item)
        if item is None or item.revision != standing.revision:
            return Outcome.APPLIED if _bears(item, standing) else Outcome.OVERTAKEN
        return Outcome.REFUSED

    def _settle(self, standing: Standing, outcome: Outcome) -> None:
        self.backend.settle_review(standing.item, standing.revision, outcome)

    def _say(self, error: MailroomError) -> None:
        if error.code != self._trouble:
            self._trouble = error.code
            _log.warning("review_not_told", code=error.code)


def _needs_somebody(item: Item) -> bool:
    if item.state is not ItemState.DOUBTFUL or item.doubt is None or item.face is None:
        return False
    return item.evidence is not None and item.doubt.reason not in _NOBODY_ELSES


def _bears(item: Item | None, standing: Standing) -> bool:
    """Whether the verdict is the item's decision already."""
    if item is None:
        return False
    if item.doubt is not None and item.doubt.reason is DoubtReason.RESCAN_ASKED:
        return item.revision == standing.revision + 1
    decided = item.decision
    return decided is not None and (decided.decided_by, decided.decided_at) == (
        standing.by,
        standing.at,
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
