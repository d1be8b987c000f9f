"""`mailroom lighten FILE OUT`: a copy of a document for a service with a limit of its own."""

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

from mailroom.domain.errors import MailroomError
from mailroom.engines.document.light import write_light
from mailroom.engines.workers.sandbox import WorkerPool

_USUAL_KB: Final = 700


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the document, a PDF; it stays as it is")
    parser.add_argument("out", type=Path, help="where the lighter copy goes")
    parser.add_argument(
        "--most-kb", type=int, default=_USUAL_KB, metavar="KB", help="1000 bytes each; 700 if left"
    )


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when no copy can be so light, 2 when there is nothing to copy from or to."""
    if not args.file.is_file() or args.out.exists() or not args.out.parent.is_dir():
        sys.stderr.write("Name a document that is there, and a file that is not there yet.\n")
        return 2
    try:
        with closing(WorkerPool(1)) as pool:
            target = args.out.resolve()
            size = pool.submit(write_light, args.file.resolve(), target, args.most_kb * 1000)
            reached = size.result()
    except MailroomError:
        sys.stderr.write("The document cannot be opened: it is damaged, or no archive PDF.\n")
        return 2
    if reached is None:
        sys.stderr.write(
            f"No copy weighs {args.most_kb} kB or less: the letter has too many pages. "
            "Send it in parts, or allow more.\n"
        )
        return 1
    sys.stdout.write(f"{reached / 1000:.0f} kB. The document itself is unchanged.\n")
    return 0
