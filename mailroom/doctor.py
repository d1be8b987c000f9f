"""`mailroom doctor`: what is not as it should be on this station, and what to do about it."""

import argparse
import datetime as dt
import platform
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from rich.console import Console
from rich.table import Table

from mailroom.domain.errors import LanguageMissing
from mailroom.domain.readings import OTHER_MAKE
from mailroom.engines.ocr.paddle import ModelMissing, model_file
from mailroom.engines.ocr.tessdata import require_languages, tessdata_folder
from mailroom.settings import Feeder, StationSettings
from mailroom.station.register import RegisterKeeper
from scanners.discovery import find_scanners

_PATIENCE_S = 5.0
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """`remedy` is what to do, empty when all is well."""

    subject: str
    well: bool
    seen: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="FILE", help="the station's TOML file")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when anything needs a hand."""
    settings = StationSettings.read(args.settings)
    findings = list(examine(settings))
    table = Table(header_style="bold", pad_edge=False)
    for name in ("", "Subject", "Seen", "What to do"):
        table.add_column(name, overflow="fold")
    for finding in findings:
        mark = "[green]well[/]" if finding.well else "[bold red]look[/]"
        table.add_row(mark, finding.subject, finding.seen, finding.remedy)
    Console().print(table)
    return 0 if all(finding.well for finding in findings) else 1


def examine(settings: StationSettings) -> Iterable[Finding]:
    """One finding per thing the station needs; none of them changes anything."""
    checks: tuple[Callable[[StationSettings], Finding], ...] = (
        _versions,
        _models,
        _disk,
        _backend,
        _register,
    )
    yield from (check(settings) for check in checks)
    yield from (_scanner(feeder) for feeder in settings.feeders)


def _versions(_: StationSettings) -> Finding:
    seen = f"mailroom {version('mailroom')}, Python {platform.python_version()}"
    return Finding("Versions", sys.version_info >= (3, 11), seen)


def _models(settings: StationSettings) -> Finding:
    try:
        require_languages(settings.more_languages)
        for reader in OTHER_MAKE:
            model_file(reader)
        return Finding(
            "Reading models",
            well=True,
            seen=f"{tessdata_folder()}, two for hands, one for rows of print",
        )
    except LanguageMissing as missing:
        return Finding(
            "Reading models",
            well=False,
            seen=f"more_languages names {missing}, which is not installed",
            remedy=f"Install the package tesseract-ocr-{str(missing).replace('_', '-')}, "
            "or take the language out of the settings.",
        )
    except ModelMissing as missing:
        return Finding(
            "Reading models",
            well=False,
            seen="a model for handwriting or for rows of print is missing",
            remedy=f"Set Mailroom up again: the Python package {missing} brings it.",
        )
    except FileNotFoundError:
        return Finding(
            "Reading models",
            well=False,
            seen="the Swedish or the English model is missing",
            remedy="Install the packages tesseract-ocr-swe and tesseract-ocr-eng.",
        )


def _disk(settings: StationSettings) -> Finding:
    place = next(p for p in (settings.workspace, *settings.workspace.parents) if p.exists())
    free_mb = shutil.disk_usage(place).free // _MEGABYTE
    well = free_mb > settings.reserve_mb
    remedy = "" if well else f"Make room: no batch starts with less than {settings.reserve_mb} MB."
    return Finding("Disk", well, f"{free_mb:,} MB free at {place}", remedy)


def _backend(settings: StationSettings) -> Finding:
    url = settings.backend_url
    if urlsplit(url).scheme not in {"http", "https"}:
        return Finding(
            "Backend", well=False, seen=url, remedy="Give backend_url as http:// or https://."
        )
    try:
        with urlopen(f"{url}/health", timeout=_PATIENCE_S) as answer:  # noqa: S310  scheme checked above
            return Finding("Backend", answer.status == HTTPStatus.OK, url)
    except (URLError, OSError):
        return Finding(
            "Backend",
            well=False,
            seen=f"no answer from {url}",
            remedy="Work goes on and waits in the outbox. Start the backend or mend the network.",
        )


def _register(settings: StationSettings) -> Finding:
    max_age = dt.timedelta(hours=settings.register_max_age_h)
    register = RegisterKeeper(
        settings.workspace, max_age=max_age, now=lambda: dt.datetime.now(dt.UTC)
    )
    if register.day is None:
        return Finding(
            "Register", well=False, seen="none yet", remedy="It comes when the backend answers."
        )
    remedy = "Nothing is sorted by itself until the backend answers." if register.is_stale else ""
    return Finding("Register", not register.is_stale, f"of {register.day}", remedy)


def _scanner(feeder: Feeder) -> Finding:
    search = find_scanners(feeder.sane_config)
    names = {found.device for found in search.found}
    subject = f"Scanner {feeder.label}"
    if feeder.driver != "sane" or feeder.device in names:
        return Finding(subject, well=True, seen=feeder.device)
    return Finding(
        subject,
        well=False,
        seen=search.detail or "SANE does not see it",
        remedy="Switch the scanner on and check its cable; then look again.",
    )
