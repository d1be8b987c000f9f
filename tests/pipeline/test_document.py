"""The document stage on real workers: read early, judged together, held or written."""

import datetime as dt
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailroom.domain.errors import BytesChanged, UnreadableImage
from mailroom.domain.items import Hold, HoldReason, Item, ItemState
from mailroom.domain.pages import Page, PageRole
from mailroom.domain.pagework import PageWork
from mailroom.domain.register import Customer, Standing
from mailroom.domain.sorting import Category, Decision, PaperRoute, Recipient, Tier
from mailroom.engines.document.madewith import made_with
from mailroom.engines.document.pdf import write_document
from mailroom.engines.link.stationkey import StationKey, signed_by
from mailroom.engines.page.work import read_page
from mailroom.engines.settled import write_settled
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.pipeline.document import DocumentStage, heaviest_first
from mailroom.pipeline.proof import Proving, proof_of
from mailroom.wire import ProofMessage
from tests.engines.paper import Paper, item, page, scan

OWN, OTHER = "5570828110", "5576863384"
CUSTOMERS = {
    number: Customer(number, name, "AB", Standing.ACTIVE)
    for number, name in ((OWN, "Andersson Konsult i Visby AB"), (OTHER, "PNJ Golv AB"))
}
DECISION = Decision(
    category=Category.SCANNABLE,
    tier=Tier.A,
    route=PaperRoute.OPEN_AND_SCAN,
    rule="all_agree",
    decided_by="machine",
    decided_at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC),
    recipient=Recipient(OWN, "Andersson Konsult i Visby AB"),
)


def read_or_die(one: Page, folder: Path) -> PageWork:
    """A page named after its fate: it kills its worker always, or only the first time."""
    marker = folder / f"{one.id}.died"
    if one.id.startswith("deadly") or (one.id.startswith("shaky") and not marker.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        marker.touch()
        os.abort()
    return read_page(one, folder)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1)
    yield pool
    pool.close()


def proving(folder: Path) -> Proving:
    key = StationKey.open(folder / "station.key")
    now = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    return Proving("desk-1", key.public, key.sign, write_settled, lambda: now, made_with())


@pytest.fixture
def stage(pool: WorkerPool, tmp_path: Path) -> DocumentStage:
    return DocumentStage(
        workers=pool,
        folder=lambda item: tmp_path / item.id,
        read=read_or_die,
        write=write_document,
        customers=lambda: CUSTOMERS,
        prove=proving(tmp_path),
    )


def _paper(folder: Path, name: str, text: str, role: PageRole = PageRole.CONTENT) -> Page:
    paper = Paper()
    paper.write(text, (1300, 700))
    return page(paper.save(folder / f"{name}.png"), role)


def _item(*pages: Page, hold: Hold | None = None) -> Item:
    return replace(item(pages), decision=DECISION, hold=hold)


def test_a_whole_letter_becomes_a_document(stage: DocumentStage, tmp_path: Path):
    first = page(scan("lease_turned"))
    second = _paper(tmp_path, "second", "Ort och datum\n\nUnderskrift av hyresgästen")
    back = page(scan("blank_with_holes"))
    face = _paper(tmp_path, "face", "Kivra 557082-8110\n106 31 Stockholm", PageRole.FACE)
    envelope_back = replace(page(scan("blank_showing_through")), role=PageRole.BACK)
    done = stage(_item(face, envelope_back, first, second, back))
    assert done.state is ItemState.DOCUMENTED
    assert done.document is not None
    assert [text.page for text in done.document.texts] == [first.id, second.id, back.id, face.id]
    assert done.document.page_count == 4
    assert done.document.file.stat().st_size == done.document.size_bytes
    assert "Hyresavtal" in done.document.texts[0].text
    _check_proof(done)
    found = {each.id: (each.blank, each.turned_deg) for each in done.pages}
    assert found[first.id] == (False, 180)
    assert found[back.id] == (True, None)


