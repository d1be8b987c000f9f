"""What comes of a key: the desk after it, and what is asked of the station."""

from collections.abc import Callable
from dataclasses import dataclass

from mailroom.domain.register import Customer
from mailroom.station.commands import Command
from ui.desk import Desk

LookUp = Callable[[str], Customer | None]


@dataclass(frozen=True, slots=True)
class Pressed:
    desk: Desk
    commands: tuple[Command, ...] = ()
