"""`mailroom drain`: works what waits on this station until everything has its receipt."""

import argparse
import sys
from contextlib import closing
from pathlib import Path

from mailroom.domain.errors import CommandRefused
from mailroom.domain.items import ItemState
from mailroom.domain.lifecycle import is_terminal, waits_for_person
from mailroom.settings import StationSettings
from mailroom.station.service import LocalStation
from mailroom.station.waiting import Waiting
from mailroom.station.wiring import build_station


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="FILE", help="the station's TOML file")
    parser.add_argument("--minutes", type=float, default=10.0, help="give up after so long")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when something still waits; it stays safe and is sent by the next start."""
    with closing(build_station(StationSettings.read(args.settings))) as station:
        with Waiting(station) as waiting:
            try:
                if _on_their_way(station):
                    waiting.until(
                        lambda _: not _on_their_way(station), patience_s=60 * args.minutes
                    )
            except (TimeoutError, CommandRefused):
                pass
        left = _on_their_way(station)
        for_people = sum(waits_for_person(item.state) for item in station.items())
    sys.stdout.write(f"{left} on their way, {for_people} wait for a person\n")
    return 1 if left else 0


def _on_their_way(station: LocalStation) -> int:
    """Items that go on without a hand."""
    return sum(
        not is_terminal(item.state)
        and not waits_for_person(item.state)
        and item.state is not ItemState.OPENING
        for item in station.items()
    )
