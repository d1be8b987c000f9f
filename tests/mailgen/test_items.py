"""Generated mail is the same each time, whole, and tells the truth about itself."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from tests.mailgen.__main__ import main
from tests.mailgen.cases import LETTERS, Condition
from tests.mailgen.conditions import Desk
from tests.mailgen.items import make_item, truth, write_item
from tests.mailgen.register import Companies, companies, confusable_numbers


@pytest.fixture(scope="module")
def served() -> Companies:
    return companies(Random("tests"), 400)


def test_the_same_seed_gives_the_same_item(served: Companies):
    one, again = (make_item(served, number=3, seed=5, profile="mixed") for _ in range(2))
    assert truth(one) == truth(again)
    assert np.array_equal(np.asarray(one.scanned.image), np.asarray(again.scanned.image))


def test_a_folder_holds_pictures_answers_and_the_register(tmp_path: Path):
    assert main([str(tmp_path), "--items", "2", "--seed", "9", "--companies", "60"]) == 0
    answers = json.loads((tmp_path / "item_0001" / "truth.json").read_text(encoding="utf-8"))
    assert answers["item"] == "item_0001"
    assert (tmp_path / "item_0001" / answers["files"]["front"]).exists()
    assert len((tmp_path / "registry.csv").read_text(encoding="utf-8").splitlines()) == 61


def test_whole_codes_can_be_read_where_the_answers_put_them(served: Companies, tmp_path: Path):
    number = 0
    while True:
        item = make_item(served, number=number, seed=2, profile="clean")
        whole = [code for code in item.scanned.codes if not code.damaged and code.role == "id"]
        if whole and item.category == "scannable":
            break
        number += 1
    folder = write_item(item, tmp_path)
    seen = zxingcpp.read_barcodes(Image.open(folder / "front.jpg"))
    assert whole[0].text in {code.text for code in seen}


def test_the_register_is_full_of_near_twins():
    served = companies(Random("twins"), 300)
    assert len(served.rows) == 300
    assert len({row.number for row in served.rows}) == 300
    near = [
        (one, other)
        for one, other in served.twins
        if other.number in set(confusable_numbers(one.number))
    ]
    assert near


@pytest.mark.parametrize("condition", LETTERS, ids=lambda condition: condition.__name__)
def test_a_condition_names_a_recipient_only_where_one_may_be_chosen(
    condition: Condition, served: Companies
):
    recipient = condition(Desk(Random(4), served, set(served.by_number)))
    if recipient.auto_ok:
        assert recipient.expected == recipient.kivra_id
        assert recipient.registered
    if recipient.condition in {"name_mismatch", "not_in_registry", "two_ids", "code_conflict"}:
        assert recipient.expected is None
