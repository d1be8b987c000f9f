"""A short slice of the jam campaign: one station, killed while its feeder is jammed."""

from pathlib import Path

import pytest

from tests.station.central import Central
from tests.station.jam_campaign import jam_desk


@pytest.mark.campaign
def test_a_station_killed_while_jammed_soon_tells_the_days_figures_again(
    tmp_path: Path, backend: Central
) -> None:
    with jam_desk(tmp_path / "work", backend, seed=2) as desk:
        desk.round(away=False)
        assert desk.jams_met == 1
