"""`python -m tests.mailgen.campaign --crops 30000 --jobs 2`: nobody gets another's mail.

With `--of notes`: nobody's mail is opened that says, somewhere on its face, that it must not be.
Every crop goes through face recognition and the sorting rules. A grave error while automatic
fails the run; its crop is saved with what was read. What has been judged is written down at once,
so that a campaign that was stopped goes on where it was (`--journal`).
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from mailroom.domain.sorting import Decision, Doubt, decide
from mailroom.engines.face.outside import prepare, read_face
from tests.mailgen.crops import Crop, make_crop, save_crop, size_of
from tests.mailgen.judging import GRAVE, NOW, Verdict, face_page, judge, write_snapshot
from tests.mailgen.notes import make_noted
from tests.mailgen.register import Companies, companies_of

_CHUNK: Final = 20
_MAKERS: Final = {"addresses": make_crop, "notes": make_noted}


@dataclass(frozen=True, slots=True)
class Job:
    """Which crops one worker takes, and where it leaves the bad ones."""

    numbers: range
    seed: int
    count: int
    register: Path
    keep: Path
    of: str
    keep_held: bool = False
    """Needless holds are kept too, for looking at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    number: int
    condition: str
    verdict: Verdict
    auto_ok: bool
    candidate_right: bool
    why: str
    seconds: float


def run_crop(crop: Crop, register: Path, folder: Path) -> tuple[Outcome, Decision | Doubt]:
    """Recognises and decides one crop as the station would."""
    image = folder / f"crop_{crop.number:06d}.jpg"
    save_crop(crop, image)
    began = time.perf_counter()
    evidence = read_face(face_page(image, size_of(crop)), None, register)
    outcome = decide(evidence, at=NOW)
    seconds = time.perf_counter() - began
    verdict = judge(crop.recipient, outcome)
    why = outcome.reason.value if isinstance(outcome, Doubt) else outcome.category.value
    first = evidence.candidates[0].number if evidence.candidates else None
    return Outcome(
        crop.number,
        crop.recipient.condition,
        verdict,
        crop.recipient.auto_ok,
        first is not None and first == crop.recipient.expected,
        why,
        seconds,
    ), outcome


@cache
def _served(seed: int, count: int) -> Companies:
    """One register per process."""
    return companies_of(seed, count)


def run_job(job: Job) -> list[Outcome]:
    served = _served(job.seed, job.count)
    with tempfile.TemporaryDirectory(prefix="mailgen-") as folder:
        return [_kept(served, number, job, Path(folder)) for number in job.numbers]


def _kept(served: Companies, number: int, job: Job, folder: Path) -> Outcome:
    crop = _MAKERS[job.of](served, number=number, seed=job.seed)
    outcome, decided = run_crop(crop, job.register, folder)
    image = folder / f"crop_{number:06d}.jpg"
    needless = job.keep_held and outcome.verdict is Verdict.HELD and outcome.auto_ok
    if needless or outcome.verdict in GRAVE | {Verdict.BOLD}:
        _keep(crop, outcome, image, job.keep, decided)
    image.unlink()
    return outcome


def _keep(crop: Crop, outcome: Outcome, image: Path, keep: Path, decided: Decision | Doubt) -> None:
    """The picture and its story, in a folder named after the verdict."""
    folder = keep / outcome.verdict.replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / image.name).write_bytes(image.read_bytes())
    story = {
        "condition": outcome.condition,
        "wounded": crop.wounded,
        "why": outcome.why,
        "printed": crop.recipient.block.text,
        "expected": crop.recipient.expected,
        "decided": str(decided),
    }
    text = json.dumps(story, ensure_ascii=False, indent=1)
    (folder / f"{image.stem}.json").write_text(text, encoding="utf-8")


def outcomes(given: argparse.Namespace, register: Path, done: frozenset[int]) -> Iterator[Outcome]:
    """Of the crops that are not `done` yet, as they come; in this process when one job is asked."""
    end = given.first + given.crops
    jobs = [
        Job(numbers, given.seed, given.companies, register, given.keep, given.of, given.keep_held)
        for start in range(given.first, end, _CHUNK)
        if not done.issuperset(numbers := range(start, min(start + _CHUNK, end)))
    ]
    if given.jobs == 1:
        prepare()
        for job in jobs:
            yield from run_job(job)
        return
    with multiprocessing.get_context("spawn").Pool(given.jobs, prepare) as pool:
        for found in pool.imap_unordered(run_job, jobs):
            yield from found


