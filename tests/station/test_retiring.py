"""Retention over the wire: held, lifted, proposed, approved, picked and signed for by two."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import update

from mailroom.backend.model.originals import OriginalRow
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import open_backend
from mailroom.domain.dispatch import DestructionReason
from mailroom.domain.events import SignedIn
from mailroom.domain.retiring import (
    ApproveDestruction,
    CancelDestruction,
    CarryOut,
    Destruction,
    HoldOriginal,
    HoldReason,
    LiftHold,
    LiftReason,
    PickRetired,
    PrintProtocol,
    ProposeDestruction,
    Retired,
    SeeDestructions,
    SeeRetired,
)
from mailroom.domain.room import Question
from mailroom.station.commands import SignIn, SignOut
from tests.station.bench import Bench
from tests.station.central import SECRET, central
from tests.station.test_archiving import answered, refusal
from tests.station.test_room import asked

RETENTION = DestructionReason.RETENTION


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Bench]:
    """A station at a backend whose archive is older than its letters may be."""
    running = central(tmp_path / "data", furnished=True)
    backend = open_backend(BackendSettings(data=running.data))
    with backend.database.writing() as session:
        session.execute(update(OriginalRow).values(keep_until=dt.date(2020, 1, 1)))
    backend.close()
    running.start()
    bench = Bench(tmp_path, running)
    bench.open()
    yield bench
    bench.close()
    running.stop()


def retired(bench: Bench) -> tuple[Retired, ...]:
    return cast("tuple[Retired, ...]", answered(bench, SeeRetired(RETENTION), tuple))


def going(bench: Bench) -> tuple[Destruction, ...]:
    return cast("tuple[Destruction, ...]", answered(bench, SeeDestructions(), tuple))


def done(bench: Bench, question: Question) -> None:
    told = asked(bench, question)
    assert (told.situation, told.detail) == ("", "")


def changes(bench: Bench, user: str) -> None:
    bench.hand.do(SignOut(), lambda event: event == SignedIn(None))
    bench.hand.do(SignIn(user, SECRET), lambda event: event == SignedIn(user))


def test_two_people_destroy_what_is_past_its_years(old: Bench):
    kept, first, *_ = before = retired(old)
    done(old, HoldOriginal(kept.item, HoldReason.AUTHORITY))
    assert next(one for one in retired(old) if one.item == kept.item).held_because == "authority"
    assert asked(old, LiftHold(kept.item, LiftReason.SETTLED)).situation == "not_allowed"
    assert refusal(old, ProposeDestruction(RETENTION, (kept.item,))) == "40935"
    done(old, ProposeDestruction(RETENTION, (first.item,)))
    (one,) = going(old)
    assert asked(old, ApproveDestruction(one.number)).situation == "not_allowed"
    assert refusal(old, PickRetired(one.number, first.scan_id)) == "40930"

    changes(old, "lars")
    done(old, LiftHold(kept.item, LiftReason.SETTLED))
    assert len(retired(old)) == len(before) - 1
    done(old, ApproveDestruction(one.number))
    assert refusal(old, CarryOut(one.number, "anna", SECRET)) == "40930"
    assert refusal(old, PickRetired(one.number, kept.scan_id)) == "40930"
    done(old, PickRetired(one.number, first.scan_id))
    assert refusal(old, CarryOut(one.number, "anna", "wrong")) == "40103"
    assert refusal(old, CarryOut(one.number, "lars", SECRET)) == "40303"
    assert going(old)[0].left == 0, "who asks is still signed in"
    done(old, CarryOut(one.number, "anna", SECRET))
    assert going(old) == ()
    assert answered(old, PrintProtocol(one.number), bytes).startswith(b"%PDF")
    assert SECRET not in (old.central.data / "log").read_text()

    done(old, ProposeDestruction(RETENTION, (kept.item,)))
    (two,) = going(old)
    assert refusal(old, ApproveDestruction(two.number)) == "40303"
    done(old, CancelDestruction(two.number))
    assert kept.item in {one.item for one in retired(old)}
