"""What every kind of device says it can do, takes in a dry run, and feels while it rests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scanners.api import (
    DoubleFeed,
    Mode,
    OptionTried,
    Outcome,
    ScannerInfo,
    ScannerTrouble,
    Sensors,
    Situation,
    Source,
    Tuning,
)
from scanners.host import EsclScanner, SaneScanner
from scanners.practice.faults import FaultKind
from scanners.practice.fi7160.scanner import PracticeFi7160
from scanners.practice.scanner import PracticeScanner
from tests.scanners.batches import request, run
from tests.scanners.conftest import Trays

BOTH = (Source.FEEDER, Source.FEEDER_DUPLEX)


def test_the_fi7160_tells_what_it_can_do(fujitsu: SaneScanner) -> None:
    can = fujitsu.capabilities()

    assert set(BOTH) <= set(can.sources)
    assert can.modes == tuple(Mode)
    assert can.dpi_range == (50, 600)
    assert can.double_feed == tuple(DoubleFeed)
    assert (can.has_imprinter, can.has_button, can.feels_paper) == (True, True, True)
    assert can.max_width_mm > 210


def test_airscan_and_the_scanners_own_protocol_tell_the_same(
    practice: SaneScanner, direct: EsclScanner
) -> None:
    by_sane, by_itself = practice.capabilities(), direct.capabilities()

    assert by_sane.sources == by_itself.sources == BOTH
    assert by_sane.modes == by_itself.modes == tuple(Mode)
    assert set(by_itself.dpi) == set(by_sane.dpi)
    assert by_itself.max_width_mm == pytest.approx(by_sane.max_width_mm, abs=1)
    assert not by_itself.double_feed


def outcomes(tried: Iterator[OptionTried]) -> dict[str, OptionTried]:
    return {one.option: one for one in tried}


def test_a_dry_run_shows_what_was_taken_and_feeds_nothing(
    fi7160: PracticeFi7160, fujitsu: SaneScanner, tray_of: Trays, tmp_path: Path
) -> None:
    fi7160.load(tray_of(2, 1).sheets)
    tuning = Tuning(DoubleFeed.BOTH, overscan=True, imprint="M%05ud", brightness=10)
    asked = request(
        tmp_path / "b", Source.FEEDER_DUPLEX, height_mm=9000.0, tuning=tuning, options={"x-y": "1"}
    )

    tried = outcomes(fujitsu.try_out(asked))

    taken = ("source", "mode", "resolution", "df-action", "df-thickness", "df-length")
    assert {tried[name].outcome for name in taken} == {Outcome.ACCEPTED}
    assert tried["source"].got == "ADF Duplex"
    assert tried["endorser-string"].got == "M%05ud"
    assert tried["endorser"].outcome is Outcome.ACCEPTED
    assert tried["x-y"].outcome is Outcome.REFUSED
    assert fi7160.state().fed == 0


def test_a_dry_run_goes_on_after_a_refusal(direct: EsclScanner, tmp_path: Path) -> None:
    tried = outcomes(direct.try_out(request(tmp_path / "b", dpi=333, height_mm=9000.0)))

    assert tried["XResolution"].outcome is Outcome.REFUSED
    assert "300" in tried["XResolution"].got
    assert tried["Height"].outcome is Outcome.CHANGED
    assert tried["ColorMode"].outcome is Outcome.ACCEPTED


def test_an_imprint_without_an_imprinter_refuses_the_batch(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(1, 1).sheets)

    ended = run(practice, request(tmp_path / "b", tuning=Tuning(imprint="M"))).ended

    assert (ended.situation, ended.sheets) == (Situation.OPTION_REFUSED, 0)
    assert "imprinter" in ended.detail
    assert feeder.state().fed == 0


def test_the_fi7160s_sensors_and_button_are_felt(
    fi7160: PracticeFi7160, fujitsu: SaneScanner, tray_of: Trays
) -> None:
    felt = fujitsu.watch(0.02)
    assert next(felt) == Sensors(paper_loaded=False, cover_open=False, ink_low=False)
    fi7160.load(tray_of(1, 1).sheets)
    assert next(felt).paper_loaded is True
    fi7160.machine.press_scan()
    assert next(felt).button
    assert not next(felt).button
    fujitsu.stop()
    assert list(felt) == []


def test_a_device_that_was_watched_scans_at_once(
    fi7160: PracticeFi7160, fujitsu: SaneScanner, tray_of: Trays, tmp_path: Path
) -> None:
    fi7160.load(tray_of(2, 1).sheets)
    felt = fujitsu.watch(0.02)
    assert next(felt).paper_loaded is True
    fujitsu.stop()
    list(felt)

    assert run(fujitsu, request(tmp_path / "b")).ended.sheets == 2


def test_an_open_hatch_is_felt_by_the_scanners_own_protocol(
    direct: EsclScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    tray = tray_of(2, 1)
    felt = direct.watch(0.02)
    assert next(felt).paper_loaded is False
    feeder.load(tray.sheets)
    assert next(felt).paper_loaded is True
    feeder.fault(FaultKind.COVER_OPEN)
    other = EsclScanner(feeder.info, feeder.url)
    assert run(other, request(tmp_path / "b")).ended.situation is Situation.COVER_OPEN
    assert any(one.cover_open for one in felt)
    direct.close()


def test_a_scanner_that_is_switched_off_says_so(tmp_path: Path) -> None:
    off = EsclScanner(ScannerInfo("off", "Off", "escl"), "http://127.0.0.1:1/eSCL/")

    asked = request(tmp_path / "b")
    for ask in (off.capabilities, lambda: list(off.watch()), lambda: list(off.try_out(asked))):
        with pytest.raises(ScannerTrouble) as trouble:
            ask()
        assert trouble.value.situation is Situation.SCANNER_GONE


def test_a_cable_pulled_while_resting_is_noticed(
    fi7160: PracticeFi7160, fujitsu: SaneScanner
) -> None:
    felt = fujitsu.watch(0.02)
    next(felt)
    fi7160.machine.unplug()

    with pytest.raises(ScannerTrouble) as trouble:
        list(felt)

    assert trouble.value.situation is Situation.SCANNER_GONE