class Journal:
    """One line per judged crop; the crops of another seed, register or kind are not looked at."""

    def __init__(self, file: Path, given: argparse.Namespace) -> None:
        self._file = file
        kind = "" if given.of == "addresses" else f"/{given.of}"
        self._run = f"{given.seed}/{given.companies}{kind}"
        self._wanted = range(given.first, given.first + given.crops)

    def outcomes(self) -> list[Outcome]:
        """A line that a kill tore is not one."""
        if not self._file.exists():
            return []
        found: dict[int, Outcome] = {}
        for line in self._file.read_text(encoding="utf-8").splitlines():
            try:
                told = json.loads(line)
            except json.JSONDecodeError:
                continue
            if told.pop("run") == self._run and told["number"] in self._wanted:
                found[told["number"]] = Outcome(**told | {"verdict": Verdict(told["verdict"])})
        return list(found.values())

    def add(self, outcome: Outcome) -> None:
        with self._file.open("a", encoding="utf-8") as out:
            told = {"run": self._run, **asdict(outcome)}
            out.write(json.dumps(told, ensure_ascii=False) + "\n")


def table(seen: list[Outcome]) -> str:
    """What a person reads afterwards."""
    by_condition: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for outcome in seen:
        by_condition[outcome.condition][outcome.verdict] += 1
    rows = [f"{'condition':26}" + "".join(f"{verdict:>17}" for verdict in Verdict)]
    for condition, counts in sorted(by_condition.items()):
        rows.append(f"{condition:26}" + "".join(f"{counts[verdict]:17}" for verdict in Verdict))
    allowed = [outcome for outcome in seen if outcome.auto_ok]
    passed = sum(outcome.verdict is Verdict.RIGHT for outcome in allowed)
    held = [outcome for outcome in seen if outcome.verdict is Verdict.HELD]
    readable = [outcome for outcome in held if outcome.auto_ok]
    first = sum(outcome.candidate_right for outcome in readable)
    reasons = Counter(outcome.why for outcome in readable).most_common(8)
    times = sorted(outcome.seconds for outcome in seen)
    rows += [
        f"automatic where allowed {passed}/{len(allowed)}",
        f"right first candidate where held needlessly {first}/{len(readable)}",
        "needless holds: " + ", ".join(f"{why} {count}" for why, count in reasons),
        f"seconds per crop: median {times[len(times) // 2]:.3f}, longest {times[-1]:.3f}",
    ]
    return "\n".join(rows)


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mailgen.campaign", description=__doc__)
    parser.add_argument("--of", choices=tuple(_MAKERS), default="addresses")
    parser.add_argument("--crops", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--companies", type=int, default=3000)
    parser.add_argument("--keep", type=Path, default=Path("campaign-failures"))
    parser.add_argument("--journal", type=Path, default=Path("campaign.jsonl"))
    parser.add_argument("--keep-held", action="store_true", help="keep needless holds too")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Exit code 1 when anything grave happened."""
    given = _arguments(words)
    journal = Journal(given.journal, given)
    seen = journal.outcomes()
    done = frozenset(outcome.number for outcome in seen)
    with tempfile.TemporaryDirectory(prefix="mailgen-") as folder:
        served = _served(given.seed, given.companies)
        register = write_snapshot(served, Path(folder) / "register.json")
        for outcome in outcomes(given, register, done):
            if outcome.number in done:
                continue
            journal.add(outcome)
            seen.append(outcome)
            if outcome.verdict in GRAVE:
                print(f"crop {outcome.number} {outcome.condition}: {outcome.verdict}", flush=True)
            if len(seen) % 500 == 0:
                print(f"{len(seen)} crops", file=sys.stderr, flush=True)
    print(table(seen))
    grave = sum(outcome.verdict in GRAVE for outcome in seen)
    print(f"grave {grave} of {len(seen)}")
    return 1 if grave else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
