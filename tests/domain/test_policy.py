"""The sorting table: what it may change in a decision, and what no table may."""

import dataclasses
import datetime as dt

import pytest

from mailroom.domain.decisions import Category, Decision, Doubt, DoubtReason
from mailroom.domain.evidence import Evidence, MarkKind
from mailroom.domain.policy import Flaw, Policy, PolicyRow, PolicyWrong, check, loosened
from mailroom.domain.policyfile import STANDARD, read_policy
from mailroom.domain.sorting import decide
from mailroom.settings import resources
from tests.domain.test_sorting import ADVERT, with_marks

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
TEXT = """
version = 2
in_force_from = 2026-12-01
[[row]]
code = "all"
category = "scannable"
passes = false
rule = "R3"
picture = "all"
swedish = "Allt"
english = "Everything"
marks = ["registered"]
"""


def changed(code: str, /, **fields: object) -> Policy:
    """The shipped table with one row otherwise, as its next version."""
    rows = tuple(
        dataclasses.replace(row, **fields) if row.code == code else row  # pyright: ignore[reportArgumentType]  whichever fields
        for row in STANDARD.rows
    )
    return dataclasses.replace(STANDARD, version=2, rows=rows)


def category(policy: Policy, evidence: Evidence) -> tuple[Category, bool]:
    """Where it goes, and whether by itself."""
    outcome = decide(evidence, at=NOON, policy=policy)
    if isinstance(outcome, Decision):
        return outcome.category, True
    assert outcome.proposal is not None
    return outcome.proposal.category, False


def test_a_decision_says_by_which_table():
    outcome = decide(with_marks(*ADVERT), at=NOON, policy=changed("flyer"))
    assert isinstance(outcome, Decision)
    assert outcome.policy_version == changed("flyer").name != STANDARD.name


def test_a_row_that_a_person_decides_holds_what_passed():
    registered = with_marks((MarkKind.REGISTERED, "code"))
    assert category(STANDARD, registered) == (Category.UNSCANNABLE, True)
    asked = changed("registered", passes=False)
    outcome = decide(registered, at=NOON, policy=asked)
    assert isinstance(outcome, Doubt)
    assert outcome.reason is DoubtReason.UNSCANNABLE_UNSURE
    assert category(changed("flyer", passes=False), with_marks(*ADVERT)) == (
        Category.MARKETING,
        False,
    )


def test_advertising_that_the_table_opens_is_a_letter():
    opened = changed("flyer", category=Category.SCANNABLE, key=0, passes=False)
    check(opened)
    assert category(opened, with_marks(*ADVERT)) == (Category.SCANNABLE, True)


@pytest.mark.parametrize(
    ("code", "fields", "flaw"),
    [
        ("registered", {"category": Category.SCANNABLE, "key": 0}, Flaw.WOULD_BE_OPENED),
        ("debit_card", {"category": Category.MARKETING}, Flaw.WOULD_BE_OPENED),
        ("unaddressed", {"passes": True}, Flaw.PASSES_TO_NOBODY),
        ("confidential", {"passes": True}, Flaw.PASSES_SEALED),
        ("personal", {"category": Category.MARKETING, "key": 4}, Flaw.PASSES_SEALED),
        ("flyer", {"marks": (MarkKind.ADVERTISING,)}, Flaw.MARK_MISSING),
        ("flyer", {"marks": (*STANDARD.rows[5].marks, MarkKind.CARD)}, Flaw.WOULD_BE_OPENED),
        ("flyer", {"marks": (*STANDARD.rows[5].marks, MarkKind.BUSINESS)}, Flaw.DESTROYS_LETTERS),
        ("flyer", {"key": 2}, Flaw.KEY),
        ("flyer", {"key": 12}, Flaw.KEY),
        ("flyer", {"code": "periodical"}, Flaw.CODE),
        ("flyer", {"english": " "}, Flaw.TEXT),
        ("flyer", {"swedish": "x" * 60}, Flaw.TEXT),
        ("flyer", {"rule": "because"}, Flaw.RULE),
        ("package", {"reason": None}, Flaw.REASON_MISSING),
        ("package", {"category": Category.UNREADABLE}, Flaw.WOULD_BE_OPENED),
    ],
)
def test_a_table_that_would_weaken_or_confuse_is_refused(
    code: str, fields: dict[str, object], flaw: Flaw
):
    with pytest.raises(PolicyWrong) as refused:
        check(changed(code, **fields))
    assert refused.value.flaw is flaw


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("version = ", Flaw.SHAPE),
        ("version = 1", Flaw.SHAPE),
        (TEXT, Flaw.WOULD_BE_OPENED),
        (TEXT.replace("version = 2", "version = true"), Flaw.SHAPE),
        (TEXT.replace("2026-12-01", '"soon"'), Flaw.SHAPE),
        (TEXT.replace('"registered"', '"tattooed"'), Flaw.SHAPE),
        (TEXT.replace("passes = false", "passes = 0"), Flaw.SHAPE),
        (TEXT + 'colour = "red"', Flaw.SHAPE),
        (TEXT.replace("[[row]]", "[row]"), Flaw.SHAPE),
    ],
)
def test_a_file_that_is_no_table_is_refused(text: str, flaw: Flaw):
    with pytest.raises(PolicyWrong) as refused:
        read_policy(text)
    assert refused.value.flaw is flaw


def test_loosening_is_what_lets_a_machine_do_more_or_destroys_more():
    strict = changed("flyer", passes=False)
    assert loosened(STANDARD, strict) == ()
    assert loosened(strict, STANDARD) == ("flyer",)
    opened = changed("periodical", category=Category.SCANNABLE, key=0, passes=False)
    assert loosened(opened, STANDARD) == ("periodical",)


def test_every_choice_of_the_shipped_table_has_its_drawing():
    drawn = {file.stem for file in (resources() / "policy").glob("*.svg")}
    assert {row.picture for row in STANDARD.rows} <= drawn


def test_the_shipped_table_offers_each_kind_by_one_key():
    rows: tuple[PolicyRow, ...] = STANDARD.choices(Category.UNSCANNABLE)
    assert [row.key for row in rows] == [1, 2, 3, 4, 5]
    assert [row.code for row in STANDARD.choices(Category.MARKETING)] == [
        "flyer",
        "periodical",
        "unaddressed",
    ]
