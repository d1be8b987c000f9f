"""Who sent it, as far as the outside tells, and so whether it can be returned (R23, R24)."""

import re
from typing import Final

from mailroom.domain.addresses import LineKind, ends_here
from mailroom.domain.evidence import Sender
from mailroom.engines.face.text import FaceLine, FaceText, ReadBlock

_LEGIBLE: Final = 0.55
_FORM: Final = re.compile(r"\b(?:AB|HB|KB|verket|kommun|bolaget|banken|f[oö]rening)\b")
_WEB: Final = re.compile(
    r"\bwww\.[\w.-]+\.[a-z]{2,}|\b[\w-]+\.(?:se|com|nu|example)\b", re.IGNORECASE
)
_AVS: Final = re.compile(r"^\W{0,3}(?:avs|fr[aå]n\s?:|retur)", re.IGNORECASE)
_LETTERS: Final = 9


def sender_blocks(text: FaceText, recipient: frozenset[int]) -> tuple[ReadBlock, ...]:
    """Blocks that carry a sender's line or a town that is not ours; the recipient's come last."""
    elsewhere = [
        block
        for block in text.blocks
        if block.at not in recipient and any(_says_sender(line) for line in block.lines)
    ]
    return tuple(elsewhere)


def sender_on(text: FaceText, recipient: frozenset[int], page: str) -> Sender | None:
    """The best legible sender of one side, None when there is none."""
    lines = [line for block in sender_blocks(text, recipient) for line in block.lines]
    lines += [
        line
        for line in text.lines
        if line.block in recipient and _AVS.search(line.text) is not None
    ]
    legible = [line for line in lines if _is_legible(line)]
    if not legible:
        return None
    first = min(legible, key=lambda line: (not _AVS.search(line.text), line.box.y))
    said = ", ".join(line.text for line in legible if line.block == first.block)
    return Sender(readable=True, text=said[:300], page=page, box=text.view.captured(first.box))


def _says_sender(line: FaceLine) -> bool:
    kind = line.address.kind
    foreign_town = kind is LineKind.POSTCODE and not ends_here(line.text)
    said = kind is LineKind.SENDER and _AVS.search(line.text) is not None
    return foreign_town or said or _WEB.search(line.text) is not None


def _is_legible(line: FaceLine) -> bool:
    letters = sum(sign.isalpha() for sign in line.text)
    return line.read.confidence >= _LEGIBLE and letters >= _LETTERS
