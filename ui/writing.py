"""One line that is written by keys or by a hand scanner, and the row that the arrows choose."""

import re
from typing import Final

LONGEST: Final = 80
ENDS: Final = frozenset({"Enter", "Tab"})
"""What a hand scanner or a person ends a line with."""
_STEPS: Final = {"Down": 1, "Up": -1}
_AIM: Final = re.compile(r"\][A-Za-z][0-9A-Za-z](?=.)")
"""The symbology identifier that a hand scanner may set before a code (ISO/IEC 15424)."""
_SCAN_ID: Final = re.compile(r"(?=.*-)[A-Z0-9-]+-[0-9]{5,}", re.ASCII)
_FOREIGN: Final = re.compile(r"M[A-Z][0-9]{8}|[A-Z]{2}[0-9]{9}[A-Z]{2}|[0-9]{18}", re.ASCII)
"""Labels that are scanned by mistake: our other kinds', a post's (UPU S10), an SSCC."""


def written(line: str, key: str) -> str:
    """The line after a key; as it was when the key writes nothing."""
    if key == "Backspace":
        return line[:-1]
    sign = " " if key == "Space" else key
    return line + sign if len(sign) == 1 and len(line) < LONGEST else line


def read_line(line: str) -> str:
    """Without the spaces around it and a hand scanner's own marks."""
    text = line.strip()
    return _AIM.sub("", text, count=1) if text.startswith("]") else text


def is_scan_id(label: str) -> bool:
    """Whether it has an item label's shape: words and a serial, with hyphens between."""
    return _SCAN_ID.fullmatch(label) is not None


def is_foreign(label: str) -> bool:
    """Whether it is a label of some kind, but none that was read as ours."""
    return _FOREIGN.fullmatch(label) is not None


def stepped(chosen: int, key: str, count: int) -> int | None:
    """The row after an arrow key; None for another key."""
    step = _STEPS.get(key)
    return None if step is None else max(0, min(chosen + step, count - 1))
