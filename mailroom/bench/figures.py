"""A benchmark's figures: a table for people, one flat JSON object for machines."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A median. `other` is the named peer's, from the same interleaved run."""

    name: str
    value: float
    peer: str = ""
    other: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the peer's."""
        return self.value / self.other if self.other else None


def show(title: str, figures: Sequence[Figure], file: Path | None) -> None:
    """Print the table; write `name: value` and `name_peer`, `name_ratio` to `file`."""
    table = Table(title=title, header_style="bold")
    for name in ("Figure", "Peer"):
        table.add_column(name)
    for name in ("Median", "Peer's median", "Ratio"):
        table.add_column(name, justify="right")
    for figure in figures:
        table.add_row(
            figure.name, figure.peer, _text(figure.value), _text(figure.other), _text(figure.ratio)
        )
    Console().print(table)
    if file is not None:
        file.write_text(json.dumps(_flat(figures), indent=1) + "\n", encoding="utf-8")


def _flat(figures: Sequence[Figure]) -> dict[str, float]:
    flat: dict[str, float] = {}
    for figure in figures:
        flat[figure.name] = round(figure.value, 4)
        if figure.other is not None and figure.ratio is not None:
            flat[f"{figure.name}_peer"] = round(figure.other, 4)
            flat[f"{figure.name}_ratio"] = round(figure.ratio, 4)
    return flat


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:,.2f}"
