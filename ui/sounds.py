"""Two sounds, both optional: something was accepted, something wants a person."""

import shutil
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QProcess

from mailroom.domain.events import FeederState
from ui.desk import Desk, Note, waiting
from ui.style import RESOURCES

_PLAYER: Final = "aplay"


class Sound(StrEnum):
    """Each is a file of this name in `resources/sounds`."""

    ACCEPTED = "accepted"
    ATTENTION = "attention"


_ATTENTION_NOTES: Final = frozenset({Note.REFUSED, Note.CODE_IGNORED})


def sound_of(before: Desk, after: Desk) -> Sound | None:
    """What the change from one desk to the next sounds like; attention goes first."""
    paused = FeederState.PAUSED
    if after.feeder.state is paused and before.feeder.state is not paused:
        return Sound.ATTENTION
    said = after.message
    if said is not None and said != before.message and said.note in _ATTENTION_NOTES:
        return Sound.ATTENTION
    if len(waiting(after)) > len(waiting(before)):
        return Sound.ATTENTION
    return Sound.ACCEPTED if _decided(after) > _decided(before) else None


def _decided(desk: Desk) -> int:
    return sum(item.decision is not None for item in desk.items.values())


class Player:
    """Plays in a program of its own, so that no sound device can ever hold the window up."""

    def __init__(self) -> None:
        self._player = shutil.which(_PLAYER)

    def play(self, sound: Sound) -> None:
        """Silent where there is no player or no sound device."""
        if self._player is not None:
            file = RESOURCES / "sounds" / f"{sound}.wav"
            QProcess.startDetached(self._player, ["-q", str(file)])
