"""The marks of a face: words with OCR's tolerance, labels, pictures, shape."""

from collections.abc import Iterable, Iterator
from typing import Final

from mailroom.domain.addresses import LineKind
from mailroom.domain.evidence import Mark, MarkKind
from mailroom.domain.marks import marks_in
from mailroom.engines.faceimage import LOOK_DPI
from mailroom.engines.facelook import Look
from mailroom.engines.facetext import FaceLine, FaceText
from mailroom.engines.relief import CARD_FROM, card_relief

_PICTURE_FROM: Final = 0.10
_WORD_SURE: Final = 0.6
_SENDER_MAY_BE: Final = frozenset({MarkKind.AUTHORITY, MarkKind.PUBLIC_INFORMATION})
"""What a sender's name may say; "Paketbolaget AB" makes no parcel."""
_NEEDS_MORE: Final = frozenset({MarkKind.PARCEL, MarkKind.ODD_FORMAT})
"""Words that stand on ordinary letters too: one alone is not certain."""
_ONE_WORD: Final = 0.7
_SQUARE_SURE: Final = 0.85
_PADDED_SURE: Final = 0.75
_RELIEF_SURE: Final = 0.7
_BY_LOOK: Final = frozenset({"code", "square", "padded"})


def marks_of(
    text: FaceText, recipient: frozenset[int], sender: frozenset[int], look: Look
) -> tuple[Mark, ...]:
    page = text.view.picture.page
    card = card_relief(text.view.small(LOOK_DPI))
    found: list[Mark] = []
    for line in text.lines:
        if line.address.kind is LineKind.GENERIC:
            found.append(_mark(text, line, MarkKind.GENERIC_ADDRESSEE, "generic"))
        if line.block in recipient:
            continue
        for kind, phrase in marks_in(line.text):
            if line.block not in sender or kind in _SENDER_MAY_BE:
                found.append(_mark(text, line, kind, phrase))
    return tuple(_weighed([*found, *_seen(look, card, page)]))


def _mark(text: FaceText, line: FaceLine, kind: MarkKind, phrase: str) -> Mark:
    sure = 0.95 if line.read.confidence >= _WORD_SURE else 0.6
    page = text.view.picture.page
    return Mark(kind, phrase, sure, page, text.view.captured(line.box))


def _seen(look: Look, card: float, page: str) -> Iterator[Mark]:
    if look.picture_share >= _PICTURE_FROM:
        yield Mark(MarkKind.PICTURE, "picture", round(look.picture_share, 2), page)
    if card >= CARD_FROM:
        yield Mark(MarkKind.CARD, "relief", _RELIEF_SURE, page)
    if look.padded:
        yield Mark(MarkKind.ODD_FORMAT, "padded", _PADDED_SURE, page)
    if look.square:
        yield Mark(MarkKind.ODD_FORMAT, "square", _SQUARE_SURE, page)


def _weighed(marks: Iterable[Mark]) -> Iterator[Mark]:
    """A weak kind needs two different words to be certain."""
    every = list(marks)
    for mark in every:
        if mark.kind in _NEEDS_MORE and mark.text not in _BY_LOOK:
            words = {other.text for other in every if other.kind is mark.kind}
            if len(words) < 2:  # noqa: PLR2004  one word alone
                yield Mark(
                    mark.kind, mark.text, min(mark.confidence, _ONE_WORD), mark.page, mark.box
                )
                continue
        yield mark