def _check_proof(done: Item) -> None:
    assert done.document is not None
    signed = proof_of(done.document.file)
    assert signed is not None
    assert signed_by(signed.key, signed.signature, signed.proof)
    proof = ProofMessage.model_validate_json(signed.proof)
    assert proof.document_sha256 == done.document.sha256
    assert [page.place for page in proof.pages] == [1, 2, 3, 4, None]
    assert (proof.sheets, proof.sides) == (1, 5)
    assert {page.sha256 for page in proof.pages} == {page.sha256 for page in done.pages}
    lease, _, back, face, envelope_back = proof.pages
    assert (lease.turned_deg, lease.encoding, lease.paper) == (180, "bilevel", "#ffffff")
    assert abs(lease.skew_deg) > 0.4
    assert (back.blank, envelope_back.blank, face.blank) == (True, True, False)
    assert "swe" in proof.made_with


def test_another_customers_page_holds_the_item_until_a_person_lets_it_go(
    stage: DocumentStage, tmp_path: Path
):
    own = _paper(tmp_path, "own", "Andersson Konsult i Visby AB\n557082-8110\n106 31 Stockholm")
    foreign = page(scan("invoice"))
    held = stage(_item(own, foreign))
    assert held.state is ItemState.HELD
    assert held.hold == Hold(HoldReason.FOREIGN_PAGE, page=foreign.id)
    assert held.document is None
    released = stage(replace(held, state=ItemState.FILLED))
    assert released.state is ItemState.DOCUMENTED


def test_a_missing_page_holds_the_item(stage: DocumentStage):
    held = stage(_item(page(scan("lease_turned"))))
    assert held.state is ItemState.HELD
    assert held.hold is not None
    assert held.hold.reason is HoldReason.PAGE_MISSING


def test_a_page_that_kills_its_worker_twice_is_held_and_then_shown_without_text(
    stage: DocumentStage, tmp_path: Path
):
    deadly = _paper(tmp_path, "deadly", "Hej")
    held = stage(_item(deadly))
    assert held.hold == Hold(HoldReason.PAGE_UNREAD, page="deadly")
    released = stage(replace(held, state=ItemState.FILLED))
    assert released.state is ItemState.DOCUMENTED
    assert released.document is not None
    assert released.document.texts[0].text == ""


def test_a_page_that_kills_its_worker_once_is_read_the_second_time(
    stage: DocumentStage, tmp_path: Path
):
    done = stage(_item(_paper(tmp_path, "shaky", "Tack för kaffet i går")))
    assert done.document is not None
    assert "kaffet" in done.document.texts[0].text


def test_pages_are_read_before_the_item_is_closed_and_only_once(
    stage: DocumentStage, tmp_path: Path
):
    one = _paper(tmp_path, "early", "Tack för kaffet i går")
    whole = _item(one)
    early = stage.prepare(whole, one)
    assert stage.prepare(whole, one) is early
    early.result(60)
    record = tmp_path / whole.id / "early.words.json"
    before = record.stat().st_mtime_ns
    time.sleep(0.01)
    assert stage(whole).state is ItemState.DOCUMENTED
    assert record.stat().st_mtime_ns == before


def test_damaged_and_changed_captures_are_said(stage: DocumentStage, tmp_path: Path):
    torn = tmp_path / "torn.png"
    torn.write_bytes(scan("contract").read_bytes()[:9000])
    with pytest.raises(UnreadableImage):
        stage(_item(page(torn)))
    changed = replace(page(scan("contract")), sha256="0" * 64)
    with pytest.raises(BytesChanged):
        stage(_item(changed))


def test_an_empty_envelope_is_a_document_of_its_face(stage: DocumentStage, tmp_path: Path):
    face = _paper(tmp_path, "face", "Kivra 557082-8110\n106 31 Stockholm", PageRole.FACE)
    done = stage(_item(face))
    assert done.document is not None
    assert done.document.page_count == 1


def test_the_heaviest_page_is_begun_first(tmp_path: Path):
    pages: list[Page] = []
    for name, size in (("light", 10), ("heavy", 3000), ("middling", 200)):
        file = tmp_path / f"{name}.jpg"
        file.write_bytes(bytes(size))
        pages.append(page(file))
    assert [one.id for one in heaviest_first(pages)] == ["heavy", "middling", "light"]


def test_no_page_at_all_is_held_as_a_missing_one(stage: DocumentStage, tmp_path: Path):
    back = replace(page(scan("blank_with_holes")), role=PageRole.BACK)
    for nothing in (_item(), _item(back)):
        held = stage(nothing)
        assert held.state is ItemState.HELD
        assert held.hold == Hold(HoldReason.PAGE_MISSING)
        assert held.document is None
    assert not list(tmp_path.rglob("*.pdf"))
