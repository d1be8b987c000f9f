"""A short slice of the kill campaign: the station's points once each, over one tray."""

from pathlib import Path

import pytest

from mailroom.points import Point
from tests.station.central import Central
from tests.station.kill_campaign import work_tray


@pytest.mark.campaign
def test_a_station_killed_at_every_point_loses_doubles_and_mixes_nothing(
    tmp_path: Path, backend: Central
) -> None:
    plan = [f"{point}:1" for point in Point if not point.startswith("file.")]
    desk = work_tray(tmp_path / "points", backend, seed=7, plan=plan, by_chance=0)
    assert set(desk.kills) == set(plan)
