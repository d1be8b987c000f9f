"""The word layer of a page: words with boxes and baselines, in reading order."""

from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Word:
    """Pixels of the upright page, origin top left. `confidence` runs from 0 to 100.

    The baseline starts at (`left`, `base_left`) and ends at (`right`, `base_right`).
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    base_left: float
    base_right: float
    confidence: float

    def moved(self, right: int, down: int) -> "Word":
        return replace(
            self,
            left=self.left + right,
            right=self.right + right,
            top=self.top + down,
            bottom=self.bottom + down,
            base_left=self.base_left + down,
            base_right=self.base_right + down,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """`new_block` says that a gap in the page's text, such as a new column, comes before it."""

    words: tuple[Word, ...]
    new_block: bool = False

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> int:
        return min(word.left for word in self.words)

    @property
    def right(self) -> int:
        return max(word.right for word in self.words)

    @property
    def top(self) -> int:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> int:
        return max(word.bottom for word in self.words)

    def segments(self) -> "tuple[Line, ...]":
        """The line cut where a gap is wider than two heights: columns, margins, table cells."""
        height = max(word.bottom - word.top for word in self.words)
        cuts = [
            index
            for index, (one, other) in enumerate(pairwise(self.words), start=1)
            if other.left - one.right > 2 * height
        ]
        edges = [0, *cuts, len(self.words)]
        return tuple(Line(self.words[start:end]) for start, end in pairwise(edges))


@dataclass(frozen=True, slots=True)
class WordLayer:
    width_px: int
    height_px: int
    dpi: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        parts: list[str] = []
        for line in self.lines:
            if line.new_block and parts:
                parts.append("")
            parts.append(line.text)
        return "\n".join(parts)
