"""The console's other programs do what they say: pictures for the guide, figures."""

import json
from pathlib import Path

from PySide6.QtGui import QImage

from ui import bench, screenshots


def test_screenshots_are_made_at_both_sizes(tmp_path: Path):
    wanted = ["--scene", "marketing", "--language", "sv"]
    assert screenshots.main([str(tmp_path), *wanted]) == 0
    sizes = {}
    for file in tmp_path.iterdir():
        picture = QImage(str(file))
        sizes[file.name] = (picture.width(), picture.height())
    assert sizes == {
        "marketing-sv-1366x768.png": (1366, 768),
        "marketing-sv-1920x1080.png": (1920, 1080),
    }


def test_the_bench_writes_flat_figures(tmp_path: Path):
    file = tmp_path / "console.json"
    bench.run(file, bench.Load(letters=2, turns=3, batch_s=1.0))
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert {"page_turn_p95_ms", "max_stall_ms", "peer_page_turn_p95_ms"} <= set(figures)
    assert all(isinstance(figure, int | float) and figure >= 0 for figure in figures.values())
