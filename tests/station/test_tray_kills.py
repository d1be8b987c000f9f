"""A short slice of the kill campaign on the practice tray: real engines, SANE, a real backend."""

from pathlib import Path

import pytest

from tests.station.tray_campaign import work_practice_tray

ITEMS = ("item_0001", "item_0006", "item_0018", "item_0024")
"""A letter of three sheets, a number that a person types, an advertisement, a doubt."""
PLAN = (
    "capture.page_arrived:1",
    "capture.page_adopted:2",
    "flow.stage_done:1",
    "outbox.uploaded:1",
)


@pytest.mark.campaign
@pytest.mark.timeout(400)
def test_a_station_killed_while_sane_feeds_loses_doubles_and_mixes_nothing(tmp_path: Path) -> None:
    desk = work_practice_tray(tmp_path, PLAN, ITEMS)
    assert set(desk.kills) == set(PLAN)
