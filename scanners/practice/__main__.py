"""The practice feeder as a program of its own: `python -m scanners.practice FOLDER`."""

import argparse
import signal
import sys
from pathlib import Path

from scanners.practice.scanner import PracticeScanner
from scanners.practice.sheets import SheetUnreadable, sheets_of_folder


def main() -> int:
    """Prints the device's address on a line of its own, then serves until SIGTERM or ^C."""
    words = argparse.ArgumentParser(prog="python -m scanners.practice", description=__doc__)
    words.add_argument("folder", type=Path, nargs="?", help="images to load, in name order")
    words.add_argument("--port", type=int, default=0, help="0 takes a free one")
    words.add_argument("--ppm", type=float, default=0.0, help="sheets a minute; 0 is at once")
    words.add_argument("--sane-config", type=Path, help="write a private SANE_CONFIG_DIR here")
    options = words.parse_args()
    # Blocked first, so that a signal that comes early waits for sigwait.
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with PracticeScanner(options.port, ppm=options.ppm) as scanner:
        if options.folder:
            try:
                scanner.load(sheets_of_folder(options.folder))
            except (OSError, SheetUnreadable) as problem:
                sys.stderr.write(f"{problem}\n")
                return 1
        if options.sane_config:
            scanner.write_sane_config(options.sane_config)
        sys.stdout.write(f"{scanner.url}\n")
        sys.stdout.flush()
        signal.sigwait(ends)
    return 0


if __name__ == "__main__":
    sys.exit(main())
