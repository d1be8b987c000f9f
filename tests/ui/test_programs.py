"""The console's other programs do what they say: pictures for the guide, figures."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mailroom.settings import resources
from ui import bench, reviewbench, screenshots
from ui.actions import DEFAULT_KEYS, Action
from ui.app import refusal_box
from ui.texts.phrase import Language
from ui.texts.room import PLACES


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


def test_the_review_bench_turns_real_items_over_a_slow_line(tmp_path: Path):
    file = tmp_path / "review.json"
    reviewbench.run(file, turns=2)
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert figures["review_turns"] == 2
    assert figures["peer_review_turn_p50_ms"] >= figures["round_trip_ms"]
    assert figures["review_turn_p50_ms"] > 0


def test_what_keeps_the_console_from_opening_is_said(qtbot: QtBot):
    box = refusal_box("spool_too_new", Language.SV)
    qtbot.addWidget(box)
    assert "Programmet är för gammalt" in box.text()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ('[console.keys]\nundo = ["F3"]', "the key F3 means two actions"),
        ('[console]\ntheme = "pink"', "theme"),
        ("[console.keys", "TOML"),
    ],
)
def test_settings_that_confuse_stop_the_program_with_their_reason(
    tmp_path: Path, told: str, said: str
):
    settings = tmp_path / "station.toml"
    settings.write_text(told, encoding="utf-8")
    command = [sys.executable, "-m", "ui", "--settings", str(settings)]
    environment = {**os.environ, "MAILROOM_WORKSPACE": str(tmp_path)}
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 2
    assert said in ended.stderr


GUIDE = resources() / "guide"


@pytest.mark.parametrize("guide", ["guide.md", "guide-sv.md"])
def test_a_guide_names_pictures_that_are_there_and_actions_that_there_are(guide: str):
    text = (GUIDE / guide).read_text(encoding="utf-8")
    pictures = re.findall(r"\]\(([a-z0-9-]+\.png)\)", text)
    assert pictures
    assert [name for name in pictures if not (GUIDE / name).exists()] == []
    assert [action for action in Action if f"`{action}`" not in text] == []


def parts_of(guide: str) -> dict[str, list[str]]:
    text = (GUIDE / guide).read_text(encoding="utf-8")
    return {
        "headings": re.findall(r"^(#+) ", text, re.MULTILINE),
        "pictures": re.findall(r"\]\(([a-z-]+)-(?:sv|en)\.png\)", text),
        "keys": sorted(set(re.findall(r"`(F\d+|Esc|Enter|Delete|PgUp|PgDn|Ins|Home)`", text))),
        "rows": re.findall(r"^\|", text, re.MULTILINE),
    }


def test_the_guides_say_the_same_in_both_languages():
    assert parts_of("guide.md") == parts_of("guide-sv.md")


@pytest.mark.parametrize("language", [*Language])
def test_a_guide_names_every_screen_and_every_key_that_a_screen_offers(language: Language):
    guide = "guide.md" if language is Language.EN else "guide-sv.md"
    text = (GUIDE / guide).read_text(encoding="utf-8")
    assert [name for name in PLACES.values() if name.said(language) not in text] == []
    functions = {
        key for keys in DEFAULT_KEYS.values() for key in keys if re.fullmatch(r"F\d+", key)
    }
    assert [key for key in functions if f"`{key}`" not in text] == []
    links = re.findall(r"\]\(#([^)]+)\)", text)
    anchors = [
        line.lower().replace(" ", "-") for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    ]
    assert [link for link in links if link not in anchors] == []


def test_the_guides_pictures_are_made_by_one_command(tmp_path: Path):
    assert screenshots.main([str(tmp_path), "--guide"]) == 0
    made = {file.name for file in tmp_path.iterdir()}
    assert made == {
        file.name for file in GUIDE.glob("*.png") if not file.stem.startswith("mailbox")
    }
