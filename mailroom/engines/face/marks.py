"""The marks of a face: words with OCR's tolerance, labels, pictures, shape."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from mailroom.domain.addresses import LineKind
from mailroom.domain.evidence import Mark, MarkKind
from mailroom.domain.forbidding import FORBIDDING, nearly_forbidding, run_together
from mailroom.domain.itemnumbers import kinds_in_print
from mailroom.domain.marks import VALUE, folded, marks_in, stands_alone
from mailroom.domain.pages import Box
from mailroom.domain.wrapped import wrapped_marks
from mailroom.engines.face.blocks import overlap, same_row
from mailroom.engines.face.columns import columns
from mailroom.engines.face.look import Look
from mailroom.engines.face.picture import LOOK_DPI, View
from mailroom.engines.face.relief import CARD_FROM, CARD_OF_ISSUER_FROM, Relief, card_relief
from mailroom.engines.face.remarks import Remarks
from mailroom.engines.face.text import READ_FOR_GOOD, FaceLine, FaceText

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
_LETTER: Final = "brev"
"""Above a name it is no postage, but what was read of "rek brev"."""
_BESIDE: Final = 2.0
"""Heights of a line, to the next piece of its row."""
_BY_LOOK: Final = frozenset({"code", "square", "padded"})


def marks_of(
    text: FaceText, recipient: frozenset[int], sender: frozenset[int], look: Look, paper: View
) -> tuple[Mark, ...]:
    page = text.view.picture.page
    issuer = any(_ISSUER.search(folded(line.text)) for line in text.lines)
    card = card_relief(paper.small(LOOK_DPI))
    pressed = card.share >= (CARD_OF_ISSUER_FROM if issuer else CARD_FROM)
    generic = (line for line in text.lines if line.address.kind is LineKind.GENERIC)
    found = [_mark(text, line, MarkKind.GENERIC_ADDRESSEE, "generic") for line in generic]
    found += _forbidding(text, [line for line in text.lines if line.block in recipient])
    elsewhere = [line for line in text.lines if line.block not in recipient]
    numbers = ((line, *told) for line in elsewhere for told in kinds_in_print(line.text))
    for line, kind, phrase in (*_spoken(elsewhere), *numbers):
        mark = _mark(text, line, kind, phrase)
        label = mark.alone and kind in FORBIDDING
        if line.block not in sender or kind in _SENDER_MAY_BE or label:
            found.append(mark)
        elif phrase == VALUE.pattern:  # no sender is called that
            found.append(replace(mark, confidence=_NEARLY))
    return tuple(_weighed([*found, *_seen(look, card if pressed else None, page)]))


def with_remarks(
    marks: tuple[Mark, ...], text: FaceText, inside: frozenset[int], remarks: Remarks
) -> tuple[Mark, ...]:
    """And what else forbids to open, of each kind the surest: somebody says it, or nearly.

    The lettering of pictures reads badly, and speaks of nothing.
    """
    elsewhere = [line for line in text.lines if line.block not in inside]
    said: list[Mark] = []
    for readings in (*_by_reader(remarks.address), remarks.notes):
        said += _forbidding(text, readings)
    others = [line for line in text.lines if not _is_among(line, remarks.notes)]
    for readings in (text.lines, [*others, *remarks.notes] if remarks.notes else ()):
        for line, kind, phrase in _spoken_together(readings):
            if kind in FORBIDDING:
                said.append(_mark(text, line, kind, phrase))
    for readings in (*_by_reader(remarks.above), remarks.notes):
        said += _nearly(text, readings, 1.0)
    for line in remarks.above:
        if folded(line.text) == _LETTER:
            mark = _mark(text, line, MarkKind.REGISTERED, _LETTER)
            said.append(replace(mark, confidence=_NEARLY))
    pictured = any(mark.kind is MarkKind.PICTURE for mark in marks)
    said += _nearly(text, () if pictured else elsewhere, READ_FOR_GOOD)
    said.sort(key=lambda mark: mark.confidence)
    said = [*_not_read(text, () if pictured else remarks.unread), *said]
    known = {mark.kind for mark in marks if mark.confidence >= _SURE}
    return *marks, *{mark.kind: mark for mark in said if mark.kind not in known}.values()


def _forbidding(text: FaceText, lines: Sequence[FaceLine]) -> Iterator[Mark]:
    """A label may say it right above the name; advertising words there are the company's name."""
    for line, kind, phrase in _spoken(lines):
        if kind in FORBIDDING and line.address.kind is not LineKind.NUMBER:
            yield _mark(text, line, kind, phrase)


