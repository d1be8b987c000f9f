"""A slice of the crop campaign, through real recognition."""

from pathlib import Path
from random import Random

import pytest

from tests.mailgen.campaign import main, run_crop
from tests.mailgen.crops import make_crop
from tests.mailgen.judging import GRAVE, Verdict, write_snapshot
from tests.mailgen.register import Companies, companies

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


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Companies, Path]:
    served = companies(Random("register 7"), 3000)
    return served, write_snapshot(served, tmp_path_factory.mktemp("large") / "register.json")


_ONCE_WRONG = {
    # "AB Hammaren Däck" over "i Luleå", which one reading lost.
    "name_mismatch": (1588, 1757, 1968, 2258, 6103, 9557, 9917, 19573, 26064),
    # One ran over the edge, one's postcode had a digit misread, of one only pieces were seen.
    "two_ids": (14726, 15626, 16928, 27714),
    # Bars that fell apart on grainy paper, with another company's number.
    "code_conflict": (26996,),
}


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("condition", "number"),
    [(condition, number) for condition, numbers in _ONCE_WRONG.items() for number in numbers],
)
def test_crops_that_once_went_wrong_are_held(
    large: tuple[Companies, Path], condition: str, number: int, tmp_path: Path
):
    served, register = large
    outcome, _ = run_crop(make_crop(served, number=number, seed=7), register, tmp_path)
    assert (outcome.condition, outcome.verdict) == (condition, Verdict.HELD)


@pytest.mark.campaign
def test_a_campaign_that_was_stopped_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The torn line of a kill is judged again, the others are not; both runs end alike."""
    journal = tmp_path / "journal.jsonl"
    words = ["--crops", "6", "--companies", "80", "--seed", "3", "--journal", str(journal)]
    words += ["--keep", str(tmp_path / "kept")]
    assert main(words) == 0
    whole = capsys.readouterr().out
    lines = journal.read_text(encoding="utf-8").splitlines()
    journal.write_text("\n".join([*lines[:4], lines[4][:30]]) + "\n", encoding="utf-8")
    assert main(words) == 0
    assert len(journal.read_text(encoding="utf-8").splitlines()) == 7
    verdicts = capsys.readouterr().out.split("seconds per crop")[0]
    assert verdicts == whole.split("seconds per crop")[0]
