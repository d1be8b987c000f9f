"""`mailroom verify`: a document and its proof agree, or the person is told what does not."""

import datetime as dt
import json
from pathlib import Path

import pytest

from mailroom.__main__ import main
from mailroom.domain.pagework import BuiltDocument, PageWork
from mailroom.engines.document.madewith import made_with
from mailroom.engines.document.pdf import write_document
from mailroom.engines.link.stationkey import StationKey
from mailroom.engines.page.work import read_page
from mailroom.engines.settled import write_settled
from mailroom.pipeline.proof import SOURCE, Proving, proof_file, source_note
from mailroom.verify import Check, examine
from mailroom.wire import ProofMessage, SignedProof
from tests.engines.paper import Paper, item, page


@pytest.fixture
def proved(tmp_path: Path) -> Path:
    batch = tmp_path / "captures" / "batch1"
    batch.mkdir(parents=True)
    (batch / SOURCE).write_bytes(source_note("Kodak i3450 (sane:1)", "letters"))
    paper = Paper()
    paper.write("Tack för kaffet i går", (300, 400))
    pages = [
        page(paper.save(batch / "00001-front.jpg"), number=1),
        page(Paper().save(batch / "00001-back.jpg"), number=2),
    ]
    whole = item(pages)
    work: list[PageWork] = [read_page(one, tmp_path / "work") for one in pages]
    document: BuiltDocument = write_document(whole, work, tmp_path / "letter.pdf")
    key = StationKey.open(tmp_path / "station.key")
    now = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    prove = Proving("desk-1", key.public, key.sign, write_settled, lambda: now, made_with())
    prove(whole, work, document)
    return document.file


def _checks(document: Path, **said: str) -> dict[str, Check]:
    captures = said.get("captures")
    found = examine(document, key=said.get("key"), captures=Path(captures) if captures else None)
    return {check.subject: check for check in found}


def test_all_is_well_with_what_was_just_made(proved: Path):
    key = StationKey.open(proved.parent / "station.key").public
    checks = _checks(proved, key=key, captures=str(proved.parent / "captures"))
    assert all(check.well for check in checks.values())
    assert "by the station's key" in checks["Signature"].said
    assert "1 sheets gave 2 sides: 2 in the document" in checks["Sheets"].said
    assert main(["verify", str(proved), "--key", key]) == 0


def test_the_proof_names_device_profile_and_every_transformation(proved: Path):
    signed = SignedProof.model_validate_json(proof_file(proved).read_bytes())
    front, back = ProofMessage.model_validate_json(signed.proof).pages
    assert (front.device, front.profile) == ("Kodak i3450 (sane:1)", "letters")
    assert (front.batch, front.file, front.place) == ("batch1", "00001-front.jpg", 1)
    assert (front.encoding, front.paper, front.unread) == ("bilevel", "#ffffff", False)
    assert (back.blank, back.place) == (True, 2)
    assert "kaffet" not in signed.proof


def test_a_changed_document_is_not_the_one_that_was_proved(proved: Path):
    proved.write_bytes(proved.read_bytes() + b"\n")
    assert not _checks(proved)["Bytes"].well
    assert main(["verify", str(proved)]) == 1


def test_a_changed_proof_loses_its_signature(proved: Path):
    file = proof_file(proved)
    told = json.loads(file.read_bytes())
    told["proof"] = told["proof"].replace('"operator":""', '"operator":"mallory"')
    file.write_text(json.dumps(told), "utf-8")
    assert not _checks(proved)["Signature"].well


def test_another_stations_signature_is_told_from_ours(proved: Path, tmp_path: Path):
    other = StationKey.open(tmp_path / "other.key").public
    assert not _checks(proved, key=other)["Signature"].well


def test_a_document_put_in_anothers_place_has_the_wrong_codes(proved: Path, tmp_path: Path):
    paper = Paper()
    paper.write("Ett annat brev", (300, 400))
    one = page(paper.save(tmp_path / "other.jpg"))
    work = read_page(one, tmp_path / "work")
    other = item([one])
    write_document(other, [work], proved)
    checks = _checks(proved)
    assert not checks["Bytes"].well
    assert not checks["Pages"].well


def test_missing_torn_and_foreign_files_are_said(proved: Path, tmp_path: Path):
    (tmp_path / "captures" / "batch1" / "00001-back.jpg").write_bytes(b"\xff\xd8")
    captured = _checks(proved, captures=str(tmp_path / "captures"))["Captures"]
    assert "00001-back.jpg" in captured.said
    assert not captured.well
    proof_file(proved).write_bytes(b"{")
    assert not _checks(proved)["Proof"].well
    proof_file(proved).unlink()
    assert "There is none" in _checks(proved)["Proof"].said
    proved.write_bytes(b"no document")
    assert not _checks(proved)["Document"].well
    assert main(["verify", str(tmp_path / "nowhere.pdf")]) == 2
