"""Situations of digits, archive, dispatch and the shift's parts: what was told, keys, the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from mailroom.domain.events import Event
from ui.rehearsal import archive, digits, dispatch, keeping, people, recalling, retiring


def _nothing() -> tuple[Event, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class PaperScene:
    """`answers` come after the keys; `online` is whether the central system answers."""

    events: Callable[[], tuple[Event, ...]]
    keys: tuple[str, ...] = ()
    answers: Callable[[], tuple[Event, ...]] = _nothing
    online: bool = True


_OPENS: Final = archive.typed(archive.OPEN.label)

PAPER: Final[Mapping[str, PaperScene]] = {
    "archive": PaperScene(archive.store, _OPENS, lambda: (*archive.opened(), *archive.filed())),
    "archive_early": PaperScene(archive.new_store),
    "archive_stale": PaperScene(partial(archive.store, stale=True), online=False),
    "archive_shut": PaperScene(archive.shut_store),
    "archive_refused": PaperScene(
        archive.store, _OPENS, lambda: (*archive.opened(), *archive.filed(), *archive.refused())
    ),
    "archive_count": PaperScene(
        archive.store,
        (*_OPENS, "F4", *archive.typed("39")),
        lambda: (*archive.opened(), *archive.miscounted()),
    ),
    "archive_found": PaperScene(archive.store, archive.typed(archive.WORDS), archive.found),
    "archive_pulls": PaperScene(archive.store, ("F3", "Down", *"BORD-2-26")),
    "archive_retired": PaperScene(
        partial(retiring.retired, retiring.APPROVED, retiring.PROPOSED), ("F6", "Down")
    ),
    "archive_retired_none": PaperScene(retiring.nothing_retired, ("F6",)),
    "archive_retired_hold": PaperScene(partial(retiring.retired, retiring.PROPOSED), ("F6", "F4")),
    "archive_retired_sign": PaperScene(
        partial(retiring.retired, retiring.CARTED), ("F6", "F5", *archive.typed("maja"), *"hemlig")
    ),
    "archive_retired_refused": PaperScene(
        partial(retiring.retired, retiring.CARTED), ("F6",), retiring.unsigned
    ),
    "review_digits": PaperScene(
        digits.looked_at, ("F6", *["Right"] * 3, "Space", *["Down"] * 2, "Left", "Left", "Space")
    ),
    "review_digits_overlooked": PaperScene(digits.looked_at, ("F6", "Enter"), digits.overlooked),
    "review_digits_none": PaperScene(digits.none_left, ("F6",)),
    "shift_people": PaperScene(people.people, ("F6", "Down")),
    "shift_people_roles": PaperScene(people.people, ("F6", "Down", "Down", "Down", "F3")),
    "shift_people_new": PaperScene(
        people.people, ("F6", "F2", *archive.typed("maja"), *archive.typed("Maja")), people.welcomed
    ),
    "shift_people_last": PaperScene(
        people.people, ("F6", "Down", "Down", "F3", "4"), people.unadministered
    ),
    "shift_people_shut": PaperScene(people.not_theirs, ("F6",)),
    "shift_log": PaperScene(people.log, ("F7", "Down")),
    "shift_log_broken": PaperScene(people.rewritten, ("F7",)),
    "shift_log_mine": PaperScene(people.log, ("F7", "F2"), people.log),
    "shift_keep": PaperScene(keeping.kept, ("F2",)),
    "shift_keep_none": PaperScene(keeping.none_kept, ("F2",)),
    "shift_keep_why": PaperScene(keeping.kept, ("F2", *archive.typed("Bord-3"), "Enter")),
    "shift_keep_late": PaperScene(
        keeping.kept, ("F2", *archive.typed("BORD-1-261120-00398"), "3"), keeping.too_late
    ),
    "shift_recall": PaperScene(recalling.recalled, ("F8", "Down")),
    "shift_recall_none": PaperScene(recalling.none_recalled, ("F8",)),
    "shift_recall_whose": PaperScene(recalling.recalled, ("F8", "Down", "F4", *"5590121108")),
    "shift_recall_moved": PaperScene(
        recalling.recalled, ("F8", "Down", "F4", *archive.typed("5590121108")), recalling.moved
    ),
    "shift_recall_why": PaperScene(
        recalling.recalled, ("F8", *archive.typed("BORD-1-261120-00398"))
    ),
    "shift_recall_refused": PaperScene(recalling.recalled, ("F8", "F3", "1"), recalling.by_oneself),
    "dispatch": PaperScene(dispatch.waiting, archive.typed(dispatch.OUTGOING[0].scan_id)),
    "dispatch_early": PaperScene(dispatch.nothing_waits),
    "dispatch_stale": PaperScene(partial(dispatch.waiting, stale=True), online=False),
    "dispatch_shut": PaperScene(dispatch.shut),
    "dispatch_held": PaperScene(dispatch.waiting, archive.typed(dispatch.OUTGOING[6].scan_id)),
    "dispatch_sender": PaperScene(
        dispatch.waiting,
        (*archive.typed(dispatch.OUTGOING[3].scan_id), "Enter", *archive.typed("Bokhandeln AB")),
    ),
    "dispatch_track": PaperScene(
        dispatch.waiting, ("F3", "Down", "F7", *archive.typed("RR473124828SE"))
    ),
    "dispatch_packed": PaperScene(dispatch.waiting, answers=dispatch.packed),
}
