"""The sorting table at a station: fetched, kept, shown, never weaker than the rules."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.domain.decisions import Category, UnscannableReason
from mailroom.domain.errors import BackendUnreachable
from mailroom.domain.events import Event, PolicyChanged, SignedIn
from mailroom.domain.items import ItemState
from mailroom.domain.policy import Policy, PolicyRow, PolicyWrong
from mailroom.domain.policyfile import STANDARD
from mailroom.domain.policyversions import (
    Policies,
    ProposePolicy,
    Replay,
    ReplayPolicy,
    SeePolicies,
    WithdrawPolicy,
)
from mailroom.station import commands as c
from mailroom.station.sortingtable import PolicyKeeper
from tests.station.bench import Bench
from tests.station.central import SECRET, Central, central
from tests.station.test_orders import NUMBER
from tests.station.test_room import asked

STRICT = dataclasses.replace(
    STANDARD,
    version=7,
    rows=tuple(dataclasses.replace(row, passes=False) for row in STANDARD.rows),
)


class Source:
    def __init__(self, *answers: Policy) -> None:
        self.answers = list(answers)

    def policy(self) -> Policy:
        if not self.answers:
            raise BackendUnreachable("away")
        return self.answers.pop(0)


def test_a_table_is_kept_through_a_restart_and_while_the_backend_is_away(tmp_path: Path):
    keeper = PolicyKeeper(tmp_path)
    assert keeper.policy == STANDARD
    source = Source(STRICT)
    keeper.refresh(source)
    with pytest.raises(BackendUnreachable):
        keeper.refresh(source)
    assert keeper.policy == PolicyKeeper(tmp_path).policy == STRICT


def test_a_table_that_would_open_registered_mail_is_not_used_whoever_sends_it(tmp_path: Path):
    rows = tuple(_opened(row) for row in STANDARD.rows)
    weaker = dataclasses.replace(STANDARD, version=9, rows=rows)
    keeper = PolicyKeeper(tmp_path)
    with pytest.raises(PolicyWrong):
        keeper.refresh(Source(weaker))
    assert keeper.policy == STANDARD
    (tmp_path / "policy.json").write_text('{"version": 3')
    assert PolicyKeeper(tmp_path).policy == STANDARD


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Central]:
    """A backend of its own: what holds there holds for nobody else."""
    here = central(tmp_path / "data")
    here.start()
    yield here
    here.stop()


def test_a_station_takes_the_version_that_is_in_force_at_the_backend(tmp_path: Path, own: Central):
    bench = Bench(tmp_path, own)
    bench.open()
    bench.hand.do(c.SignOut(), lambda event: event == SignedIn(None))
    bench.hand.do(c.SignIn("lars", SECRET), lambda event: event == SignedIn("lars"))
    known = asked(bench, SeePolicies()).answer
    assert isinstance(known, Policies)
    assert asked(bench, ProposePolicy(STRICT.rows, known.day)).situation == ""
    bench.close()
    bench.open()
    seen = bench.hand.seen
    bench.hand.wait(_is_strict, at_once=lambda: any(_is_strict(event) for event in seen))
    bench.close()
    assert PolicyKeeper(bench.workspace).policy.rows == STRICT.rows


def _is_strict(event: Event) -> bool:
    return isinstance(event, PolicyChanged) and event.policy.rows == STRICT.rows


def _opened(row: PolicyRow) -> PolicyRow:
    if row.code != "registered":
        return row
    return dataclasses.replace(row, category=Category.SCANNABLE, reason=None, key=0)


def test_the_row_that_was_chosen_stands_in_the_decision(bench: Bench):
    item = bench.face(NUMBER)
    card = UnscannableReason.DEBIT_CARD
    bench.station.do(c.ChangeCategory(item.id, Category.UNSCANNABLE, card, "Kort", "debit_card"))
    decided = bench.hand.item_in(ItemState.DELIVERED, item=item.id).decision
    assert decided is not None
    assert (decided.rule, decided.policy_version) == ("row_debit_card", STANDARD.name)


def test_a_row_of_another_kind_is_not_taken_for_the_rule(bench: Bench):
    item = bench.face("NOBODY")
    bench.station.do(c.ChangeCategory(item.id, Category.MARKETING, None, "Reklam", "debit_card"))
    decided = bench.hand.item_in(ItemState.DELIVERED, item=item.id).decision
    assert decided is not None
    assert decided.rule == "person_changed_category"


def test_a_version_is_tried_proposed_and_withdrawn_over_the_wire(bench: Bench):
    bench.hand.do(c.SignOut(), lambda event: event == SignedIn(None))
    bench.hand.do(c.SignIn("lars", SECRET), lambda event: event == SignedIn("lars"))
    known = asked(bench, SeePolicies()).answer
    assert isinstance(known, Policies)
    assert known.in_force == STANDARD
    tried = asked(bench, ReplayPolicy(STRICT.rows)).answer
    assert isinstance(tried, Replay)
    proposed = asked(bench, ProposePolicy(STRICT.rows, known.day + dt.timedelta(days=30))).answer
    assert isinstance(proposed, Policies)
    assert proposed.waiting is not None
    version = proposed.waiting.policy.version
    withdrawn = asked(bench, WithdrawPolicy(version)).answer
    assert isinstance(withdrawn, Policies)
    assert withdrawn.waiting is None
    refused = asked(bench, ProposePolicy(STANDARD.rows, known.day))
    assert (refused.situation, refused.detail) == ("backend_refused", "40960")
