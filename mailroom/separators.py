"""`mailroom separators`: the sheets that stand between two items of a stack, as a PDF to print."""

import argparse
import sys
from pathlib import Path

from mailroom.domain.separators import Separator, SeparatorKind
from mailroom.engines.face.separator import write_separators

_NAME_WRONG = {
    True: "This kind needs a name of at most 24 letters A-Z, digits, spaces and - _ .\n",
    False: "This kind has no name.\n",
}
_KINDS = {kind.value.lower(): kind for kind in SeparatorKind}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="FILE", help="the PDF; print it on both sides")
    parser.add_argument("--sheets", type=int, default=10, metavar="N", help="how many; 10")
    parser.add_argument(
        "--kind",
        choices=tuple(_KINDS),
        default="next",
        help="what they tell the station: the next item, another tray, faces only, another profile",
    )
    parser.add_argument("--name", default="", help="the tray's number or the profile's name")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when the file cannot be written."""
    if args.sheets < 1:
        sys.stderr.write("At least one sheet.\n")
        return 1
    try:
        separator = Separator(_KINDS[args.kind], args.name)
    except ValueError:
        sys.stderr.write(_NAME_WRONG[_KINDS[args.kind].is_named])
        return 1
    try:
        write_separators(args.out, args.sheets, separator)
    except OSError as problem:
        sys.stderr.write(f"{args.out}: {problem.strerror}\n")
        return 1
    sys.stdout.write(f"{args.out}: {args.sheets} sheets, to be printed on both sides\n")
    return 0
