"""The console's command line: `mailroom-console`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tomllib import TOMLDecodeError

from pydantic import ValidationError

from mailroom import logs
from mailroom.domain.errors import MailroomError
from mailroom.settings import StationSettings
from mailroom.station.wiring import build_station
from ui import app
from ui.actions import KeyMapUnusable, key_map_of
from ui.texts.phrase import Language


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="mailroom-console", description="The operator's console.")
    parser.add_argument("--settings", type=Path, help="the station's TOML file")
    parser.add_argument("--language", choices=[*Language], type=Language)
    parser.add_argument("--verbose", action="store_true")
    wanted = parser.parse_args(argv)
    logs.configure(verbose=wanted.verbose)
    try:
        settings = StationSettings.read(wanted.settings)
        key_map_of(settings.console.keys)
    except (ValidationError, KeyMapUnusable, TOMLDecodeError) as problem:
        parser.error(f"the settings cannot be used (TOML): {problem}")
    language = wanted.language or Language(settings.language)
    try:
        station = build_station(settings)
    except MailroomError as problem:
        return app.refuse(problem.code, language)
    try:
        return app.run(station, language=language, own=settings.console)
    finally:
        station.close()


if __name__ == "__main__":
    sys.exit(main())
