"""The console's command line: `mailroom-console`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs
from pydantic import ValidationError

from mailroom import logs
from mailroom.domain.errors import MailroomError
from mailroom.settings import StationSettings
from mailroom.station.wiring import build_station
from ui import app
from ui.actions import KeyMapUnusable, read_key_map
from ui.texts.phrase import Language


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="mailroom-console", description="The operator's console.")
    parser.add_argument("--settings", type=Path, help="the station's TOML file")
    parser.add_argument("--language", choices=[*Language], type=Language)
    parser.add_argument("--keys", type=Path, default=_keys_file(), help="a TOML file of other keys")
    parser.add_argument("--verbose", action="store_true")
    wanted = parser.parse_args(argv)
    logs.configure(verbose=wanted.verbose)
    try:
        settings = StationSettings.read(wanted.settings)
        read_key_map(wanted.keys)
    except (ValidationError, KeyMapUnusable) as problem:
        parser.error(str(problem))
    language = wanted.language or Language(settings.language)
    try:
        station = build_station(settings)
    except MailroomError as problem:
        return app.refuse(problem.code, language)
    try:
        return app.run(station, language=language, keys_file=wanted.keys)
    finally:
        station.close()


def _keys_file() -> Path:
    return platformdirs.user_config_path("mailroom") / "keys.toml"


if __name__ == "__main__":
    sys.exit(main())
