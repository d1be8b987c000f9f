"""The backend's benchmark: every promised figure, from real work at a small size."""

import json
from pathlib import Path

import pytest

from mailroom.bench import backend


def test_every_figure_is_there_and_says_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backend, "ITEMS", 16)
    monkeypatch.setattr(backend, "ROUNDS", 1)
    file = tmp_path / "figures.json"
    assert backend.run(file, letters=300, originals=2_000) == 0
    figures = json.loads(file.read_text("utf-8"))
    promised = ("intake_per_s", "ratio_to_bare", "intake_p99_ms", "list_p95_ms")
    promised += ("search_p95_ms", "archive_p95_ms")
    assert all(figures[name] > 0 for name in promised)
    assert figures["intake_per_s_peer"] > 0
    assert (figures["list_letters"], figures["search_originals"]) == (300, 2_000)
