"""A real station on the practice tray as a process of its own, telling sheets by their pictures."""

import sys
from functools import partial
from pathlib import Path

from mailroom import logs
from mailroom.demo.services import Rehearsal
from mailroom.demo.tray import read_tray
from mailroom.domain.items import Sheet
from mailroom.station.wiring import build_station
from tests.station.desk_program import obey
from tests.station.tray_paper import Laid, sheets_of, told_apart


def known_as(sheet: Sheet, among: list[Laid]) -> list[str]:
    captures = [page.image for page in sheet.pages]
    return told_apart(captures[0], among).shown_by(captures) if captures else []


def main() -> None:
    script, tray = map(Path, sys.argv[1:])
    logs.configure()
    among = [laid for item in read_tray(tray).items for laid in sheets_of(item)]
    obey(build_station(Rehearsal.read(script).settings), partial(known_as, among=among))


if __name__ == "__main__":
    main()
