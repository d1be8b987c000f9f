"""Backend gone, disk full, a stale register: the paper is accounted for and work goes on."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.domain.errors import BackendUnreachable
from mailroom.domain.events import BackendChanged, SignedIn
from mailroom.domain.items import ItemState
from mailroom.station import commands as c
from mailroom.station.register import RegisterKeeper
from mailroom.wire import RegisterDiff, RegisterEntry, RegisterSnapshot
from tests.station import paper
from tests.station.bench import Bench
from tests.station.campaign import delivered_pages
from tests.station.central import Central, central

NUMBER = "5577067472"


@pytest.fixture
def away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A backend of its own, to be stopped."""
    own = central(tmp_path_factory.mktemp("away") / "data")
    own.start()
    yield own
    own.stop()


def test_a_desk_works_on_without_its_backend_and_sends_once_later(
    tmp_path: Path, away: Central
) -> None:
    bench = Bench(tmp_path, away)
    bench.open()
    item = bench.face(NUMBER)
    away.stop()
    bench.contents(item, 2)
    bench.hand.wait(
        lambda event: isinstance(event, BackendChanged) and not event.online and event.backlog == 1
    )
    bench.close()
    bench.open(sign_in=False)
    refused = bench.hand.refused(c.SignIn("anna", "wrong"))
    assert refused.code == "sign_in_refused"
    bench.hand.do(c.SignIn("anna", "practice"), lambda event: isinstance(event, SignedIn))
    second = bench.face(NUMBER)
    assert second.state is ItemState.OPENING
    away.start()
    bench.hand.item_in(ItemState.DELIVERED, item=item.id)
    bench.contents(second, 2)
    bench.hand.item_in(ItemState.DELIVERED, item=second.id)
    bench.close()
    assert sorted(len(pages) for pages in delivered_pages(away.data).values()) == [3, 3]


def test_no_batch_begins_when_the_disk_is_short(bench: Bench) -> None:
    bench.close()
    bench.open(reserve_mb=10**9)
    paper.lay(bench.hopper, (paper.picture(bench.chance, NUMBER),))
    assert bench.hand.refused(c.ScanFace()).code == "disk_full"
    assert bench.station.items() == ()
    assert not (bench.workspace / "batches").exists()


def test_a_restart_shows_the_desk_as_it_was(bench: Bench) -> None:
    waiting, open_item = bench.face("NOBODY"), bench.face(NUMBER)
    bench.contents_without_closing(open_item)
    before = {item.id: item.state for item in bench.station.items()}
    bench.close()
    bench.open()
    after = {item.id: item.state for item in bench.station.items()}
    assert after == before
    assert before[waiting.id] is ItemState.DOUBTFUL


class Source:
    """A register source that says what it is told to, or is not there."""

    def __init__(self, *answers: RegisterSnapshot | RegisterDiff) -> None:
        self.answers = list(answers)
        self.asked: list[str | None] = []

    def register(self, since: str | None) -> RegisterSnapshot | RegisterDiff:
        self.asked.append(since)
        if not self.answers:
            raise BackendUnreachable("away")
        return self.answers.pop(0)


DAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)


def entry(number: str, name: str) -> RegisterEntry:
    return RegisterEntry(number=number, name=name, legal_form="ab", standing="active")


def test_the_register_is_kept_changed_and_grows_old(tmp_path: Path) -> None:
    now = NOW
    keeper = RegisterKeeper(tmp_path, max_age=dt.timedelta(hours=36), now=lambda: now)
    assert keeper.is_stale
    first = RegisterSnapshot(version="1", day=DAY, entries=(entry(NUMBER, "Berg AB"),))
    changed = (entry(NUMBER, "Berg och Dal AB"), entry("5575862064", "Ny AB"))
    second = RegisterDiff(since="1", version="2", day=DAY, added=changed, removed=())
    gone = RegisterDiff(since="2", version="3", day=DAY, added=(), removed=(NUMBER,))
    source = Source(first, second, gone)
    for name in ("Berg AB", "Berg och Dal AB", None):
        keeper.refresh(source)
        customer = keeper.customer(NUMBER)
        assert (customer and customer.name) == name
    assert source.asked == [None, "1", "2"]
    assert not keeper.is_stale
    now = NOW + dt.timedelta(hours=37)
    assert keeper.is_stale
    with pytest.raises(BackendUnreachable):
        keeper.refresh(source)
    again = RegisterKeeper(tmp_path, max_age=dt.timedelta(hours=36), now=lambda: NOW)
    assert not again.is_stale
    assert again.version == "3"
    assert again.find("ny ab", limit=3)[0].number == "5575862064"
