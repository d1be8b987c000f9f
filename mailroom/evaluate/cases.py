"""The items worth looking at: grave errors first, then what was held although it need not be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from mailroom.domain.evidence import Candidate, Evidence, Light, Mark, NumberMatch
from mailroom.domain.ids import org_number_text
from mailroom.domain.pages import Box
from mailroom.domain.readings import OUTSIDE_ZONE, SECOND_LOOK, Reader, Reading, ReadingKind
from mailroom.evaluate.items import items_in
from mailroom.evaluate.pictures import Face, face_of
from mailroom.evaluate.scoring import Score
from mailroom.evaluate.store import EvidenceStore
from mailroom.evaluate.truths import Truth, predictions_in, truths_in

HELD: Final = "Held, although a machine may decide it"
HELD_RIGHTLY: Final = "Held, as it has to be"
_DRAWN: Final = frozenset({ReadingKind.CODE, ReadingKind.NUMBER, ReadingKind.NAME})
_ROUTINE: Final = frozenset({OUTSIDE_ZONE, SECOND_LOOK})
"""Reasons that stand on every face; saying them each time hides the others."""
_NEAR: Final = 3.0
_READERS: Final = {
    Reader.ZXING: "zxing",
    Reader.ZBAR: "zbar",
    Reader.OCR: "OCR",
    Reader.OCR_SECOND: "second OCR",
    Reader.OCR_THIRD: "third OCR",
    Reader.OCR_FOURTH: "fourth OCR",
    Reader.OCR_FIFTH: "fifth OCR",
    Reader.PERSON: "person",
}


@dataclass(frozen=True, slots=True)
class Outline:
    kind: str
    label: str
    box: Box
    ignored: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate and, for all but the first, why it lost."""

    number: str
    name: str
    readers: str
    likelihood: float
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """One item as the report shows it; `facts` are (what, value) in reading order."""

    item: str
    verdict: str
    grave: bool
    facts: tuple[tuple[str, str], ...]
    face: Face | None
    outlines: tuple[Outline, ...] = ()
    lights: tuple[Light, ...] = ()
    places: tuple[Place, ...] = ()
    marks: tuple[Mark, ...] = ()
    ignored: tuple[Reading, ...] = ()
    lines: tuple[str, ...] = ()


def cases_of(folder: Path, predictions: Path, score: Score, store: EvidenceStore) -> list[Case]:
    """Raises OSError, ValueError or KeyError as scoring does."""
    told = predictions_in(predictions)
    truths = {truth.item: truth for truth in truths_in(folder)}
    fronts = {item.name: item.front for item in items_in(folder)}
    graves = ((grave.item, grave.kind, True) for grave in score.graves)
    held = sorted(_held(truths, told), key=lambda one: one[1] != HELD)
    return [
        _case(truths[item], told[item], store.get(item), fronts.get(item), (verdict, grave))
        for item, verdict, grave in chain(graves, held)
    ]


def _held(
    truths: Mapping[str, Truth], told: Mapping[str, dict[str, Any]]
) -> Iterator[tuple[str, str, bool]]:
    for item, truth in truths.items():
        if item in told and not told[item].get("auto"):
            yield item, HELD if truth.auto_ok else HELD_RIGHTLY, False


def _case(
    truth: Truth,
    told: Mapping[str, Any],
    evidence: Evidence | None,
    front: Path | None,
    verdict: tuple[str, bool],
) -> Case:
    said, grave = verdict
    address = evidence.address if evidence else None
    face = face_of(front, address, evidence.turned_deg if evidence else 0) if front else None
    case = Case(truth.item, said, grave, tuple(_facts(truth, told)), face)
    if evidence is None:
        return case
    return Case(
        case.item,
        case.verdict,
        case.grave,
        case.facts,
        face,
        outlines=tuple(_outlines(evidence)),
        lights=evidence.lights,
        places=tuple(_places(evidence.candidates)),
        marks=evidence.marks,
        ignored=tuple(
            reading
            for reading in evidence.readings
            if reading.ignored and reading.ignored not in _ROUTINE
        ),
        lines=evidence.address_lines,
    )


def _facts(truth: Truth, told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "template", f"{truth.scenario}, {truth.condition}, {truth.difficulty}"
    yield "right answer", _who(truth.kind, truth.number)
    yield "machine", _who(str(told.get("class")), told.get("kivra_id"))
    yield "rule", str(told.get("rule", told.get("error", "")))
    if told.get("doubt"):
        yield "doubt", str(told["doubt"])
    if told.get("confidence") is not None:
        yield "confidence", f"{float(told['confidence']):.4f}"


def _who(kind: str, number: object) -> str:
    digits = str(number) if number else ""
    return f"{kind}, {org_number_text(digits) if digits else 'nobody'}"


def _outlines(evidence: Evidence) -> Iterator[Outline]:
    if evidence.address is not None:
        yield Outline("address", "address", evidence.address, ignored=False)
    for reading in evidence.readings:
        if reading.kind in _DRAWN and reading.box is not None:
            yield Outline(
                reading.kind, reading.text, reading.box, ignored=reading.ignored is not None
            )
    for mark in evidence.marks:
        if mark.box is not None:
            yield Outline("mark", mark.kind, mark.box, ignored=False)


def _places(candidates: Sequence[Candidate]) -> Iterator[Place]:
    for candidate in candidates:
        readers = sorted({*candidate.number_readers, *candidate.name_readers})
        yield Place(
            org_number_text(candidate.number),
            candidate.name,
            ", ".join(_READERS[reader] for reader in readers) or "nobody",
            candidate.likelihood,
            "" if candidate is candidates[0] else _why_lost(candidate, candidates[0]),
        )


def _why_lost(loser: Candidate, winner: Candidate) -> str:
    """In the order in which ranking looks."""
    behind = winner.likelihood - loser.likelihood
    if winner.number_match is NumberMatch.EXACT and loser.number_match is not NumberMatch.EXACT:
        return f"its number was not read; {behind:.1f} behind"
    if winner.name_equal and not loser.name_equal:
        return f"the name is the other's to the letter; {behind:.1f} behind"
    if behind < _NEAR:
        return f"hardly: {behind:.1f} behind"
    return f"explains the readings worse: {behind:.1f} behind"
