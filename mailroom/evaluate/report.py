"""The report that a person looks through: figures, then every error and doubt with its picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from mailroom.domain.decisions import POLICY_VERSION
from mailroom.evaluate.cases import HELD, HELD_RIGHTLY, Case
from mailroom.evaluate.scoring import GRAVE_KINDS, Rate, Score
from mailroom.evaluate.truths import CLASSES

_CHART_PX: Final = 220


def write_report(file: Path, score: Score, cases: Sequence[Case]) -> None:
    """One file that needs no other: pictures, style and all. Raises OSError."""
    pages = Environment(
        loader=PackageLoader("mailroom.evaluate", "pages"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["percent"] = _percent
    text = pages.get_template("report.html").render(
        score=score,
        graves=[(kind, sum(one.kind == kind for one in score.graves)) for kind in GRAVE_KINDS],
        groups=[
            ("Grave errors", [case for case in cases if case.grave]),
            *((verdict, [c for c in cases if c.verdict == verdict]) for verdict in _HELD),
        ],
        classes=CLASSES,
        told=(*CLASSES, "none"),
        levels=[level for level in ("all", "easy", "medium", "hard") if level in score.accuracy],
        bins=[(one, Rate(one.right, one.of)) for one in score.reliability.bins],
        chart=_CHART_PX,
        policy=POLICY_VERSION,
    )
    file.write_text(text, encoding="utf-8")


_HELD: Final = (HELD, HELD_RIGHTLY)


def _percent(rate: Rate) -> str:
    return "n/a" if rate.share is None else f"{100 * rate.share:.1f} %"
