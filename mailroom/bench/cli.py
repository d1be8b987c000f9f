"""`mailroom bench NAME`: every shipped benchmark, a table and flat figures."""

import argparse
import subprocess
import sys
from pathlib import Path

from mailroom.bench import chain, face, scan

NAMES = ("face", "scan", "console", "desk", "chain")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")


def run(args: argparse.Namespace) -> int:
    if args.name == "face":
        return face.run(args.json)
    if args.name == "scan":
        return scan.run(args.json)
    if args.name == "chain":
        return chain.run(args.json)
    return _of_console("ui.bench" if args.name == "console" else "ui.keycount", args.json)


def _of_console(module: str, json: Path | None) -> int:
    """The console stands above this package, so its benchmarks run as programs of their own."""
    told = ["--json", str(json)] if json else []
    return subprocess.run([sys.executable, "-m", module, *told], check=False).returncode  # noqa: S603  our own module
