"""The archive over the wire: found, picked, refused, counted, closed and printed on real data."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar, cast

import pytest

from mailroom.domain.mailpieces import PaperState
from mailroom.domain.room import Question
from mailroom.domain.shelves import (
    Box,
    BoxPaper,
    CloseBox,
    Closing,
    Contents,
    FileOriginal,
    FindOriginals,
    Original,
    PickOriginal,
    PrintBox,
    Pull,
    SeeBox,
    SeeBoxes,
    SeePulls,
)
from tests.station.bench import Bench
from tests.station.central import central
from tests.station.test_room import asked

A = TypeVar("A")


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A station at a backend whose archive is furnished."""
    running = central(tmp_path_factory.mktemp("furnished") / "data", furnished=True)
    running.start()
    bench = Bench(tmp_path_factory.mktemp("clerk"), running)
    bench.open()
    yield bench
    bench.close()
    running.stop()


def answered(bench: Bench, question: Question, kind: type[A]) -> A:
    told = asked(bench, question)
    assert told.situation == "", told.detail
    assert isinstance(told.answer, kind)
    return told.answer


def refusal(bench: Bench, question: Question) -> str:
    told = asked(bench, question)
    assert told.situation == "backend_refused"
    return told.detail


def test_a_clerks_round(clerk: Bench):
    boxes = cast("tuple[Box, ...]", answered(clerk, SeeBoxes(), tuple))
    found = cast("tuple[Original, ...]", answered(clerk, FindOriginals("Prövobanken"), tuple))
    assert {one.sender for one in found} == {"Prövobanken"}
    assert found == answered(clerk, FindOriginals("prövob övningsbrev"), tuple)
    assert answered(clerk, FindOriginals("Prövobanken 1999-01-01"), tuple) == ()

    first, *_ = pulls = cast("tuple[Pull, ...]", answered(clerk, SeePulls(), tuple))
    assert first.box is not None
    before = answered(clerk, SeeBox(first.box), Contents)
    assert asked(clerk, PickOriginal(first.scan_id)).situation == ""
    assert len(answered(clerk, SeePulls(), tuple)) == len(pulls) - 1
    after = answered(clerk, SeeBox(first.box), Contents)
    assert len(after.originals) == len(before.originals) - 1

    lying = next(one for one in after.originals if one.paper is PaperState.FILED)
    again = answered(clerk, FileOriginal(lying.scan_id, first.box), Original)
    assert again == lying, "filed again it stays where it is"
    other = next(box.label for box in boxes if box.label != first.box)
    assert refusal(clerk, FileOriginal(lying.scan_id, other)) == "40934"
    assert refusal(clerk, FileOriginal("P00-999999", first.box)) == "40933"
    assert refusal(clerk, PickOriginal(lying.scan_id)) == "40930"
    assert refusal(clerk, SeeBox("MB00009993")) == "40400"
    assert refusal(clerk, SeeBox("RR123456785SE")) == "40933"

    count = len(after.originals)
    wrong = answered(clerk, CloseBox(first.box, count + 1), Closing)
    assert (wrong.is_right, wrong.contents.box.sealed) == (False, False)
    right = answered(clerk, CloseBox(first.box, count), Closing)
    assert (right.is_right, right.contents.box.sealed) == (True, True)
    assert refusal(clerk, CloseBox(first.box, count)) == "40930"
    for paper in BoxPaper:
        assert answered(clerk, PrintBox(first.box, paper), bytes).startswith(b"%PDF")


def test_words_from_mail_never_reach_a_log(clerk: Bench, tmp_path: Path):
    answered(clerk, FindOriginals("Lärdomsförsäkring"), tuple)
    logs = (clerk.central.data / "log").read_text()
    assert "rdomsf" not in logs
    assert not [*tmp_path.iterdir()]
