"""Whether a confidence can be believed: measured on templates that nothing was fitted on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from zlib import crc32

BINS: Final = ((0.0, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 0.99), (0.99, 0.999), (0.999, 1.0001))


@dataclass(frozen=True, slots=True)
class Offer:
    """A recipient that was offered. `template` is what items of one layout have in common."""

    template: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    low: float
    high: float
    right: int
    of: int
    mean: float
    """Of the confidences in it."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """`brier` and `error` (expected calibration error) are of the half that nothing was fitted on.

    `threshold` is the lowest confidence from which on the fitted half had no wrong offer;
    `above` are the other half's offers from there on.
    """

    bins: tuple[Bin, ...]
    brier: float | None
    error: float | None
    brier_fitted: float | None
    error_fitted: float | None
    threshold: float | None
    above: tuple[int, int]
    """Right, and all."""


def reliability_of(offers: Iterable[Offer]) -> Reliability:
    """Templates are dealt into two halves; the curve is fitted on one and judged on the other."""
    every = list(offers)
    fitted = [offer for offer in every if _is_for_fitting(offer.template)]
    judged = [offer for offer in every if not _is_for_fitting(offer.template)]
    curve = isotonic([(offer.confidence, offer.right) for offer in fitted])
    raw = [(offer.confidence, offer.right) for offer in judged]
    mapped = [(_on(curve, offer.confidence), offer.right) for offer in judged]
    threshold = _threshold(fitted)
    above = [offer for offer in judged if threshold is not None and offer.confidence >= threshold]
    return Reliability(
        bins=_bins(every),
        brier=_brier(raw),
        error=_expected_error(raw),
        brier_fitted=_brier(mapped) if curve else None,
        error_fitted=_expected_error(mapped) if curve else None,
        threshold=threshold,
        above=(sum(offer.right for offer in above), len(above)),
    )


def isotonic(pairs: Iterable[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Pool adjacent violators: (from this confidence on, share right), never falling."""
    blocks: list[list[float]] = []  # from, right, of
    for confidence, group in groupby(sorted(pairs), key=lambda pair: pair[0]):
        rights = [right for _, right in group]
        blocks.append([confidence, float(sum(rights)), float(len(rights))])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            _, right, of = blocks.pop()
            blocks[-1][1] += right
            blocks[-1][2] += of
    return [(start, right / of) for start, right, of in blocks]


def _is_for_fitting(template: str) -> bool:
    """The same half on every machine and in every run."""
    return crc32(template.encode()) % 2 == 0


def _on(curve: Sequence[tuple[float, float]], confidence: float) -> float:
    passed = [share for start, share in curve if start <= confidence]
    return passed[-1] if passed else curve[0][1] if curve else confidence


def _threshold(offers: Sequence[Offer]) -> float | None:
    wrong = max((offer.confidence for offer in offers if not offer.right), default=-1.0)
    return min((offer.confidence for offer in offers if offer.confidence > wrong), default=None)


def _bins(offers: Sequence[Offer]) -> tuple[Bin, ...]:
    found: list[Bin] = []
    for low, high in BINS:
        inside = [offer for offer in offers if low <= offer.confidence < high]
        if inside:
            mean = sum(offer.confidence for offer in inside) / len(inside)
            right = sum(offer.right for offer in inside)
            found.append(Bin(low, min(high, 1.0), right, len(inside), mean))
    return tuple(found)


def _brier(pairs: Sequence[tuple[float, bool]]) -> float | None:
    if not pairs:
        return None
    return sum((confidence - right) ** 2 for confidence, right in pairs) / len(pairs)


def _expected_error(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """How far the confidence stands from the share that was right, weighed by how often."""
    if not pairs:
        return None
    gap = 0.0
    for low, high in BINS:
        inside = [(confidence, right) for confidence, right in pairs if low <= confidence < high]
        gap += abs(sum(confidence - right for confidence, right in inside))
    return gap / len(pairs)
