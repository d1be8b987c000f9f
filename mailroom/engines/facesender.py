"""Who sent it, as far as the outside tells: could it be returned to them (R23, R24)?"""

import re
from collections.abc import Sequence
from typing import Final

from mailroom.domain.addresses import LineKind, ends_here
from mailroom.domain.evidence import Sender
from mailroom.domain.pages import Box
from mailroom.engines.facetext import FaceLine, FaceText, ReadBlock

_LEGIBLE: Final = 0.55
_FORM: Final = re.compile(r"\b(?:AB|HB|KB|verket|kommun|bolaget|banken|f[oö]rening)\b")
_WEB: Final = re.compile(r"\bwww\.[\w.-]+\.[a-z]{2,}|\b[\w-]+\.(?:se|com|nu|example)\b", re.IGNORECASE)
_AVS: Final = re.compile(r"^\W{0,3}(?:avs|fr[aå]n\s?:|retur)", re.IGNORECASE)
_LETTERS: Final = 6


def sender_blocks(text: FaceText, recipient: Sequence[FaceLine]) -> tuple[ReadBlock, ...]:
    """Blocks that carry a sender's line or a town that is not ours."""
    own = {line.block for line in recipient}
    return tuple(
        block
        for at, block in enumerate(text.blocks)
        if at not in own and any(_says_sender(line) for line in block.lines)
    ) + tuple(
        block
        for at, block in enumerate(text.blocks)
        if at in own and any(_AVS.search(line.text) for line in block.lines)
    )


def sender_on(text: FaceText, recipient: Sequence[FaceLine], page: str) -> Sender | None:
    """The best legible sender of one side, None when there is none."""
    own = {id(line) for line in recipient}
    lines = [
        line
        for block in sender_blocks(text, recipient)
        for line in block.lines
        if id(line) not in own and _is_legible(line)
    ]
    if not lines:
        return None
    first = min(lines, key=lambda line: (not _AVS.search(line.text), line.box.y))
    around = Box(first.box.x, first.box.y, first.box.width, first.box.height)
    said = ", ".join(line.text for line in lines if line.block == first.block)
    return Sender(readable=True, text=said[:300], page=page, box=text.view.captured(around))


def _says_sender(line: FaceLine) -> bool:
    kind = line.address.kind
    foreign_town = kind is LineKind.POSTCODE and not ends_here(line.text)
    said = kind is LineKind.SENDER and _AVS.search(line.text) is not None
    return foreign_town or said or _WEB.search(line.text) is not None


def _is_legible(line: FaceLine) -> bool:
    letters = sum(sign.isalpha() for sign in line.text)
    return line.read.confidence >= _LEGIBLE and letters >= _LETTERS