def _spoken(lines: Sequence[FaceLine]) -> Iterator[tuple[FaceLine, MarkKind, str]]:
    """What each line says, and what only several say together."""
    for line in lines:
        for kind, phrase in marks_in(line.text):
            yield line, kind, phrase
    yield from _spoken_together(lines)


def _spoken_together(lines: Sequence[FaceLine]) -> Iterator[tuple[FaceLine, MarkKind, str]]:
    for column in columns(lines):
        for kind, phrase, (first, last) in wrapped_marks([line.text for line in column]):
            yield _together(column[first : last + 1]), kind, phrase


def _nearly(text: FaceText, lines: Sequence[FaceLine], below: float) -> Iterator[Mark]:
    """What a line, or two that stand together, may speak of where they were read no surer."""
    pairs = [_together(pair) for column in columns(lines) for pair in pairwise(column)]
    pairs += [_together(pair) for pair in _side_by_side(lines)]
    unsure = (line for line in (*lines, *pairs) if line.read.confidence <= below)
    sure = (line for line in lines if line.read.confidence > below)
    said = [(line, told) for line in unsure for told in nearly_forbidding(line.text)]
    said += [(line, told) for line in sure for told in run_together(line.text)]
    for line, (kind, phrase) in said:
        yield replace(_mark(text, line, kind, phrase), confidence=_NEARLY)


def _side_by_side(lines: Sequence[FaceLine]) -> Iterator[tuple[FaceLine, FaceLine]]:
    """Each line and the next one in its row: a word written in one stroke is often read in two."""
    order = sorted(lines, key=lambda line: line.box.x)
    for at, line in enumerate(order):
        end = line.box.x + line.box.width + _BESIDE * line.box.height
        after = (
            other
            for other in order[at + 1 :]
            if other.box.x < end and same_row(line.box, other.box)
        )
        if (following := next(after, None)) is not None:
            yield line, following


def _not_read(text: FaceText, places: Iterable[Box]) -> Iterator[Mark]:
    """Whoever wrote there may not want it opened."""
    page = text.view.picture.page
    for place in places:
        yield Mark(MarkKind.DO_NOT_OPEN, "not read", _NEARLY, page, text.view.captured(place))


def _is_among(line: FaceLine, others: Iterable[FaceLine]) -> bool:
    """Whether another engine has read the same row, or a part of it."""
    return any(same_row(line.box, other.box) and overlap(line.box, other.box) for other in others)


def _by_reader(lines: Sequence[FaceLine]) -> list[list[FaceLine]]:
    """A row that several engines have read stands in none of these twice."""
    readers = dict.fromkeys(line.reader for line in lines)
    return [[line for line in lines if line.reader is reader] for reader in readers]


def _together(lines: Sequence[FaceLine]) -> FaceLine:
    """As one line, no surer than the least sure of them."""
    left, top = min(line.box.x for line in lines), min(line.box.y for line in lines)
    right = max(line.box.x + line.box.width for line in lines)
    bottom = max(line.box.y + line.box.height for line in lines)
    read = replace(
        lines[0].read,
        text=" ".join(line.text for line in lines),
        confidence=min(line.read.confidence for line in lines),
    )
    return replace(lines[0], read=read, box=Box(left, top, right - left, bottom - top))


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
