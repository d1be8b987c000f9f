"""When SANE's status and a device's sensors disagree: which cause the operator is told."""

from dataclasses import dataclass, field

import pytest

from scanners.api import Situation
from scanners.failure import BatchFailure
from scanners.sane.quirks import quirks_of
from scanners.sane.status import explained

FUJITSU, KODAKAIO, AIRSCAN = "fujitsu:fi-7160:170001", "kodakaio:net:1", "airscan:e0:Some"


@dataclass
class Panel:
    """Sensors that are on, the others off; None for a device that says nothing."""

    on: set[str] | None = field(default_factory=set[str])

    def sensor(self, option: str) -> bool | None:
        return None if self.on is None else option in self.on


@pytest.mark.parametrize(
    ("device", "status", "panel", "told"),
    [
        (FUJITSU, Situation.PAPER_JAM, Panel(), Situation.PAPER_JAM),
        (FUJITSU, Situation.PAPER_JAM, Panel({"double-feed"}), Situation.DOUBLE_FEED),
        (FUJITSU, Situation.PAPER_JAM, Panel({"double-feed", "ink-low"}), Situation.DOUBLE_FEED),
        (FUJITSU, Situation.PAPER_JAM, Panel({"ink-low", "page-loaded"}), Situation.PAPER_JAM),
        (FUJITSU, Situation.PAPER_JAM, Panel(None), Situation.PAPER_JAM),
        (FUJITSU, Situation.FEEDER_EMPTY, Panel(), Situation.FEEDER_EMPTY),
        (FUJITSU, Situation.FEEDER_EMPTY, Panel({"page-loaded"}), Situation.STOPPED),
        (FUJITSU, Situation.SCANNER_FAILED, Panel(), Situation.SCANNER_FAILED),
        (FUJITSU, Situation.SCANNER_FAILED, Panel({"ink-low"}), Situation.IMPRINTER_EMPTY),
        (FUJITSU, Situation.SCANNER_FAILED, Panel(None), Situation.SCANNER_GONE),
        (FUJITSU, Situation.COVER_OPEN, Panel({"ink-low"}), Situation.COVER_OPEN),
        (FUJITSU, Situation.DISK_FULL, Panel(None), Situation.DISK_FULL),
        (FUJITSU, Situation.STOPPED, None, Situation.STOPPED),
        (AIRSCAN, Situation.SCANNER_FAILED, Panel(None), Situation.SCANNER_FAILED),
        (KODAKAIO, Situation.STOPPED, Panel(), Situation.FEEDER_EMPTY),
    ],
)
def test_the_likeliest_cause_is_told(
    device: str, status: Situation, panel: Panel | None, told: Situation
) -> None:
    ended = explained(BatchFailure(status, "the status"), panel, quirks_of(device))

    assert ended.situation is told
    assert ended.detail
