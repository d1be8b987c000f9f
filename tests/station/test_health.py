"""How a station says that it stands, a trial page, and a support bundle without mail in it."""

import zipfile

from mailroom.domain.events import BackendChanged, BundleWritten, HealthChecked, TrialScanned
from mailroom.domain.health import Finding, Grade, Matter
from mailroom.domain.items import Item
from mailroom.station import commands as c
from tests.station import paper
from tests.station.bench import Bench

NUMBER = "5577067472"


def findings(bench: Bench) -> dict[Matter, Finding]:
    event = bench.hand.do(c.CheckHealth(), lambda event: isinstance(event, HealthChecked))
    assert isinstance(event, HealthChecked)
    return {finding.matter: finding for finding in event.findings}


def test_a_sound_station_says_so_of_everything(bench: Bench) -> None:
    found = findings(bench)
    assert list(found) == list(Matter)
    assert {one.grade for one in found.values()} == {Grade.WELL}
    assert found[Matter.SCANNER].seen["label"] == "Hopper"


def test_too_little_disk_stops_and_says_how_much_is_free(bench: Bench) -> None:
    bench.close()
    bench.open(reserve_mb=1_000_000_000)
    found = findings(bench)[Matter.DISK]
    assert (found.grade, found.code) == (Grade.STOP, "full")
    assert 0 < int(found.seen["free_mb"]) < int(found.seen["reserve_mb"])


def test_a_silent_backend_and_its_backlog_are_seen(bench: Bench) -> None:
    bench.central.stop()
    try:
        item = bench.face(NUMBER)
        bench.contents(item, 2)
        bench.hand.wait(lambda event: isinstance(event, BackendChanged) and not event.online)
        found = findings(bench)
    finally:
        bench.central.start()
    assert found[Matter.BACKEND].code == "silent"
    assert found[Matter.BACKLOG].seen == {"items": 1}


def test_a_trial_page_belongs_to_no_item(bench: Bench) -> None:
    paper.lay(bench.hopper, tuple(paper.picture(bench.chance) for _ in range(2)))
    counted = bench.hand.counters
    event = bench.hand.do(c.ScanTrialPage(), lambda event: isinstance(event, TrialScanned))
    assert isinstance(event, TrialScanned)
    assert event.situation is None
    assert [page.file.exists() for page in event.pages] == [True, True]
    assert bench.station.items() == ()
    assert bench.hand.counters == counted


def test_an_empty_feeder_has_no_trial_page(bench: Bench) -> None:
    event = bench.hand.do(c.ScanTrialPage(), lambda event: isinstance(event, TrialScanned))
    assert isinstance(event, TrialScanned)
    assert (event.pages, event.situation) == ((), "feeder_empty")


def kept_of(item: Item) -> set[str]:
    """Every word, number and name that the station keeps of an item and its pages."""
    seen = item.evidence
    assert seen is not None
    texts = [one.text for one in seen.readings] + [one.name for one in seen.candidates]
    texts += [*seen.address_lines, *seen.numbers_seen, *(light.value for light in seen.lights)]
    texts += [page.id for page in item.pages] + [page.image.name for page in item.pages]
    return {text for text in texts if len(text) >= len(NUMBER)}


def test_the_bundle_speaks_of_no_mail(bench: Bench) -> None:
    item = bench.face(NUMBER)
    bench.contents(item, 2)
    event = bench.hand.do(c.WriteSupportBundle(), lambda event: isinstance(event, BundleWritten))
    assert isinstance(event, BundleWritten)
    with zipfile.ZipFile(event.file) as bundle:
        told = "".join(bundle.read(name).decode() for name in bundle.namelist())
        assert {"health.json", "items.json", "versions.json"} <= set(bundle.namelist())
    customer = bench.station.customer(NUMBER)
    assert customer is not None
    kept = kept_of(bench.hand.items[item.id])
    assert NUMBER in kept
    private = {*kept, customer.name, item.id, item.scan_id}
    assert [one for one in private if one in told] == []
