"""Predictions against known answers: the counts that matter, grave errors first."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from rapidfuzz.distance import Levenshtein

from mailroom.domain.room import share_interval
from mailroom.evaluate.reliability import Offer, Reliability, reliability_of
from mailroom.evaluate.truths import Truth, predictions_in, truths_in

Told = Mapping[str, Any]
Pair = tuple[Truth, Told]


_TWO_ADDRESSES: Final = "two_ids"
GRAVE_KINDS: Final = ("WRONG RECIPIENT", "DESTROYED MAIL", "OPENED WRONGLY")


@dataclass(frozen=True, slots=True)
class Rate:
    hits: int
    of: int

    @property
    def share(self) -> float | None:
        return self.hits / self.of if self.of else None

    def interval(self) -> tuple[float, float]:
        """Wilson's, at 95 %."""
        return share_interval(self.hits, self.of)


@dataclass(frozen=True, slots=True)
class Grave:
    """An error that must never happen while automatic."""

    kind: str
    item: str
    what: str


@dataclass(frozen=True, slots=True)
class Score:
    items: int
    missing: tuple[str, ...]
    confusion: Counter[tuple[str, str]]
    accuracy: dict[str, Rate]
    number: dict[str, Rate]
    automatic: dict[str, Rate]
    first_candidate: Rate
    straight_through: Rate
    reasons: Rate
    senders: Rate
    handling: Rate
    rotation: Rate
    codes: dict[str, Rate]
    codes_invented: int
    blanks: dict[str, int]
    text_errors: dict[str, float]
    reliability: Reliability
    graves: tuple[Grave, ...]
    seconds: tuple[float, float, float] | None


def score(folder: Path, predictions: Path) -> Score:
    """Compare. Raises OSError, ValueError or KeyError when a file is missing or torn."""
    told = predictions_in(predictions)
    truths = truths_in(folder)
    pairs = [(truth, told.get(truth.item, {})) for truth in truths]
    return Score(
        items=len(truths),
        missing=tuple(truth.item for truth in truths if truth.item not in told),
        confusion=Counter((truth.kind, _kind(said)) for truth, said in pairs),
        accuracy=_by_difficulty(pairs, lambda truth, said: _kind(said) == truth.kind),
        number=_by_difficulty([p for p in pairs if p[0].number], _right_number),
        automatic=_by_difficulty([p for p in pairs if p[0].auto_ok], _went_alone),
        first_candidate=_rate(
            [p for p in pairs if _is_anybodys(p[0]) and not _auto(p[1])], _right_offer
        ),
        straight_through=_rate([p for p in pairs if p[0].auto_ok and _letter(p[0])], _through),
        reasons=_rate(
            [p for p in pairs if p[0].kind == _kind(p[1]) == "unscannable"],
            lambda truth, said: said.get("unscannable_reason") == truth.reason,
        ),
        senders=_rate(
            [p for p in pairs if p[0].kind == "unreadable" and "sender_readable" in p[1]],
            lambda truth, said: bool(said["sender_readable"]) == truth.sender_readable,
        ),
        handling=_rate(pairs, lambda truth, said: said.get("handling") == truth.handling),
        rotation=_rate(
            [p for p in pairs if p[1].get("rotation_deg") is not None],
            lambda truth, said: int(said["rotation_deg"]) % 360 == truth.rotation_deg,
        ),
        codes=_codes(pairs),
        codes_invented=sum(_invented(pair) for pair in pairs),
        blanks=_blanks(pairs),
        text_errors=_text_errors(pairs),
        reliability=_reliability(pairs),
        graves=tuple(_graves(pairs)),
        seconds=_seconds(pairs),
    )


def _kind(said: Told) -> str:
    return said.get("class") or "none"


def _auto(said: Told) -> bool:
    return bool(said.get("auto"))


def _letter(truth: Truth) -> bool:
    return truth.kind == "scannable"


def _number(said: Told) -> str | None:
    bare = re.sub(r"\D", "", str(said.get("kivra_id") or ""))
    return bare.removeprefix("16") if len(bare) == 12 else bare or None  # noqa: PLR2004  16 + ten


def _right_number(truth: Truth, said: Told) -> bool:
    return _number(said) == truth.number


def _is_anybodys(truth: Truth) -> bool:
    """Whether one number is the right one to offer: of two addresses, neither is."""
    return truth.number is not None and truth.condition != _TWO_ADDRESSES


def _right_offer(truth: Truth, said: Told) -> bool:
    """The number as it is printed, or, where that is wrong, the one that it was meant to be."""
    return _right_number(truth, said) or (
        truth.expected_recipient is not None and _number(said) == truth.expected_recipient
    )


