"""The key map: complete, unambiguous, remappable."""

from pathlib import Path

import pytest

from ui.actions import DEFAULT_KEYS, FIXED_KEYS, Action, KeyMapUnusable, action_for, read_key_map


def test_every_action_has_a_key_and_every_key_one_action():
    assert set(DEFAULT_KEYS) == set(Action)
    keys = [key for keys in DEFAULT_KEYS.values() for key in keys]
    assert len(keys) == len(set(keys))
    assert not FIXED_KEYS.intersection(keys)


def test_no_action_needs_a_modifier():
    keys = {key for keys in DEFAULT_KEYS.values() for key in keys}
    assert not [key for key in keys if "+" in key and key != "+"]


def test_a_file_takes_the_place_of_the_keys_it_names(tmp_path: Path):
    file = tmp_path / "keys.toml"
    file.write_text('undo = ["Delete", "F12"]\n', encoding="utf-8")
    key_map = read_key_map(file)
    assert action_for(key_map, "F12") is Action.UNDO
    assert action_for(key_map, "Backspace") is None
    assert action_for(key_map, "F3") is Action.RESCAN


def test_without_a_file_the_keys_are_the_usual_ones(tmp_path: Path):
    assert read_key_map(tmp_path / "none.toml") is DEFAULT_KEYS
    assert read_key_map(None) is DEFAULT_KEYS


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('fly = ["F4"]', "fly"),
        ('undo = ["F3"]', "F3"),
        ('undo = ["5"]', "5"),
        ("undo = []", "undo"),
        ('undo = "F4"', "undo"),
        ("undo = [4]", "undo"),
        ("undo = [", "TOML"),
    ],
)
def test_a_file_that_would_confuse_is_refused(tmp_path: Path, text: str, names: str):
    file = tmp_path / "keys.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KeyMapUnusable, match=names):
        read_key_map(file)
