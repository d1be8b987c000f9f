"""The score as a table that a person reads from the top: what must be zero comes first."""

from collections.abc import Iterator

from mailroom.evaluate.reliability import Reliability
from mailroom.evaluate.scoring import GRAVE_KINDS, Rate, Score
from mailroom.evaluate.truths import CLASSES


def table(score: Score) -> str:
    return "\n".join(_lines(score))


def _lines(score: Score) -> Iterator[str]:
    missing = f"; no prediction for {len(score.missing)}" if score.missing else ""
    yield f"{score.items} items{missing}"
    yield "\nmust be zero while automatic"
    for kind in GRAVE_KINDS:
        items = [grave for grave in score.graves if grave.kind == kind]
        yield f"  {kind:28}{len(items)}"
        yield from (f"    {grave.item}: {grave.what}" for grave in items)
    yield "\nby difficulty"
    yield from _by_difficulty("  category right", score.accuracy)
    yield from _by_difficulty("  automatic, of those allowed", score.automatic)
    yield from _by_difficulty("  number right", score.number)
    yield "\nother"
    yield f"  {'letters straight through':28}{_rate(score.straight_through)}"
    yield f"  {'right id first when asked':28}{_rate(score.first_candidate)}"
    yield f"  {'reason of unscannable':28}{_rate(score.reasons)}"
    yield f"  {'sender of unreadable':28}{_rate(score.senders)}"
    yield f"  {'handling':28}{_rate(score.handling)}"
    yield f"  {'rotation':28}{_rate(score.rotation)}"
    yield from _confusion(score)
    yield "\ncodes"
    yield from (f"  {key:28}{_rate(rate)}" for key, rate in score.codes.items())
    yield f"  {'invented':28}{score.codes_invented}"
    yield from _reliability(score.reliability)
    yield from _rest(score)


def _by_difficulty(label: str, rates: dict[str, Rate]) -> Iterator[str]:
    for level in ("all", "easy", "medium", "hard"):
        if level in rates:
            yield f"{label + ', ' + level:40}{_rate(rates[level])}"


def _confusion(score: Score) -> Iterator[str]:
    yield "\ntruth \\ said" + "".join(f"{said:>13}" for said in (*CLASSES, "none"))
    for truth in CLASSES:
        counts = "".join(f"{score.confusion[truth, said]:13}" for said in (*CLASSES, "none"))
        yield f"{truth:12}{counts}"


def _reliability(found: Reliability) -> Iterator[str]:
    yield "\nreliability (confidence given, number right)"
    for one in found.bins:
        label = f"{one.low:g}-{one.high:g}, mean {one.mean:.3f}"
        yield f"  {label:28}{_rate(Rate(one.right, one.of))}"
    if found.brier is not None and found.error is not None:
        fitted = ""
        if found.brier_fitted is not None and found.error_fitted is not None:
            fitted = f"; fitted on the others {found.brier_fitted:.4f}, {found.error_fitted:.4f}"
        yield "  on half of the templates: Brier score, calibration error"
        yield f"    as given {found.brier:.4f}, {found.error:.4f}{fitted}"
    if found.threshold is not None:
        yield f"  no wrong offer on the other half from {found.threshold:.4f} on; on this half"
        yield f"    right from there on {_rate(Rate(*found.above))}"


def _rest(score: Score) -> Iterator[str]:
    if score.blanks:
        yield "\nblank sides: " + ", ".join(f"{what} {n}" for what, n in score.blanks.items())
    if score.text_errors:
        told = (f"{family} {100 * rate:.1f} %" for family, rate in score.text_errors.items())
        yield "character errors, median: " + ", ".join(told)
    if score.seconds:
        mean, middle, high = score.seconds
        yield f"seconds per face: mean {mean:.2f}, median {middle:.2f}, p95 {high:.2f}"


def _rate(rate: Rate) -> str:
    if rate.share is None:
        return "n/a"
    low, high = rate.interval()
    return (
        f"{100 * rate.share:5.1f} %  ({rate.hits}/{rate.of}, 95 % {100 * low:.1f}-{100 * high:.1f})"
    )