def _went_alone(truth: Truth, said: Told) -> bool:
    """Automatic and right: the class, and the recipient where there is one."""
    right = _kind(said) == truth.kind
    return _auto(said) and right and _number(said) in (truth.expected_recipient, None)


def _through(truth: Truth, said: Told) -> bool:
    return _went_alone(truth, said) and _number(said) == truth.expected_recipient


def _rate(pairs: Iterable[Pair], right: Callable[[Truth, Told], bool]) -> Rate:
    judged = [right(truth, said) for truth, said in pairs]
    return Rate(sum(judged), len(judged))


def _by_difficulty(pairs: Sequence[Pair], right: Callable[[Truth, Told], bool]) -> dict[str, Rate]:
    levels = sorted({truth.difficulty for truth, _ in pairs})
    rates = {
        level: _rate([p for p in pairs if p[0].difficulty == level], right) for level in levels
    }
    return {"all": _rate(pairs, right), **rates}


def _graves(pairs: Iterable[Pair]) -> Iterable[Grave]:
    for truth, said in pairs:
        if not _auto(said):
            continue
        number, kind = _number(said), _kind(said)
        about = f"{truth.scenario}, {truth.condition}, {truth.difficulty}"
        if number and number != truth.expected_recipient:
            yield Grave("WRONG RECIPIENT", truth.item, about)
        if kind == "marketing" and truth.kind != "marketing":
            yield Grave("DESTROYED MAIL", truth.item, about)
        opens = kind == "scannable" and said.get("handling") != "undeliverable_terminated"
        ended = truth.handling == "undeliverable_terminated"
        if opens and (truth.kind == "unscannable" or ended or truth.expected_recipient is None):
            yield Grave("OPENED WRONGLY", truth.item, about)


def code_key(text: str) -> str:
    """Control characters, brackets and FNC1 marks do not tell two payloads apart."""
    return re.sub(r"[\x00-\x20()\[\]*]|<GS>|<FNC1>|\u241d", "", str(text)).upper()


def _codes(pairs: Iterable[Pair]) -> dict[str, Rate]:
    seen: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for truth, said in pairs:
        if "codes" not in said:
            continue
        got = {code_key(code.get("text", "")) for code in said["codes"]}
        done = set(said.get("pages_done") or ["front"])
        for code in truth.codes:
            if code.damaged or code.page not in done:
                continue
            key = f"{'front' if code.page == 'front' else 'pages'} {code.symbology}"
            seen[key] += 1
            hit[key] += code_key(code.text) in got
    return {key: Rate(hit[key], seen[key]) for key in sorted(seen)}


def _invented(pair: Pair) -> int:
    truth, said = pair
    real = {code_key(code.text) for code in truth.codes}
    return sum(code_key(code.get("text", "")) not in real for code in said.get("codes", ()))


def _blanks(pairs: Iterable[Pair]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for truth, said in pairs:
        if said.get("blank_pages") is None or not truth.page_count:
            continue
        found = set(said["blank_pages"])
        counts["found"] += len(found & truth.blank_pages)
        counts["missed"] += len(truth.blank_pages - found)
        counts["text called blank"] += len(found - truth.blank_pages)
    return dict(counts)


def _text_errors(pairs: Iterable[Pair]) -> dict[str, float]:
    """Median character error rate of whole images, front and pages apart."""
    rates: dict[str, list[float]] = {}
    for truth, said in pairs:
        texts: dict[str, str] = said.get("texts") or {}
        for page, text in texts.items():
            right = " ".join(truth.texts.get(page, "").split())
            if right:
                wrong = Levenshtein.distance(" ".join(text.split()), right) / len(right)
                family = page if page in {"front", "back"} else "pages"
                rates.setdefault(family, []).append(min(1.0, wrong))
    return {family: median(values) for family, values in sorted(rates.items())}


def _reliability(pairs: Iterable[Pair]) -> Reliability:
    """Of items with a number offered, whether it was right, by the confidence that was given."""
    return reliability_of(
        Offer(
            truth.template,
            float(said["confidence"]),
            _number(said) in (truth.number, truth.expected_recipient),
        )
        for truth, said in pairs
        if _number(said) and said.get("confidence") is not None
    )


def _seconds(pairs: Iterable[Pair]) -> tuple[float, float, float] | None:
    """Mean, median, 95th percentile."""
    told = sorted(float(said["seconds"]) for _, said in pairs if said.get("seconds") is not None)
    if not told:
        return None
    return sum(told) / len(told), median(told), told[int(0.95 * (len(told) - 1))]
