"""The whole chain as the README runs it: feeder, station, backend, known answers."""

import csv
import re
import sys
from pathlib import Path

import pytest

from mailroom.settings import resources
from tests.journeys.conftest import Demonstration, run_demo

SHEETS = re.compile(r"Sheets fed (\d+) = sheets in items (\d+)")
SAMPLES = resources() / "samples"


@pytest.mark.timeout(600)
def test_the_demonstration_meets_every_known_answer(demonstration: Demonstration) -> None:
    ended = demonstration.ended
    assert ended.returncode == 0, ended.stdout + ended.stderr
    fed = SHEETS.search(ended.stdout)
    assert fed
    assert fed[1] == fed[2]
    assert int(fed[1]) > 30
    assert "Every item ended as its known answer says." in ended.stdout
    _assert_discreet(demonstration.workspace)


@pytest.mark.timeout(600)
def test_the_console_plays_the_same_tray(tmp_path: Path) -> None:
    """The real window, off screen, on the real station; it closes when the tray is done."""
    command = [sys.executable, "-m", "mailroom", "demo", "--window", "--close"]
    ended = run_demo(command, tmp_path, QT_QPA_PLATFORM="offscreen")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Every item ended as its known answer says." in ended.stdout
    assert "Qt" not in ended.stderr
    _assert_discreet(tmp_path)


def _assert_discreet(workspace: Path) -> None:
    """No company's name stands in a log line or in a file's name."""
    with (SAMPLES / "registry.csv").open(encoding="utf-8", newline="") as source:
        names = [row["name"] for row in csv.DictReader(source)]
    logs = "".join(log.read_text(errors="replace") for log in workspace.glob("*.log"))
    files = "\n".join(str(path) for path in workspace.rglob("*"))
    assert not [name for name in names if name in logs or name in files]
