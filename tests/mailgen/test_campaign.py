"""A slice of the crop campaign, through real recognition."""

from pathlib import Path
from random import Random

import pytest

from tests.mailgen.campaign import main, run_crop
from tests.mailgen.crops import make_crop
from tests.mailgen.judging import GRAVE, Verdict, write_snapshot
from tests.mailgen.notes import make_noted
from tests.mailgen.register import Companies, companies, companies_of

_CROPS = 60
_NOTED = 24


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


@pytest.fixture(scope="module", params=[7, 13, 17, 19, 23, 29])
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, Companies, Path]:
    """The seed of a whole campaign, and its register."""
    seed: int = request.param
    served = companies_of(seed)
    return seed, served, write_snapshot(served, tmp_path_factory.mktemp("large") / "register.json")


_ONCE_WRONG = (
    # "AB Hammaren Däck" over "i Luleå", which one reading lost.
    *((7, "name_mismatch", number) for number in (1588, 1757, 1968, 2258, 6103, 9557, 9917)),
    *((7, "name_mismatch", number) for number in (19573, 26064)),
    *((17, "name_mismatch", number) for number in (4046, 18565)),
    *((19, "name_mismatch", number) for number in (3317, 3820, 9985)),
    # Two addresses: one over the edge, with a digit misread, in pieces, each line alone, in print
    # too faint to see.
    *((7, "two_ids", number) for number in (14726, 15626, 16928, 27714)),
    *((13, "two_ids", number) for number in (4629, 5393)),
    (17, "two_ids", 14322),
    (19, "two_ids", 5227),
    # A second address by a pen that the quick engine cannot read.
    (23, "two_ids", 9732),
    # Bars that fell apart on grainy paper, with another company's number.
    (7, "code_conflict", 26996),
    # A small code in blurred print, with another company's number.
    (29, "code_conflict", 3820),
    # "iVäxjö" below the name, its space lost by the only engine that read the name whole.
    (29, "name_mismatch", 10656),
    # A person above the company, in print so faint that only the line above was seen at first.
    (23, "person_first", 6831),
    # A person above the company whose initial hung on to the name.
    (23, "person_first", 17057),
    # "Svealand Fastigheter II AB", of whose numeral both engines lost a stroke.
    (23, "name_mismatch", 25789),
)

_ONCE_OPENED = (
    # Tall narrow letters taken for bars; half a note in print behind it.
    (47, (105, 199)),
    # Both ends of "öppnas endast av adressaten", of which the middle was not read.
    (49, (169,)),
    # A word across the sender's small print; a person whose initial hung on to the name.
    (51, (56, 171)),
    # "värde" alone, its sum in another row.
    (53, (185,)),
    # The feet of a large word, read as the small print they stand in.
    (55, (52,)),
    # What the letter is worth, in print right below the sender's line and taken for its own.
    (57, (21,)),
    # One written word, read as two.
    (59, (69,)),
)


@pytest.mark.campaign
def test_crops_that_once_went_wrong_are_held(large: tuple[int, Companies, Path], tmp_path: Path):
    seed, served, register = large
    for _, condition, number in (crop for crop in _ONCE_WRONG if crop[0] == seed):
        outcome, _ = run_crop(make_crop(served, number=number, seed=seed), register, tmp_path)
        assert (outcome.condition, outcome.verdict) == (condition, Verdict.HELD), number


@pytest.mark.campaign
def test_what_forbids_to_open_is_heard_wherever_it_stands(tmp_path: Path):
    served = companies(Random("slice"), 600)
    register = write_snapshot(served, tmp_path / "register.json")
    for number in range(_NOTED):
        crop = make_noted(served, number=number, seed=3)
        outcome, _ = run_crop(crop, register, tmp_path)
        assert outcome.verdict not in GRAVE, (number, outcome.condition)


@pytest.mark.campaign
@pytest.mark.parametrize(("seed", "numbers"), _ONCE_OPENED)
def test_notes_that_once_were_missed_are_heard(seed: int, numbers: tuple[int, ...], tmp_path: Path):
    served = companies_of(seed)
    register = write_snapshot(served, tmp_path / "register.json")
    for number in numbers:
        crop = make_noted(served, number=number, seed=seed)
        outcome, _ = run_crop(crop, register, tmp_path)
        assert outcome.verdict is Verdict.HELD, number


@pytest.mark.campaign
def test_a_broad_pens_word_across_a_small_label_is_heard(tmp_path: Path):
    """It has more ink than the outline of the label on which its feet stand."""
    served = companies_of(61)
    register = write_snapshot(served, tmp_path / "register.json")
    outcome, _ = run_crop(make_noted(served, number=49, seed=61), register, tmp_path)
    assert outcome.verdict is Verdict.RIGHT


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
