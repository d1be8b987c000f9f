"""The marks of a face: words with OCR's tolerance, labels, pictures, shape."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from mailroom.domain.addresses import LineKind
from mailroom.domain.evidence import Mark, MarkKind
from mailroom.domain.forbidding import FORBIDDING, nearly_forbidding
from mailroom.domain.itemnumbers import kinds_in_print
from mailroom.domain.marks import folded, marks_in, stands_alone
from mailroom.engines.face.look import Look
from mailroom.engines.face.picture import LOOK_DPI, View
from mailroom.engines.face.relief import CARD_FROM, CARD_OF_ISSUER_FROM, Relief, card_relief
from mailroom.engines.face.remarks import Remarks
from mailroom.engines.face.text import FaceLine, FaceText

_WORD_SURE: Final = 0.6
_SENDER_MAY_BE: Final = frozenset({MarkKind.AUTHORITY, MarkKind.PUBLIC_INFORMATION})
"""What a sender's name may say; "Paketbolaget AB" makes no parcel."""
_NEEDS_MORE: Final = frozenset({MarkKind.PARCEL, MarkKind.ODD_FORMAT})
"""Words that stand on ordinary letters too: one alone is not certain."""
_ISSUER: Final = re.compile(r"bank(?!gatan|vagen)|spar(?:kass|b)|kredit|finans|\bkort|card|pay\b")
"""Never "port payé", which stands on every bulk letter."""
_ONE_WORD: Final = 0.7
_SQUARE_SURE: Final = 0.85
_PADDED_SURE: Final = 0.75
_RELIEF_SURE: Final = 0.7
_OUTLINE_SURE: Final = 0.9
_SURE: Final = 0.95
_NEARLY: Final = 0.6
_BY_LOOK: Final = frozenset({"code", "square", "padded"})


def marks_of(
    text: FaceText, recipient: frozenset[int], sender: frozenset[int], look: Look, paper: View
) -> tuple[Mark, ...]:
    page = text.view.picture.page
    issuer = any(_ISSUER.search(folded(line.text)) for line in text.lines)
    card = card_relief(paper.small(LOOK_DPI))
    pressed = card.share >= (CARD_OF_ISSUER_FROM if issuer else CARD_FROM)
    found: list[Mark] = []
    for line in text.lines:
        if line.address.kind is LineKind.GENERIC:
            found.append(_mark(text, line, MarkKind.GENERIC_ADDRESSEE, "generic"))
        if line.block in recipient:
            found += _forbidding(text, line)
            continue
        for kind, phrase in (*marks_in(line.text), *kinds_in_print(line.text)):
            mark = _mark(text, line, kind, phrase)
            label = mark.alone and kind in FORBIDDING
            if line.block not in sender or kind in _SENDER_MAY_BE or label:
                found.append(mark)
    return tuple(_weighed([*found, *_seen(look, card if pressed else None, page)]))


def with_remarks(marks: tuple[Mark, ...], text: FaceText, remarks: Remarks) -> tuple[Mark, ...]:
    """And what else forbids to open, of each kind the surest: somebody says it, or nearly."""
    said = [mark for line in (*remarks.address, *remarks.notes) for mark in _forbidding(text, line)]
    for line in (*remarks.above, *remarks.notes):
        for kind, phrase in nearly_forbidding(line.text):
            said.append(replace(_mark(text, line, kind, phrase), confidence=_NEARLY))
    said.sort(key=lambda mark: mark.confidence)
    known = {mark.kind for mark in marks if mark.confidence >= _SURE}
    return *marks, *{mark.kind: mark for mark in said if mark.kind not in known}.values()


def _forbidding(text: FaceText, line: FaceLine) -> Iterator[Mark]:
    """A label may say it right above the name; advertising words there are the company's name."""
    for kind, phrase in marks_in(line.text):
        if kind in FORBIDDING and line.address.kind is not LineKind.NUMBER:
            yield _mark(text, line, kind, phrase)


def _mark(text: FaceText, line: FaceLine, kind: MarkKind, phrase: str) -> Mark:
    sure = _SURE if line.read.confidence >= _WORD_SURE else _NEARLY
    page = text.view.picture.page
    alone = stands_alone(line.text, phrase)
    return Mark(kind, phrase, sure, page, text.view.captured(line.box), alone=alone)


def _seen(look: Look, card: Relief | None, page: str) -> Iterator[Mark]:
    if look.pictured:
        yield Mark(MarkKind.PICTURE, "picture", round(look.picture_share, 2), page)
    if card is not None:
        yield Mark(MarkKind.CARD, "relief", _OUTLINE_SURE if card.closed else _RELIEF_SURE, page)
    if look.padded:
        yield Mark(MarkKind.ODD_FORMAT, "padded", _PADDED_SURE, page)
    if look.square and not look.pictured:
        yield Mark(MarkKind.ODD_FORMAT, "square", _SQUARE_SURE, page)


def _weighed(marks: Iterable[Mark]) -> Iterator[Mark]:
    """A weak kind needs two different words to be certain, or a line that says nothing else."""
    every = list(marks)
    for mark in every:
        words = {other.text for other in every if other.kind is mark.kind}
        weak = mark.kind in _NEEDS_MORE and mark.text not in _BY_LOOK and not mark.alone
        if weak and len(words) < 2:  # noqa: PLR2004  one word alone
            yield replace(mark, confidence=min(mark.confidence, _ONE_WORD))
        else:
            yield mark
