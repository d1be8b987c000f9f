"""`mailroom bench NAME`: every shipped benchmark, a table and flat figures."""

import argparse
import subprocess
import sys
from pathlib import Path

from mailroom.bench import backend, chain, face, scan

PROGRAMS = {
    "document": "mailroom.bench.document",
    "console": "ui.bench",
    "desk": "ui.keycount",
    "review": "ui.reviewbench",
}
"""Programs of their own: a peer that only one benchmark needs; a console that stands above us."""
NAMES = ("face", "document", "scan", "console", "desk", "review", "chain", "backend")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    large = "of the backend's search; a smaller one is made faster"
    parser.add_argument("--originals", type=int, default=1_000_000, metavar="N", help=large)


def run(args: argparse.Namespace) -> int:
    if args.name in PROGRAMS:
        return _program(PROGRAMS[args.name], args.json)
    if args.name == "face":
        return face.run(args.json)
    if args.name == "scan":
        return scan.run(args.json)
    if args.name == "chain":
        return chain.run(args.json)
    return backend.run(args.json, originals=args.originals)


def _program(module: str, json: Path | None) -> int:
    told = ["--json", str(json)] if json else []
    return subprocess.run([sys.executable, "-m", module, *told], check=False).returncode  # noqa: S603  our own module
