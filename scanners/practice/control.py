"""What can be done at the practice feeder by hand, as JSON requests under `/ctl/`."""

import dataclasses
import json
from pathlib import Path
from typing import cast

from scanners.practice.device import PracticeDevice
from scanners.practice.faults import Fault, FaultKind, Moment
from scanners.practice.sheets import PracticeSheet, SheetUnreadable, sheets_of_folder


def obey(device: PracticeDevice, verb: str, body: bytes) -> tuple[int, bytes]:
    """The answer's HTTP status and JSON body; every good answer is the state afterwards.

    `state`; `load` with `{"folder": ..}` or `{"sheets": [{"front": .., "back": ..}]}`;
    `refeed` with `{"count": ..}`; `fault` with the fields of `Fault`; `clear`; `reset`.
    """
    try:
        _do(device, verb, _fields(body))
    except (KeyError, TypeError, ValueError, OSError, SheetUnreadable) as problem:
        refusal = {"refused": type(problem).__name__}
        return 400, json.dumps(refusal).encode()
    return 200, json.dumps(dataclasses.asdict(device.state())).encode()


def _do(device: PracticeDevice, verb: str, fields: dict[str, object]) -> None:
    match verb:
        case "state":
            return
        case "load":
            device.load(_sheets(fields))
        case "refeed":
            device.refeed(int(str(fields["count"])))
        case "fault":
            device.add_fault(_fault(fields))
        case "clear":
            device.clear()
        case "reset":
            device.reset()
        case _:
            raise KeyError(verb)


def _fields(body: bytes) -> dict[str, object]:
    fields: object = json.loads(body or b"{}")
    if not isinstance(fields, dict):
        raise TypeError("not an object")
    return cast(dict[str, object], fields)


def _sheets(fields: dict[str, object]) -> list[PracticeSheet]:
    if "folder" in fields:
        return sheets_of_folder(Path(str(fields["folder"])))
    listed = cast(list[dict[str, str]], fields["sheets"])
    return [
        PracticeSheet(Path(sheet["front"]), Path(sheet["back"]) if sheet.get("back") else None)
        for sheet in listed
    ]


def _fault(fields: dict[str, object]) -> Fault:
    words = {name: str(value) for name, value in fields.items()}
    fault = Fault(FaultKind(words.pop("kind")), moment=Moment(words.pop("moment", "front")))
    return dataclasses.replace(
        fault,
        sheet=int(words.pop("sheet", fault.sheet)),
        times=int(words.pop("times", fault.times)),
        http_status=int(words.pop("http_status", fault.http_status)),
        seconds=float(words.pop("seconds", fault.seconds)),
    )
