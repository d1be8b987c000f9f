"""The command line: demo, evaluate, bench, import, drain, verify, doctor."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from mailroom import logs
from mailroom.domain.errors import LanguageMissing

COMMANDS = {
    "demo": ("mailroom.demo.cli", "run the practice tray from the feeder to the mailbox"),
    "evaluate": ("mailroom.evaluate.cli", "read and sort a folder of mail; compare with answers"),
    "bench": ("mailroom.bench.cli", "measure speed beside a named peer"),
    "import": ("mailroom.bring_in", "take image files in as a tray"),
    "scanner": ("mailroom.scanner", "what a scanner makes of a profile, without feeding"),
    "separators": ("mailroom.separators", "print sheets that part the items of a stack"),
    "drain": ("mailroom.drain", "work the outbox until nothing waits"),
    "verify": ("mailroom.verify", "check a document and its signed proof"),
    "lighten": ("mailroom.lighten", "copy a document for a service that takes only so much"),
    "doctor": ("mailroom.doctor", "say what is not as it should be, and what to do"),
}


class Command(Protocol):
    """What a command's module offers.

    It is imported only when asked for, so that a library missing from this machine stops one
    command and never `doctor`.
    """

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status is 0 only when all was well."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="mailroom", description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="log what is done, step by step")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = next((word for word in words if word in COMMANDS), None)
    command = cast("Command", import_module(COMMANDS[asked][0])) if asked else None
    for name, (_, purpose) in COMMANDS.items():
        subparser = commands.add_parser(name, help=purpose, description=purpose)
        if command and name == asked:
            command.add_arguments(subparser)
    args = parser.parse_args(words)
    logs.configure(verbose=args.verbose)
    try:
        return command.run(args) if command else 2
    except LanguageMissing as missing:
        sys.stderr.write(
            f"more_languages in the settings names {missing}, which Tesseract has no model of "
            "here: install its package, or take it out.\n"
        )
        return 2


if __name__ == "__main__":
    sys.exit(main())
