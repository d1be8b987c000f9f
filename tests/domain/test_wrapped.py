"""What a narrow label says over several lines is heard, and nothing by chance."""

import pytest

from mailroom.domain.evidence import MarkKind
from mailroom.domain.marks import PHRASES
from mailroom.domain.wrapped import wrapped_marks

_BROKEN = [
    (kind, " ".join(words[:gap]), " ".join(words[gap:]))
    for kind, phrases in PHRASES.items()
    for phrase in phrases
    for words in [phrase.upper().split()]
    for gap in range(1, len(words))
]


@pytest.mark.parametrize(("kind", "upper", "lower"), _BROKEN)
def test_every_phrase_is_heard_wherever_it_is_broken(kind: MarkKind, upper: str, lower: str):
    lines = ["Nordljus Teknik AB", upper, lower, "Tel 08-123 45"]
    assert (kind, (1, 2)) in [(heard, rows) for heard, _, rows in wrapped_marks(lines)]


def test_three_lines_say_one_thing():
    heard = list(wrapped_marks(["LÄMNAS", "UT", "PERSONLIGEN"]))
    assert heard == [(MarkKind.PERSONAL_PICKUP, "lamnas ut personligen", (0, 2))]


def test_a_value_and_its_amount_on_two_lines_are_insured():
    assert MarkKind.INSURED in {kind for kind, _, _ in wrapped_marks(["Värde", "12 000 kr"])}


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Lämnas ut personligen"],
        ["Lämnas ut personligen", "till dig"],
        ["Nordljus Teknik AB", "Storgatan 4", "106 31 STOCKHOLM"],
        ["Endast", "Nordljus Teknik AB"],
        ["Vi har öppet", "endast av en slump"],
    ],
)
def test_what_one_line_says_alone_or_nobody_says_is_not_among_it(lines: list[str]):
    assert not list(wrapped_marks(lines))
