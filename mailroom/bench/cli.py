"""`mailroom bench NAME`: every shipped benchmark, a table and flat figures."""

import argparse
import subprocess
import sys
from pathlib import Path

from mailroom.bench import backend, chain, face, scan

NAMES = ("face", "document", "scan", "console", "chain", "backend")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    large = "of the backend's search; a smaller one is made faster"
    parser.add_argument("--originals", type=int, default=1_000_000, metavar="N", help=large)


def run(args: argparse.Namespace) -> int:
    if args.name == "face":
        return face.run(args.json)
    if args.name == "document":
        return _document(args.json)
    if args.name == "scan":
        return scan.run(args.json)
    if args.name == "chain":
        return chain.run(args.json)
    if args.name == "backend":
        return backend.run(args.json, originals=args.originals)
    return _console(args.json)


def _document(json: Path | None) -> int:
    """A program of its own, since its peer is a library that only this benchmark needs."""
    told = ["--json", str(json)] if json else []
    module = "mailroom.bench.document"
    return subprocess.run([sys.executable, "-m", module, *told], check=False).returncode  # noqa: S603  our own module


def _console(json: Path | None) -> int:
    """The console stands above this package, so its benchmark runs as a program of its own."""
    told = ["--json", str(json)] if json else []
    return subprocess.run([sys.executable, "-m", "ui.bench", *told], check=False).returncode  # noqa: S603  our own module
