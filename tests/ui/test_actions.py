"""The key map: complete, unambiguous, remappable."""

import pytest

from ui.actions import DEFAULT_KEYS, FIXED_KEYS, Action, KeyMapUnusable, action_for, key_map_of
from ui.style import Look
from ui.texts.phrase import Language, Say
from ui.widgets.key_hints import key_text
from ui.widgets.key_overlay import KeyOverlay
from ui.widgets.keycap import KeyCap
from ui.widgets.numpad import Numpad


def test_every_action_has_a_key_and_every_key_one_action():
    assert set(DEFAULT_KEYS) == set(Action)
    keys = [key for keys in DEFAULT_KEYS.values() for key in keys]
    assert len(keys) == len(set(keys))
    assert not FIXED_KEYS.intersection(keys)


def test_no_action_needs_a_modifier():
    keys = {key for keys in DEFAULT_KEYS.values() for key in keys}
    assert not [key for key in keys if "+" in key and key != "+"]


def test_the_settings_take_the_place_of_the_keys_they_name():
    key_map = key_map_of({"undo": ("Delete", "F14")})
    assert action_for(key_map, "F14") is Action.UNDO
    assert action_for(key_map, "Backspace") is None
    assert action_for(key_map, "F3") is Action.RESCAN
    assert key_map_of({}) == DEFAULT_KEYS


@pytest.mark.parametrize("language", [*Language])
def test_the_overlay_shows_the_keys_as_they_are_now(language: Language):
    """On its list and on the drawn number pad; what the key was before is nowhere."""
    key_map = key_map_of({"undo": ("Delete", "F14"), "unscannable": ("F15",)})
    say = Say(language)
    overlay = KeyOverlay(Look(), say, key_map)
    caps = [one.accessibleName() for one in overlay.findChildren(KeyCap)]
    for key in ("Delete", "F14", "F15"):
        assert key_text(key, say) in caps
    assert key_text("Backspace", say) not in caps
    before = Numpad(Look(), say, DEFAULT_KEYS).accessibleDescription()
    (pad,) = overlay.findChildren(Numpad)
    assert "/: " in before
    assert "/: " not in pad.accessibleDescription()


@pytest.mark.parametrize(
    ("name", "keys", "said"),
    [
        ("fly", ("F4",), "fly"),
        ("undo", ("F3",), "F3"),
        ("undo", ("5",), "5"),
        ("undo", (), "undo"),
        ("undo", ("",), "undo"),
    ],
)
def test_keys_that_would_confuse_are_refused(name: str, keys: tuple[str, ...], said: str):
    with pytest.raises(KeyMapUnusable, match=said):
        key_map_of({name: keys})
