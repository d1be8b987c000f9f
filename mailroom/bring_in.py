"""`mailroom import`: pictures of mail, taken in as a tray as if they had been fed."""

import argparse
import datetime as dt
import getpass
import os
import sys
from contextlib import closing
from pathlib import Path

from mailroom.domain.errors import CommandRefused
from mailroom.domain.events import Event, FeederChanged, FeederState, SignedIn, TrayOpened
from mailroom.domain.workdays import stockholm_date
from mailroom.settings import Feeder, StationSettings
from mailroom.station.commands import OpenTray, ScanFace, ScanStack, SignIn
from mailroom.station.service import LocalStation
from mailroom.station.waiting import Waiting
from mailroom.station.wiring import build_station

_ANSWER_S = 60.0
_FEEDING_S = 3600.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    today = stockholm_date(dt.datetime.now(dt.UTC))
    parser.add_argument("folder", type=Path, help="PNG, JPEG and TIFF pictures, in name order")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="the station's TOML file")
    parser.add_argument("--tray", required=True, help="the number on the tray card")
    parser.add_argument("--arrived", type=dt.date.fromisoformat, default=today, metavar="DATE")
    parser.add_argument("--postal-operator", default="PostNord")
    parser.add_argument("--user", required=True, help="the secret is asked for")
    parser.add_argument(
        "--faces", action="store_true", help="every picture is an unopened envelope's outside"
    )


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when the station refused or the pictures could not all be taken in."""
    if not args.folder.is_dir():
        return _say(f"There is no folder {args.folder}.")
    secret = os.environ.get("MAILROOM_OPERATOR_SECRET") or getpass.getpass("secret: ")
    source = Feeder(id="import", label="Import", driver="folder", device=str(args.folder))
    settings = StationSettings.read(args.settings).model_copy(update={"feeders": (source,)})
    with closing(build_station(settings)) as station:
        try:
            end = _take_in(station, args, secret)
        except CommandRefused as refusal:
            return _say(f"The station refused: {refusal}.")
        except TimeoutError:
            return _say("The station did not answer. What was taken in is safe; import again.")
    if end.situation is not None:
        return _say(f"The import stopped after {end.sheets_in_batch} sheets: {end.situation}.")
    return 0


def _take_in(station: LocalStation, args: argparse.Namespace, secret: str) -> FeederChanged:
    """How the feeding ended. Raises CommandRefused, TimeoutError."""
    last: list[FeederChanged] = []

    def ended(event: Event) -> bool:
        if isinstance(event, FeederChanged):
            last.append(event)
        return len(last) > 1 and last[-1].state is not FeederState.SCANNING

    with Waiting(station) as waiting:
        station.do(SignIn(args.user, secret))
        waiting.until(lambda event: isinstance(event, SignedIn), patience_s=_ANSWER_S)
        station.do(OpenTray(args.tray, args.arrived, args.postal_operator))
        waiting.until(lambda event: isinstance(event, TrayOpened), patience_s=_ANSWER_S)
        station.do(ScanFace() if args.faces else ScanStack())
        waiting.until(ended, patience_s=_FEEDING_S)
    return last[-1]


def _say(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
