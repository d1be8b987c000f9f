"""A slice of the crop campaign, through real recognition."""

from pathlib import Path
from random import Random

import pytest

from tests.mailgen.campaign import run_crop
from tests.mailgen.crops import make_crop
from tests.mailgen.judging import GRAVE, Verdict, write_snapshot
from tests.mailgen.register import companies

_CROPS = 60


@pytest.mark.campaign
def test_no_crop_reaches_the_wrong_company(tmp_path: Path):
    served = companies(Random("slice"), 600)
    register = write_snapshot(served, tmp_path / "register.json")
    verdicts: list[Verdict] = []
    for number in range(_CROPS):
        crop = make_crop(served, number=number, seed=8)
        outcome, _ = run_crop(crop, register, tmp_path)
        assert outcome.verdict not in GRAVE, crop.recipient.block.text
        verdicts.append(outcome.verdict)
    assert verdicts.count(Verdict.RIGHT) >= _CROPS // 12
