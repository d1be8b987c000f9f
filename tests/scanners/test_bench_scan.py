"""The scan benchmark runs from end to end and writes the figures that it promises."""

import json
from pathlib import Path

import pytest

from mailroom.bench import scan


def test_every_promised_figure_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scan, "ROUNDS", 1)
    monkeypatch.setattr(scan, "SHEETS", 4)

    assert scan.run(tmp_path / "figures.json") == 0

    figures = json.loads((tmp_path / "figures.json").read_text())
    ratios = [
        f"ratio_{device}_{mode}" for device in ("airscan", "fujitsu") for mode in ("colour", "grey")
    ]
    assert all(figures[name] > 0 for name in [*ratios, "first_page_ms", "max_stall_ms"])
    assert "scanimage" in capsys.readouterr().out
