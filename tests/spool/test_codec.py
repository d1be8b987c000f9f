"""Stored values come back equal, and nothing else comes back at all."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailroom.domain.decisions import (
    Category,
    Decision,
    Doubt,
    DoubtReason,
    PaperRoute,
    Recipient,
    Tier,
)
from mailroom.domain.evidence import Evidence, Sender
from mailroom.domain.items import Document
from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader, Reading, ReadingKind
from mailroom.spool.codec import Codec, NotThisShape

CODEC = Codec(Path("/desk"))
TIMES = st.datetimes(timezones=st.just(dt.UTC))
DECISIONS = st.builds(
    Decision,
    category=st.sampled_from(Category),
    tier=st.sampled_from(Tier),
    route=st.sampled_from(PaperRoute),
    rule=st.text(),
    decided_by=st.text(),
    decided_at=TIMES,
    recipient=st.none() | st.builds(Recipient, st.text(), st.text()),
)


@settings(max_examples=30, deadline=None)
@given(st.builds(Doubt, st.sampled_from(DoubtReason), st.text(), st.none() | DECISIONS))
def test_a_doubt_survives(doubt: Doubt) -> None:
    assert CODEC.from_text(Doubt, CODEC.to_text(doubt)) == doubt


BOXES = st.builds(Box, *[st.integers(0, 9)] * 4)
READINGS = st.builds(
    Reading,
    kind=st.sampled_from(ReadingKind),
    text=st.text(max_size=9),
    page=st.text(max_size=3),
    reader=st.sampled_from(Reader),
    confidence=st.floats(0, 1),
    box=st.none() | BOXES,
)
EVIDENCE = st.builds(
    Evidence,
    readings=st.lists(READINGS, max_size=2).map(tuple),
    turned_deg=st.sampled_from([0, 90]),
    address=st.none() | BOXES,
    address_lines=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    numbers_seen=st.just(()),
    foreign_numbers=st.just(("5577067472",)),
    candidates=st.just(()),
    marks=st.just(()),
    sender=st.none() | st.builds(Sender, st.booleans(), st.text(max_size=5)),
    lights=st.just(()),
    register_version=st.text(max_size=5),
)


@settings(max_examples=30, deadline=None)
@given(EVIDENCE)
def test_evidence_survives_whole(evidence: Evidence) -> None:
    assert CODEC.from_text(Evidence, CODEC.to_text(evidence)) == evidence


def test_paths_move_with_the_workspace() -> None:
    document = Document(Path("/desk/work/a.pdf"), "0" * 64, 1, 1)
    moved = Codec(Path("/elsewhere")).from_text(Document, CODEC.to_text(document))
    assert moved.file == Path("/elsewhere/work/a.pdf")


def test_a_key_that_came_later_takes_its_default() -> None:
    older = '{"v":1,"value":{"reason":"no_number","rule":"r2"}}'
    assert CODEC.from_text(Doubt, older) == Doubt(DoubtReason.NO_NUMBER, "r2")


@pytest.mark.parametrize(
    "value",
    [
        {"x": 1, "y": 2, "width": 3},
        {"x": 1, "y": 2, "width": 3, "height": "4"},
        {"x": 1, "y": 2, "width": 3, "height": 4, "depth": 5},
        {"x": True, "y": 2, "width": 3, "height": 4},
        [1, 2, 3, 4],
        None,
    ],
)
def test_another_shape_is_refused(value: object) -> None:
    with pytest.raises(NotThisShape):
        CODEC.from_text(Box, json.dumps({"v": 1, "value": value}))


@pytest.mark.parametrize("text", ["", "{}", '{"v":2,"value":{}}', "[1]"])
def test_what_is_no_stored_value_is_refused(text: str) -> None:
    with pytest.raises(NotThisShape):
        CODEC.from_text(Box, text)
