"""The resident engine beside the program, its own time limit, and the process that holds it."""

from collections.abc import Callable
from time import monotonic

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from mailroom.domain.errors import WorkerLost
from mailroom.engines.ocr.tesseract import (
    BLOCK,
    ENGLISH,
    PAGE,
    SWEDISH,
    Engine,
    ProgramEngine,
    ReadingTooSlow,
    ResidentEngine,
    engine,
)
from mailroom.engines.pixels.image import Pixels
from mailroom.engines.workers.sandbox import WorkerPool
from tests.engines.faces import MONO, SANS
from tests.engines.sandbox_tasks import own_pid, read_crowded_page

ADDRESS = ("Nordljus Teknik AB", "Kivra: 556917-3544", "106 31 STOCKHOLM")
WAIT_S = 60


def _drawn(
    lines: tuple[str, ...],
    size: tuple[int, int] = (900, 300),
    top: int = 20,
    font: str = SANS,
) -> Pixels:
    paper = Image.new("L", size, 255)
    pen = ImageDraw.Draw(paper)
    for row, line in enumerate(lines):
        pen.text((30, top + row * 70), line, 0, ImageFont.truetype(font, 46))
    return np.asarray(paper)


@pytest.mark.parametrize("made", [ResidentEngine, ProgramEngine])
def test_both_ways_read_the_same_words_with_their_places(made: Callable[[str], Engine]):
    lines = made(SWEDISH).read(_drawn(ADDRESS), BLOCK)
    assert tuple(line.text for line in lines) == ADDRESS
    for row, line in enumerate(lines):
        assert 20 + row * 70 <= line.top < line.bottom <= 90 + row * 70
        assert all(word.confidence > 60 for word in line.words)
        assert all(abs(word.base_left - line.bottom) < 20 for word in line.words)


@pytest.mark.parametrize("made", [ResidentEngine, ProgramEngine])
def test_a_typewriters_even_pitch_is_read_as_any_print(made: Callable[[str], Engine]):
    lines = made(SWEDISH).read(_drawn(ADDRESS, font=MONO), BLOCK)
    assert tuple(line.text for line in lines) == ADDRESS


def test_a_page_is_read_in_blocks():
    page = _drawn(ADDRESS, size=(1700, 2200), top=60)
    page = np.minimum(page, np.roll(page, 1200, axis=0))
    lines = engine(SWEDISH).read(page, PAGE)
    assert tuple(line.text for line in lines) == ADDRESS * 2
    assert [line.new_block for line in lines] == [True, False, False] * 2


def test_digits_alone_may_be_asked_for():
    (line,) = engine(ENGLISH, "0123456789-").read(_drawn(("556917-3544",), (900, 110)), BLOCK)
    assert line.text == "556917-3544"


@pytest.mark.parametrize("made", [ResidentEngine, ProgramEngine])
def test_what_takes_too_long_is_said_and_the_engine_reads_on(made: Callable[[str], Engine]):
    slow = made(SWEDISH)
    with pytest.raises(ReadingTooSlow):
        slow.read(np.tile(_drawn(ADDRESS), (8, 2)), BLOCK, limit_s=0.02)
    assert slow.read(_drawn(ADDRESS), BLOCK)[0].text == ADDRESS[0]


def test_an_engine_that_does_not_come_back_costs_one_worker():
    pool = WorkerPool(1, wall_limit_s=3.0, cpu_limit_s=60)
    try:
        before = pool.submit(own_pid).result(WAIT_S)
        began = monotonic()
        with pytest.raises(WorkerLost, match="wall limit"):
            pool.submit(read_crowded_page).result(WAIT_S)
        assert monotonic() - began < 30
        assert pool.submit(own_pid).result(WAIT_S) != before
    finally:
        pool.close()
