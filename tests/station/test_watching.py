"""The resting scanner is felt, lets go for a batch, and its button reaches the desk."""

from pathlib import Path

from mailroom.domain.events import FeederChanged, ScanButtonPressed, SensorsChanged
from mailroom.station import commands as c
from mailroom.station.profiles import read_profiles
from tests.station import paper
from tests.station.bench import Bench


def felt(bench: Bench, *, loaded: bool) -> None:
    bench.hand.wait(
        lambda event: isinstance(event, SensorsChanged) and event.paper_loaded is loaded
    )


def test_paper_laid_in_is_felt_and_a_batch_is_not_in_its_way(bench: Bench) -> None:
    felt(bench, loaded=False)
    paper.lay(bench.hopper, (paper.picture(bench.chance, "NOBODY"),))
    felt(bench, loaded=True)
    fed = bench.hand.feed(c.ScanFace())

    assert fed.sheets_in_batch == 1
    assert not any(isinstance(event, ScanButtonPressed) for event in bench.hand.seen)


def test_a_profile_can_begin_by_itself_when_paper_is_laid_in(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text("[[profile]]\nname = 'a'\nauto_start = true\n", "utf-8")
    bench.close()
    bench.open(profiles=read_profiles(file))
    felt(bench, loaded=False)
    paper.lay(bench.hopper, (paper.picture(bench.chance, "NOBODY"),))

    pressed = bench.hand.wait(lambda event: isinstance(event, ScanButtonPressed))

    assert pressed == ScanButtonPressed("hopper")


def test_a_scanner_that_is_gone_says_so_and_comes_back(bench: Bench) -> None:
    felt(bench, loaded=False)
    bench.hopper.rename(bench.hopper.with_name("away"))
    bench.hand.wait(lambda event: isinstance(event, SensorsChanged) and not event.answers)
    bench.hopper.with_name("away").rename(bench.hopper)
    felt(bench, loaded=False)

    assert isinstance(bench.hand.feed(c.ScanFace()), FeederChanged)
