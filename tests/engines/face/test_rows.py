"""Rows that one make has read are read by another: a number, and a name one sign from a twin's."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from mailroom.domain.decisions import Decision
from mailroom.domain.evidence import Evidence
from mailroom.domain.readings import OTHER_MAKE, Reader, ReadingKind
from mailroom.domain.sorting import decide
from mailroom.engines.face.outside import read_face
from tests.engines.faces import NOON, SERIF, Face, draw, page, register

LAMB, OTHER_LAMB, ALONE = "7696000012", "7164000015", "5569173544"
TOWN = "106 31 STOCKHOLM"


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return register(
        tmp_path,
        (LAMB, "Brf Lammet 4", "active"),
        (OTHER_LAMB, "Brf Lammet 7", "active"),
        (ALONE, "Nordljus Teknik AB", "active"),
    )


def _read(tmp_path: Path, served: Path, *lines: str, font: str = SERIF) -> Evidence:
    return read_face(page(tmp_path, draw(Face(lines, font=font))), None, served)


def _rows(evidence: Evidence) -> Sequence[str]:
    return [one.text for one in evidence.readings if _is_row(one.kind, one.reader)]


def _is_row(kind: ReadingKind, reader: Reader) -> bool:
    return kind is ReadingKind.LINE and reader is Reader.OCR_FIFTH


def test_a_number_is_read_by_both_makes(tmp_path: Path, served: Path):
    evidence = _read(tmp_path, served, "Nordljus Teknik AB", "Kivra-ID 556917-3544", TOWN)
    assert [row[-11:] for row in _rows(evidence)] == ["556917-3544"]
    readers = set(evidence.candidates[0].number_readers)
    assert readers & OTHER_MAKE
    assert readers - OTHER_MAKE
    assert isinstance(decide(evidence, at=NOON), Decision)


@pytest.mark.parametrize("number", ["769600-0012", "Organisationsnummer 769600-0012"])
def test_so_is_a_name_that_one_sign_tells_from_its_twins(tmp_path: Path, served: Path, number: str):
    evidence = _read(tmp_path, served, "Brf Lammet 4", number, TOWN)
    name, row = _rows(evidence)
    assert (name, row[-11:]) == ("Brf Lammet 4", "769600-0012")
    assert set(evidence.candidates[0].name_nearest) & OTHER_MAKE
    decision = decide(evidence, at=NOON)
    assert isinstance(decision, Decision)
    assert decision.recipient is not None
    assert decision.recipient.number == LAMB


def test_what_already_disagrees_is_read_whole(tmp_path: Path, served: Path):
    evidence = _read(tmp_path, served, "Brf Lammet 4", "716400-0015", TOWN)
    assert not isinstance(decide(evidence, at=NOON), Decision)
    assert _rows(evidence) == []
    assert Reader.OCR_THIRD in {one.reader for one in evidence.readings}
