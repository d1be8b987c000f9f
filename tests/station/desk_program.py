"""A station as a process of its own: commands come in as JSON lines, events leave as JSON lines."""

import dataclasses
import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock

from mailroom import logs
from mailroom.domain.events import (
    CountersChanged,
    Event,
    FeederChanged,
    ItemChanged,
    Refused,
    SignedIn,
    TrayOpened,
)
from mailroom.domain.items import Item, Sheet
from mailroom.station import commands
from mailroom.station.service import LocalStation
from tests.station.bench import light_station
from tests.station.hand import ARRIVED

_lock = Lock()


KnownAs = Callable[[Sheet], list[str]]
"""What the campaign calls a sheet's sides."""


def by_image(sheet: Sheet) -> list[str]:
    return [page.sha256 for page in sheet.pages]


def summary(item: Item, known_as: KnownAs = by_image) -> dict[str, object]:
    return {
        "kind": "item",
        "id": item.id,
        "revision": item.revision,
        "state": item.state.value,
        "closed": item.closed,
        "sheets": [[sheet.number, sheet.place.value, known_as(sheet)] for sheet in item.sheets],
    }


def say(event: Event, known_as: KnownAs = by_image) -> None:
    match event:
        case ItemChanged(item):
            _write(summary(item, known_as))
        case FeederChanged():
            _write({"kind": "feeder", **dataclasses.asdict(event)})
        case Refused():
            _write({"kind": "refused", **dataclasses.asdict(event)})
        case CountersChanged(counters):
            _write({"kind": "counters", **dataclasses.asdict(counters)})
        case SignedIn(user):
            _write({"kind": "signed_in", "user": user})
        case TrayOpened():
            _write({"kind": "tray"})
        case _:
            pass


def _write(what: dict[str, object]) -> None:
    with _lock:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()


def command_of(line: str) -> commands.Command:
    asked = json.loads(line)
    kind = getattr(commands, asked.pop("do"))
    if kind is commands.OpenTray:
        asked["arrived_on"] = dt.date.fromisoformat(asked.get("arrived_on", ARRIVED.isoformat()))
    return kind(**asked)


def obey(station: LocalStation, known_as: KnownAs = by_image) -> None:
    """Serve a started station until standard input ends; then the process is gone at once."""
    station.subscribe(partial(say, known_as=known_as))
    for item in station.items():
        _write(summary(item, known_as))
    _write({"kind": "up"})
    for line in sys.stdin:
        station.do(command_of(line))
    os._exit(0)


def main() -> None:
    workspace, hopper, url, key_file = sys.argv[1:]
    logs.configure()
    station = light_station(Path(workspace), hopper=Path(hopper), url=url, key_file=Path(key_file))
    station.start()
    obey(station)


if __name__ == "__main__":
    main()
