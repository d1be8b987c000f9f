"""`python -m tests.mailgen.campaign --crops 30000 --jobs 2`: nobody gets another's mail.

Every crop goes through face recognition and the sorting rules. A wrong recipient while automatic
fails the run; its crop is saved with what was read.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from mailroom.domain.sorting import Decision, Doubt, decide
from mailroom.engines.face import read_face
from tests.mailgen.crops import Crop, make_crop, save_crop, size_of
from tests.mailgen.judging import GRAVE, NOW, Verdict, face_page, judge, write_snapshot
from tests.mailgen.register import Companies, companies

_CHUNK: Final = 20


@dataclass(frozen=True, slots=True)
class Job:
    """Which crops one worker takes, and where it leaves the bad ones."""

    numbers: range
    seed: int
    count: int
    register: Path
    keep: Path
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


def run_job(job: Job) -> list[Outcome]:
    served = companies(Random(f"register {job.seed}"), job.count)
    with tempfile.TemporaryDirectory(prefix="mailgen-") as folder:
        return [_kept(served, number, job, Path(folder)) for number in job.numbers]


def _kept(served: Companies, number: int, job: Job, folder: Path) -> Outcome:
    crop = make_crop(served, number=number, seed=job.seed)
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


def outcomes(given: argparse.Namespace, register: Path) -> Iterator[Outcome]:
    end = given.first + given.crops
    jobs = [
        Job(
            range(start, min(start + _CHUNK, end)),
            given.seed,
            given.companies,
            register,
            given.keep,
            given.keep_held,
        )
        for start in range(given.first, end, _CHUNK)
    ]
    with multiprocessing.get_context("spawn").Pool(given.jobs) as pool:
        for done in pool.imap_unordered(run_job, jobs):
            yield from done


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
    parser.add_argument("--crops", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--companies", type=int, default=3000)
    parser.add_argument("--keep", type=Path, default=Path("campaign-failures"))
    parser.add_argument("--keep-held", action="store_true", help="keep needless holds too")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Exit code 1 when anything grave happened."""
    given = _arguments(words)
    with tempfile.TemporaryDirectory(prefix="mailgen-") as folder:
        served = companies(Random(f"register {given.seed}"), given.companies)
        register = write_snapshot(served, Path(folder) / "register.json")
        seen: list[Outcome] = []
        for outcome in outcomes(given, register):
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
