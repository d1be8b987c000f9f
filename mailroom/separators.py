"""`mailroom separators`: the sheets that stand between two items of a stack, as a PDF to print."""

import argparse
import sys
from pathlib import Path

from mailroom.engines.face.separator import write_separators


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="FILE", help="the PDF; print it on both sides")
    parser.add_argument("--sheets", type=int, default=10, metavar="N", help="how many; 10")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when the file cannot be written."""
    if args.sheets < 1:
        sys.stderr.write("At least one sheet.\n")
        return 1
    try:
        write_separators(args.out, args.sheets)
    except OSError as problem:
        sys.stderr.write(f"{args.out}: {problem.strerror}\n")
        return 1
    sys.stdout.write(f"{args.out}: {args.sheets} sheets, to be printed on both sides\n")
    return 0
