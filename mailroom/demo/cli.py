"""`mailroom demo`: the practice tray, from the feeder to the company's mailbox."""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from rich.console import Console

from mailroom.demo.operator import PracticeOperator, PracticeStopped
from mailroom.demo.report import print_run, teller, wide_console
from mailroom.demo.services import Rehearsal, ServiceMissing, rehearsal
from mailroom.demo.tray import read_tray
from mailroom.settings import resources
from mailroom.station.wiring import build_station

RELEASE_DELAY_S = 2.0
"""Short, so that a demonstration ends; a real desk has a quarter of an hour."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--headless", action="store_true", help="no window, even with a screen")
    where.add_argument("--window", action="store_true", help="a window, wherever Qt can open one")
    parser.add_argument(
        "--train", action="store_true", help="work the tray yourself, with faults to order"
    )
    parser.add_argument("--close", action="store_true", help="close the window with the last item")
    parser.add_argument("--tray", type=Path, help="another tray than the one that is shipped")
    parser.add_argument("--workspace", type=Path, help="keep everything in this folder")
    parser.add_argument(
        "--stay", action="store_true", help="leave the mailbox open until Enter is pressed"
    )


def run(args: argparse.Namespace) -> int:
    """Exit status 0 only when every item ended as its known answer says and the sheets balance."""
    console = wide_console()
    folder = args.tray or resources() / "samples" / "tray"
    with tempfile.TemporaryDirectory(prefix="mailroom-demo-") as temporary:
        workspace = (args.workspace or Path(temporary)).absolute()
        try:
            with rehearsal(workspace, release_delay_s=RELEASE_DELAY_S) as stage:
                if args.train:
                    return _with_window(stage, folder, workspace, "--train")
                if args.window or (_has_screen() and not args.headless):
                    return _with_window(stage, folder, workspace, *["--close"] * args.close)
                return _headless(console, stage, folder, stay=args.stay)
        except (PracticeStopped, ServiceMissing) as problem:
            console.print(f"[bold red]The demonstration stopped:[/] {problem}")
            return 1


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _headless(console: Console, stage: Rehearsal, folder: Path, *, stay: bool) -> int:
    tray = read_tray(folder)
    console.print(f"{len(tray.items)} items in the tray; backend at {stage.mailbox_url}")
    with closing(build_station(stage.settings)) as station, console.status("starting") as status:
        operator = PracticeOperator(station, stage.hopper, tray, teller(console, status.update))
        result = operator.work(stage.user, stage.secret)
    print_run(console, result, stage.mailbox_url, stage.secret)
    if stay and sys.stdin.isatty():
        console.input("Press Enter to close the mailbox. ")
    return 0 if result.as_known else 1


def _with_window(stage: Rehearsal, folder: Path, workspace: Path, *flags: str) -> int:
    """The console plays the same tray; it stands above this package, so it is its own program."""
    script = workspace / "rehearsal.json"
    stage.write(script)
    command = [sys.executable, "-m", "ui.practice", str(script), str(folder), *flags]
    return subprocess.run(command, check=False).returncode  # noqa: S603  our own module
