"""`mailroom evaluate FOLDER`: read and sort a folder of mail; compare with the answers."""

import argparse
import os
import sys
from pathlib import Path

from mailroom.domain.policy import Policy, PolicyWrong
from mailroom.domain.policyfile import STANDARD, read_policy
from mailroom.evaluate.cases import cases_of
from mailroom.evaluate.items import items_in
from mailroom.evaluate.report import write_report
from mailroom.evaluate.run import Run, predict, replay
from mailroom.evaluate.scoring import score
from mailroom.evaluate.store import EvidenceStore
from mailroom.evaluate.table import table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="a folder of item_* folders")
    parser.add_argument("--register", type=Path, metavar="CSV", help="the served register")
    parser.add_argument("--out", type=Path, metavar="JSONL", help="predictions, one line per item")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--no-pages", action="store_true", help="read only the outside")
    parser.add_argument(
        "--evidence", type=Path, metavar="DIR", help="keep what was read, for --replay"
    )
    parser.add_argument(
        "--replay", action="store_true", help="decide again from --evidence; nothing is read"
    )
    parser.add_argument(
        "--policy", type=Path, metavar="TOML", help="with --replay: another sorting table"
    )
    parser.add_argument("--score", action="store_true", help="print the table against truth.json")
    parser.add_argument(
        "--report",
        type=Path,
        metavar="HTML",
        help="with --score: every grave error and doubt with its picture (best with --evidence)",
    )


def run(args: argparse.Namespace) -> int:
    """Predict when a register is given, score when asked; both may be asked at once."""
    folder: Path = args.folder
    register: Path | None = args.register
    out: Path = args.out or folder / "predictions.jsonl"
    store = EvidenceStore(args.evidence) if args.evidence else None
    missing = _missing(args)
    if missing is not None:
        sys.stderr.write(f"evaluate{missing}\n")
        return 2
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        if register is not None and store is not None and args.replay:
            replay(store, register, out, _policy(args.policy))
        elif register is not None:
            predict(folder, register, out, Run(args.jobs, not args.no_pages, store))
        if args.score:
            found = score(folder, out)
            sys.stdout.write(table(found) + "\n")
            if args.report is not None:
                kept = store or EvidenceStore(folder / "no evidence")
                write_report(args.report, found, cases_of(folder, out, found, kept))
            return 1 if found.graves else 0
    except PolicyWrong as error:
        sys.stderr.write(f"evaluate: the sorting table is refused: {error}\n")
        return 2
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"evaluate: {type(error).__name__}: {error}\n")
        return 2
    return 0


def _policy(file: Path | None) -> Policy:
    """Raises OSError, ValueError, PolicyWrong."""
    return STANDARD if file is None else read_policy(file.read_text(encoding="utf-8"))


def _missing(args: argparse.Namespace) -> str | None:
    """What keeps the command from doing anything, as the end of a sentence."""
    if args.register is None and not args.score:
        return " needs --register to predict, or --score to compare"
    if args.replay:
        whole = args.evidence is not None and args.register is not None
        return None if whole else " --replay needs --evidence and --register"
    if not items_in(args.folder):
        return f": {args.folder} holds no item_* folders: nothing to read or score"
    return None
