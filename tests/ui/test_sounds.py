"""What a change of the desk sounds like, and that every sound is there to be played."""

import wave

import pytest

from mailroom.domain.events import FeederChanged, FeederState, ItemChanged, Refused
from mailroom.domain.items import ItemState
from tests.ui.test_desk import at_work
from ui.desk import reduce
from ui.rehearsal.scenes import clear, doubtful
from ui.sounds import Player, Sound, sound_of
from ui.style import RESOURCES


@pytest.mark.parametrize(
    ("event", "sound"),
    [
        (ItemChanged(clear(7, ItemState.OPENING)), Sound.ACCEPTED),
        (ItemChanged(doubtful()), Sound.ATTENTION),
        (FeederChanged(FeederState.PAUSED, 1, "paper_jam"), Sound.ATTENTION),
        (Refused("disk_full"), Sound.ATTENTION),
        (FeederChanged(FeederState.SCANNING, 1), None),
    ],
)
def test_decisions_and_troubles_are_told_apart_by_ear(event: object, sound: Sound | None):
    desk = at_work()
    assert sound_of(desk, reduce(desk, event)) is sound  # type: ignore[arg-type]


@pytest.mark.parametrize("sound", [*Sound])
def test_a_sound_is_short(sound: Sound):
    with wave.open(str(RESOURCES / "sounds" / f"{sound}.wav")) as file:
        assert 0.05 < file.getnframes() / file.getframerate() < 0.6


def test_without_a_player_it_is_silent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    Player().play(Sound.ACCEPTED)
