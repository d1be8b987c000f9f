"""Columns of running text are told from tables and forms, and read one after the other."""

from pathlib import Path

from mailroom.engines.page.care import binarised
from mailroom.engines.page.columns import has_columns
from mailroom.engines.page.work import read_page
from tests.engines.paper import DPI, Paper, page, scan

LEFT = """Betalning ska vara mottagaren
tillhanda senast på dagen för
förfall enligt avtalets villkor
"""
RIGHT = """Meddelanden anses ha kommit
den andra parten till del senast
tre arbetsdagar efter avsändning
"""


def _two_columns() -> Paper:
    paper = Paper()
    paper.write(LEFT * 5, (250, 400))
    paper.write(RIGHT * 5, (1300, 400))
    return paper


def test_running_text_side_by_side_is_columns():
    assert has_columns(binarised(_two_columns().pixels()), DPI)


def test_a_letter_and_a_table_are_not():
    paper = Paper()
    paper.write(LEFT * 5, (250, 400))
    for row in range(14):
        paper.write(f"Vara {row}", (250, 1800 + 60 * row))
        paper.write("12 st", (1000, 1800 + 60 * row))
        paper.write("1 176,79", (1500, 1800 + 60 * row))
    assert not has_columns(binarised(paper.pixels()), DPI)


def test_columns_are_read_one_after_the_other(tmp_path: Path):
    work = read_page(page(_two_columns().save(tmp_path / "columns.jpg")), tmp_path)
    assert LEFT.split("\n")[1] in work.text
    assert work.text.rindex("avtalets villkor") < work.text.index("Meddelanden")


def test_a_forms_rows_stay_together(tmp_path: Path):
    work = read_page(page(scan("invoice")), tmp_path)
    assert "Betalas senast Belopp" in work.text
    assert "# 3756815037639 # 90368 00 2 >" in work.text
