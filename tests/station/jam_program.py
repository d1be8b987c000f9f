"""A station at a network feeder as a process of its own, for campaigns that kill it."""

import sys
from pathlib import Path

from mailroom import logs
from mailroom.station.service import LocalStation
from scanners.api import ScannerInfo
from scanners.host import EsclScanner
from tests.station.bench import light_parts
from tests.station.desk_program import obey


def main() -> None:
    workspace, url, key_file, feeder = sys.argv[1:]
    logs.configure()
    scanner = EsclScanner(ScannerInfo(id=feeder, label="Feeder", driver="escl"), feeder)
    place = Path(workspace)
    parts = light_parts(
        place, hopper=place / "hopper", url=url, key_file=Path(key_file), scanner=scanner
    )
    station = LocalStation(parts)
    station.start()
    obey(station)


if __name__ == "__main__":
    main()
