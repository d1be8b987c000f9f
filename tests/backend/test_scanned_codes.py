"""A code on paper: scanned, documented, delivered, and found again in the browser."""

import dataclasses
import hashlib
import io
import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import segno
import zxingcpp
from PIL import Image
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.domain.items import Item
from mailroom.domain.pages import PageRole, Sheet, SheetPlace
from mailroom.domain.sorting import Category, Decision, PaperRoute, Recipient, Tier
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.work import read_page
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.pipeline.document import DocumentStage
from mailroom.pipeline.outbox import manifest_of
from tests.backend.browsing import DESK, browser, sized
from tests.backend.builders import ACTIVE, ARRIVED, NOW, Desk, Reader, evidence
from tests.backend.test_payment_codes import PAY, SWISH, TEXT, using
from tests.engines.paper import Paper, item
from tests.engines.paper import page as captured

FINE = 3
"""Dots of the screen for one of the page."""


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1)
    yield pool
    pool.close()


@pytest.fixture
def scanned(pool: WorkerPool, tmp_path: Path) -> Item:
    """An invoice with a code, upside down and in its envelope, as the station documents it."""
    paper = Paper()
    paper.write(f"{TEXT}\nFörfallodag 2026-11-30", (300, 900))
    drawn = io.BytesIO()
    segno.make(using(), error="m").save(drawn, kind="png", scale=8)
    paper.image.paste(Image.open(drawn).convert("RGB"), (1500, 2300))
    paper.turn(180)
    inside = captured(paper.save(tmp_path / "invoice.jpg"))
    face = Paper()
    face.write("\n".join((ACTIVE[1], ACTIVE[0], "106 31 Stockholm")), (900, 1500))
    outside = captured(face.save(tmp_path / "face.jpg"), PageRole.FACE, 0)
    decision = Decision(
        category=Category.SCANNABLE,
        tier=Tier.A,
        route=PaperRoute.OPEN_AND_SCAN,
        rule="all_agree",
        decided_by="machine",
        decided_at=NOW,
        recipient=Recipient(*ACTIVE),
    )
    stage = DocumentStage(
        pool, lambda _: tmp_path, read_page, write_document, dict, lambda *_: None
    )
    sheets = (
        Sheet("s1", 1, SheetPlace.CAPTURED, (outside,)),
        Sheet("s2", 2, SheetPlace.CAPTURED, (inside,)),
    )
    letter = replace(item(()), id=str(uuid.uuid4()), sheets=sheets, decision=decision)
    return stage(replace(letter, operator="anna", captured_at=NOW))


def delivered(desk: Desk, letter: Item) -> str:
    """As the station sends it, but for the proof and the evidence of its face."""
    assert letter.document is not None, letter.hold
    document = letter.document.file.read_bytes()
    assert desk.put_blob(document).status_code == 201
    told = manifest_of(replace(letter, tray=replace(letter.tray, arrived_on=ARRIVED)), "desk-1")
    message = json.loads(told.model_dump_json())
    message |= {"evidence": evidence(desk.register_version()), "face": None}
    answer = desk.put_item(message)
    assert answer.status_code == 201, answer.text
    return hashlib.sha256(document).hexdigest()


def test_a_code_on_the_page_reaches_the_pay_view_with_its_place(
    desk: Desk,
    scanned: Item,
    address: str,
    reader: Reader,
    tmp_path: Path,
):
    delivered(desk, scanned)
    (letter,) = reader.letters()
    with browser(tmp_path / "profile", address, reader) as driver:
        sized(driver, DESK)
        driver.get(f"{address}/letters/{letter}")
        shown = driver.find_element(By.CLASS_NAME, "pay")
        for said in ("1 250,50 kr", "237-4825", "25042950342", "30 november"):
            assert said in shown.text.replace("\N{NO-BREAK SPACE}", " ")
        source = SWEDISH.pay_sources["qr"].format(page=1)
        shown.find_element(By.LINK_TEXT, source).send_keys(Keys.ENTER)
        assert driver.current_url.endswith("#code-1")
        assert json.loads(seen_in(driver, "g:target rect")) == PAY


def seen_in(driver: Chrome, frame: str) -> str:
    """What a telephone reads that is held over a place on the screen until it sees a code."""
    width, height = DESK
    fine = {"width": width, "height": height, "deviceScaleFactor": FINE, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", fine)
    driver.execute_script("document.documentElement.style.scrollBehavior = 'auto';")

    def look(at: Chrome) -> str | None:
        at.execute_script(f"document.querySelector('{frame}').scrollIntoView({{block: 'center'}})")
        place = at.execute_script(
            f"const at = document.querySelector('{frame}').getBoundingClientRect();"
            "return [at.left + 4, at.top + 4, at.right - 4, at.bottom - 4]"
        )
        screen = Image.open(io.BytesIO(at.get_screenshot_as_png())).convert("L")
        codes = zxingcpp.read_barcodes(screen.crop([FINE * side for side in place]))
        return codes[0].text if len(codes) == 1 else None

    return WebDriverWait(driver, 20).until(look)


def test_a_page_keeps_its_codes_when_it_is_not_read_again(tmp_path: Path):
    paper = Paper()
    drawn = io.BytesIO()
    segno.make(SWISH).save(drawn, kind="png", scale=10)
    paper.image.paste(Image.open(drawn).convert("RGB"), (400, 400))
    one = captured(paper.save(tmp_path / "page.jpg"))
    first, again = (read_page(one, tmp_path / "kept") for _ in range(2))
    assert [code.text for code in first.codes] == [SWISH]
    assert dataclasses.asdict(again) == dataclasses.asdict(first)
