"""`mailroom scanner`: what a scanner can do, and what it makes of a profile, without feeding."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mailroom.domain.batches import BatchMode
from mailroom.domain.errors import CommandRefused
from mailroom.settings import StationSettings
from mailroom.station.drivers import Drivers
from mailroom.station.profiles import Profile, ProfilesWrong, read_profiles
from scanners.api import Capabilities, OptionTried, Outcome, Scanner, ScannerTrouble

_MARKS = {
    Outcome.ACCEPTED: "[green]accepted[/]",
    Outcome.CHANGED: "[yellow]changed[/]",
    Outcome.REFUSED: "[bold red]refused[/]",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("check",), help="set a profile's options, read them back")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="the station's TOML file")
    parser.add_argument("--scanner", metavar="ID", help="one of the settings' feeders; else all")
    parser.add_argument("--profile", metavar="NAME", help="else the standard one")
    parser.add_argument("--outside", action="store_true", help="as for envelopes, not contents")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when a scanner does not answer or refuses anything."""
    settings = StationSettings.read(args.settings)
    try:
        book = read_profiles(settings.profiles)
        profile = book.profiles[args.profile] if args.profile else book.standard
        scanners = [
            one for one in Drivers(settings.feeders).known() if args.scanner in (None, one.info.id)
        ]
    except (ProfilesWrong, OSError, KeyError, CommandRefused) as problem:
        sys.stderr.write(f"{type(problem).__name__}: {problem}\n")
        return 1
    if not scanners:
        sys.stderr.write("The settings name no such scanner.\n")
        return 1
    mode = BatchMode.FACE if args.outside else BatchMode.CONTENTS
    well = [_check(one, profile, mode) for one in scanners]
    return 0 if all(well) else 1


def _check(scanner: Scanner, profile: Profile, mode: BatchMode) -> bool:
    console = Console()
    console.print(f"[bold]{scanner.info.label}[/] ({scanner.info.id})", highlight=False)
    request = profile.request(
        Path("/nonexistent"), mode, duplex=profile.is_duplex(mode, face=False)
    )
    try:
        console.print(_told(scanner.capabilities()), highlight=False)
        tried = list(scanner.try_out(request))
    except ScannerTrouble as trouble:
        console.print(f"[bold red]{trouble.situation.value}[/]: {trouble}", highlight=False)
        return False
    console.print(_table(tried))
    return all(one.outcome is not Outcome.REFUSED for one in tried)


def _told(can: Capabilities) -> str:
    dpi = ", ".join(map(str, can.dpi))
    if can.dpi_range:
        dpi = f"{can.dpi_range[0]} to {can.dpi_range[1]}"
    facts = [
        f"sources: {', '.join(can.sources)}",
        f"modes: {', '.join(can.modes)}",
        f"dpi: {dpi or 'any'}",
        f"largest: {can.max_width_mm:g} x {can.max_height_mm:g} mm",
        f"double feeds: {', '.join(can.double_feed) or 'as the device is set'}",
        f"imprinter: {_yes(can.has_imprinter)}",
        f"button: {_yes(can.has_button)}",
        f"feels paper: {_yes(can.feels_paper)}",
    ]
    return "\n".join(facts)


def _table(tried: Iterable[OptionTried]) -> Table:
    table = Table(header_style="bold", pad_edge=False)
    for name in ("", "Option", "Asked", "Read back"):
        table.add_column(name, overflow="fold")
    for one in tried:
        table.add_row(_MARKS[one.outcome], one.option, one.asked, one.got)
    return table


def _yes(fact: bool) -> str:  # noqa: FBT001  one fact in words
    return "yes" if fact else "no"
