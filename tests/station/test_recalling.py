"""Recall over the wire: by a supervisor alone, settled by another, on real letters."""

import datetime as dt
from pathlib import Path
from typing import cast

from mailroom.backend.adapters.secrets import verifier_of
from mailroom.backend.services.enrolment import appoint
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import open_backend
from mailroom.domain.keepingback import (
    EndKeeping,
    KeepBack,
    KeepEnd,
    Keeping,
    KeepReason,
    KeptBack,
    SeeKeeping,
)
from mailroom.domain.recalling import (
    Reassigned,
    ReassignLetter,
    Reassignment,
    RecallCase,
    RecallLetter,
    RecallReason,
    SeeRecalls,
    Settlement,
    SettleRecall,
)
from mailroom.domain.register import Standing
from mailroom.domain.shelves import FindOriginals, Original
from tests.station.bench import Bench, clock
from tests.station.central import SECRET, central
from tests.station.test_archiving import answered, refusal
from tests.station.test_retiring import changes, done
from tests.station.test_room import asked


def test_one_supervisor_recalls_and_another_settles(tmp_path: Path):
    running = central(tmp_path / "data", furnished=True)
    backend = open_backend(BackendSettings(data=running.data))
    with backend.database.writing() as session:
        verifier = verifier_of(SECRET)
        appoint(session, "eva", name="Eva", roles=["supervisor"], verifier=verifier)
    backend.close()
    running.start()
    bench = Bench(tmp_path, running)
    bench.open()
    found = cast("tuple[Original, ...]", answered(bench, FindOriginals("Prövobanken"), tuple))
    scan_id = next(one.scan_id for one in found if one.paper == "filed")
    why = RecallReason.DOUBTED
    assert asked(bench, RecallLetter(scan_id, why)).situation == "not_allowed"
    changes(bench, "lars")
    case = answered(bench, RecallLetter(scan_id, why), RecallCase)
    assert answered(bench, SeeRecalls(), tuple) == (case,)
    assert refusal(bench, RecallLetter(scan_id, why)) == "40400"
    release = SettleRecall(case.letter, Settlement.RELEASED)
    assert refusal(bench, release) == "40303"
    changes(bench, "eva")
    done(bench, release)
    assert answered(bench, SeeRecalls(), tuple) == ()
    assert refusal(bench, RecallLetter(scan_id, why)) == "40930"
    more = cast("tuple[Original, ...]", answered(bench, FindOriginals("Lärdomsförsäkring"), tuple))
    moved_by_two(bench, next(one for one in more if one.paper == "filed"))
    kept_and_released(bench)
    bench.close()
    running.stop()


def moved_by_two(bench: Bench, original: Original) -> None:
    """Eva recalls it and says whose it is, Lars says the same."""
    recall = RecallLetter(original.scan_id, RecallReason.WRONG_RECIPIENT)
    case = answered(bench, recall, RecallCase)
    number = next(
        one.number
        for one in bench.station.find_customers("AB")
        if one.number != original.customer and one.standing is Standing.ACTIVE
    )
    whose = ReassignLetter(case.letter, number)
    assert answered(bench, whose, Reassigned).step is Reassignment.PROPOSED
    changes(bench, "lars")
    assert answered(bench, whose, Reassigned).step is Reassignment.MOVED
    (shown,) = cast("tuple[RecallCase, ...]", answered(bench, SeeRecalls(), tuple))
    assert shown.moved_to == number


def kept_and_released(bench: Bench) -> None:
    """By Lars: everything of a desk from an hour ago on, until he releases it."""
    since = clock() - dt.timedelta(hours=1)
    order = answered(bench, KeepBack(KeepReason.PAGES, station="desk-1", since=since), KeptBack)
    assert (order.since, order.by) == (since, "lars")
    kept = answered(bench, SeeKeeping(), Keeping)
    assert (kept.orders, "desk-1" in kept.stations) == ((order,), True)
    done(bench, EndKeeping(order.id, KeepEnd.RELEASED))
    assert answered(bench, SeeKeeping(), Keeping).orders == ()
    assert refusal(bench, KeepBack(KeepReason.PAGES, station="desk-77")) == "40400"
