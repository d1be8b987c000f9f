"""A station as a process of its own: commands come in as JSON lines, events leave as JSON lines."""

import dataclasses
import datetime as dt
import json
import os
import sys
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
from mailroom.domain.items import Item
from mailroom.station import commands
from tests.station.bench import light_station
from tests.station.hand import ARRIVED

_lock = Lock()


def summary(item: Item) -> dict[str, object]:
    return {
        "kind": "item",
        "id": item.id,
        "revision": item.revision,
        "state": item.state.value,
        "closed": item.closed,
        "sheets": [
            [sheet.number, sheet.place.value, [page.sha256 for page in sheet.pages]]
            for sheet in item.sheets
        ],
    }


def say(event: Event) -> None:
    match event:
        case ItemChanged(item):
            _write(summary(item))
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


def main() -> None:
    workspace, hopper, url, key_file = sys.argv[1:]
    logs.configure()
    station = light_station(Path(workspace), hopper=Path(hopper), url=url, key_file=Path(key_file))
    station.start()
    station.subscribe(say)
    for item in station.items():
        _write(summary(item))
    _write({"kind": "up"})
    for line in sys.stdin:
        station.do(command_of(line))
    os._exit(0)


if __name__ == "__main__":
    main()
