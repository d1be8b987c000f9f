import dataclasses
import datetime as dt

import pytest

from mailroom.domain.decisions import (
    Category,
    Decision,
    Doubt,
    DoubtReason,
    PaperRoute,
    UnscannableReason,
)
from mailroom.domain.evidence import Candidate, Evidence, Mark, MarkKind, NumberMatch, Sender
from mailroom.domain.readings import SECOND_LOOK, Reader, Reading, ReadingKind
from mailroom.domain.register import Standing
from mailroom.domain.sorting import decide, route_for
from tests.domain.simulation import simulate

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
CERTAIN = Candidate(
    number="5569173544",
    name="Nordljus Teknik AB",
    standing=Standing.ACTIVE,
    number_match=NumberMatch.EXACT,
    number_readers=(Reader.OCR, Reader.OCR_SECOND, Reader.OCR_FIFTH),
    name_score=100.0,
    runner_up_score=60.0,
    near_twin=False,
    name_readers=(Reader.OCR,),
    name_equal=True,
)
CLEAR = Evidence(
    readings=(),
    turned_deg=0,
    address=None,
    address_lines=("Nordljus Teknik AB", "556917-3544", "106 31 STOCKHOLM"),
    numbers_seen=("5569173544",),
    foreign_numbers=(),
    candidates=(CERTAIN,),
    marks=(),
    sender=None,
    lights=(),
    register_version="v1",
)


def with_candidate(**changes: object) -> Evidence:
    changed = dataclasses.replace(CERTAIN, **changes)  # pyright: ignore[reportArgumentType]  by name
    return dataclasses.replace(CLEAR, candidates=(changed,))


def with_marks(*marks: tuple[MarkKind, str]) -> Evidence:
    found = tuple(Mark(kind, text, 0.95, "front") for kind, text in marks)
    return dataclasses.replace(CLEAR, marks=found)


def test_everything_agrees():
    decision = decide(CLEAR, at=NOON)
    assert isinstance(decision, Decision)
    assert decision.category is Category.SCANNABLE
    assert (decision.decided_by, decision.decided_at) == ("machine", NOON)


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (with_candidate(number_match=NumberMatch.REPAIRED), DoubtReason.REPAIRED),
        (with_candidate(name_readers=()), DoubtReason.NAME_DISAGREES),
        (with_candidate(name_readers=(), name_score=20.0, runner_up_score=0.0), "name_missing"),
        (with_candidate(number_readers=(Reader.OCR,)), DoubtReason.ONE_READER),
        (with_candidate(number_readers=(Reader.OCR, Reader.OCR_SECOND)), DoubtReason.ONE_READER),
        (with_candidate(near_twin=True, name_equal=False), DoubtReason.NEAR_TWIN),
        (dataclasses.replace(CLEAR, foreign_numbers=("5560004755",)), DoubtReason.TWO_NUMBERS),
        (
            dataclasses.replace(CLEAR, numbers_seen=("5569173544", "5560004755")),
            DoubtReason.TWO_NUMBERS,
        ),
        (
            dataclasses.replace(CLEAR, numbers_seen=("5569173544", "5569173545")),
            DoubtReason.CHECK_DIGIT,
        ),
        (
            dataclasses.replace(CLEAR, candidates=(), numbers_seen=("5560004755",)),
            DoubtReason.NOT_IN_REGISTER,
        ),
        (with_marks((MarkKind.DO_NOT_OPEN, "anbud")), DoubtReason.DO_NOT_OPEN),
        (with_marks((MarkKind.PERSON_FIRST, "")), DoubtReason.PERSON_FIRST),
    ],
)
def test_any_single_disagreement_holds(evidence: Evidence, reason: DoubtReason):
    doubt = decide(evidence, at=NOON)
    assert isinstance(doubt, Doubt)
    assert doubt.reason == reason


OWN, OTHER = "Kivra ID 556917-3544", "556000-4755"


def with_lines(first: str, second: str, **changes: object) -> Evidence:
    """The zone's lines by both readings, each with the recipient's own number as well."""
    readers = ((Reader.OCR, first, None), (Reader.OCR_SECOND, second, SECOND_LOOK))
    readings = tuple(
        Reading(ReadingKind.LINE, text, "front", reader, 0.9, ignored=ignored)
        for reader, line, ignored in readers
        for text in (OWN, line)
    )
    both = (Reader.OCR, Reader.OCR_SECOND)
    seen = with_candidate(**{"name_readers": both, **changes})
    return dataclasses.replace(seen, readings=readings, foreign_numbers=("5560004755",))


@pytest.mark.parametrize("said", [f"Kundnr {OTHER}", f"c/o Bolin Kyl AB, {OTHER}"])
def test_what_both_readings_name_as_anothers_number_is_no_second_recipient(said: str):
    decision = decide(with_lines(said, said), at=NOON)
    assert isinstance(decision, Decision)
    assert decision.recipient is not None
    assert decision.recipient.number == CERTAIN.number


def with_third(evidence: Evidence, line: str) -> Evidence:
    third = [
        Reading(ReadingKind.LINE, text, "front", Reader.OCR_THIRD, 0.9, ignored=SECOND_LOOK)
        for text in (OWN, line)
    ]
    return dataclasses.replace(evidence, readings=(*evidence.readings, *third))


def test_two_of_three_readings_are_enough_to_name_it_anothers():
    misread = with_lines(f"Kundnr {OTHER}", f"Kvndr {OTHER}")
    assert isinstance(decide(misread, at=NOON), Doubt)
    assert isinstance(decide(with_third(misread, f"Kundnr {OTHER}"), at=NOON), Decision)


@pytest.mark.parametrize(
    "evidence",
    [
        with_lines(f"Kundnr {OTHER}", f"Kivra {OTHER}"),
        with_third(with_lines(f"Kundnr {OTHER}", f"Kivra {OTHER}"), f"Kundnr {OTHER}"),
        with_lines(f"Kundnr {OTHER}", OTHER),
        with_lines(OTHER, OTHER),
        with_lines(f"Kundnr {OTHER}", f"Kundnr {OTHER}", name_equal=False),
        with_lines(f"Kundnr {OTHER}", f"Kundnr {OTHER}", name_readers=(Reader.OCR,)),
        dataclasses.replace(
            with_lines(f"Kundnr {OTHER}", f"Kundnr {OTHER}"),
            foreign_numbers=("5560004755", "5560001751"),
        ),
    ],
)
def test_a_number_that_may_be_meant_holds_whatever_one_reading_says(evidence: Evidence):
    doubt = decide(evidence, at=NOON)
    assert isinstance(doubt, Doubt)
    assert doubt.reason == DoubtReason.TWO_NUMBERS


def test_a_number_like_the_recipients_own_is_never_explained_away():
    alike = "5569173527"
    lines = with_lines("Kundnr 556917-3527", "Kundnr 556917-3527")
    doubt = decide(dataclasses.replace(lines, foreign_numbers=(alike,)), at=NOON)
    assert isinstance(doubt, Doubt)


def test_a_near_twin_passes_letter_by_letter_with_two_readings_of_the_number():
    assert isinstance(decide(with_candidate(near_twin=True), at=NOON), Decision)


@pytest.mark.parametrize(
    "names", [(Reader.OCR, Reader.OCR_SECOND), (Reader.OCR_SECOND,), (Reader.OCR_THIRD,)]
)
def test_a_near_twin_whose_number_one_reader_has_waits_for_a_person(names: tuple[Reader, ...]):
    doubt = decide(
        with_candidate(near_twin=True, number_readers=(Reader.OCR,), name_readers=names), at=NOON
    )
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.NEAR_TWIN


def test_a_near_twin_passes_with_two_makes_of_engine_for_the_name_as_well():
    by_third = with_candidate(
        near_twin=True,
        number_readers=(Reader.OCR_THIRD,),
        name_readers=(Reader.OCR, Reader.OCR_THIRD),
    )
    assert isinstance(decide(by_third, at=NOON), Decision)


PRINT = (Reader.OCR, Reader.OCR_SECOND)


@pytest.mark.parametrize(
    ("nearest", "waits"),
    [(PRINT, True), ((), True), ((*PRINT, Reader.OCR_FIFTH), False), ((Reader.OCR_THIRD,), False)],
    ids=["one make", "none", "both makes", "the other make"],
)
def test_where_one_sign_tells_twins_apart_another_make_has_to_see_it(
    nearest: tuple[Reader, ...], *, waits: bool
):
    alike = with_candidate(
        near_twin=True, runner_up_score=97.0, name_readers=PRINT, name_nearest=nearest
    )
    outcome = decide(alike, at=NOON)
    assert isinstance(outcome, Doubt) is waits
    assert not isinstance(outcome, Doubt) or outcome.reason is DoubtReason.NEAR_TWIN


def test_a_reading_that_is_nearer_to_the_twin_holds():
    both = (*PRINT, Reader.OCR_FIFTH)
    own = {"near_twin": True, "runner_up_score": 97.0, "name_readers": both, "name_nearest": both}
    twin = dataclasses.replace(
        CERTAIN,
        number="5560004755",
        number_match=NumberMatch.NONE,
        number_readers=(),
        name_readers=(),
        name_nearest=(Reader.OCR_THIRD,),
    )
    seen = with_candidate(**own)
    assert isinstance(decide(seen, at=NOON), Decision)
    doubt = decide(dataclasses.replace(seen, candidates=(*seen.candidates, twin)), at=NOON)
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.NEAR_TWIN


BY_HAND = (Reader.OCR_THIRD, Reader.OCR_FOURTH)


@pytest.mark.parametrize(
    ("numbers", "names", "waits"),
    [(BY_HAND, BY_HAND, False), (BY_HAND, BY_HAND[:1], True), (BY_HAND[1:], BY_HAND, True)],
)
def test_a_hands_near_twin_passes_when_both_engines_for_handwriting_have_all_of_it(
    numbers: tuple[Reader, ...], names: tuple[Reader, ...], *, waits: bool
):
    told = with_candidate(near_twin=True, number_readers=numbers, name_readers=names)
    assert isinstance(decide(told, at=NOON), Doubt if waits else Decision)


@pytest.mark.parametrize(
    ("readers", "waits"),
    [(BY_HAND, True), ((Reader.OCR_SECOND, Reader.OCR_THIRD), False)],
)
def test_ten_other_digits_hold_what_one_make_alone_has_read(
    readers: tuple[Reader, ...], *, waits: bool
):
    outcome = decide(slipped("556817-3545", number_readers=readers), at=NOON)
    assert isinstance(outcome, Doubt if waits else Decision)


def rivalled(readers: tuple[Reader, ...], **changes: object) -> Evidence:
    """A twin's name as well, by `readers`; the third engine has all of the first's."""
    three = (Reader.OCR, Reader.OCR_SECOND, Reader.OCR_THIRD)
    own = {"near_twin": True, "number_readers": three, "name_readers": (three[0], three[2])}
    twin = dataclasses.replace(
        CERTAIN,
        number="5560004755",
        name="Nordljus Teknik I AB",
        number_match=NumberMatch.NONE,
        number_readers=(),
        name_readers=readers,
    )
    seen = with_candidate(**{**own, **changes})
    return dataclasses.replace(seen, candidates=(*seen.candidates, twin))


def test_one_engines_slip_to_a_twins_name_is_outvoted():
    decision = decide(rivalled((Reader.OCR_SECOND,)), at=NOON)
    assert isinstance(decision, Decision)
    assert decision.recipient is not None
    assert decision.recipient.number == CERTAIN.number


@pytest.mark.parametrize(
    "evidence",
    [
        rivalled((Reader.OCR_THIRD,)),
        rivalled((Reader.OCR, Reader.OCR_SECOND)),
        rivalled((Reader.OCR_SECOND,), name_equal=False),
        rivalled((Reader.OCR_SECOND,), name_readers=(Reader.OCR_THIRD,)),
        rivalled((Reader.OCR_SECOND,), name_readers=(Reader.OCR, Reader.OCR_SECOND)),
        rivalled((Reader.OCR_SECOND,), name_readers=(Reader.OCR_THIRD, Reader.OCR_FOURTH)),
        rivalled((Reader.OCR_SECOND,), number_readers=(Reader.OCR,)),
    ],
    ids=["by the third", "by two", "unequal", "named once", "printed", "by hand", "number once"],
)
def test_a_twins_name_holds_wherever_anything_else_is_open(evidence: Evidence):
    doubt = decide(evidence, at=NOON)
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.NAME_DISAGREES


def slipped(digits: str, **changes: object) -> Evidence:
    """A hand that the third engine reads, and that another reads as ten other digits."""
    candidate = {
        "number_readers": (Reader.OCR_THIRD,),
        "name_readers": (Reader.OCR_SECOND, Reader.OCR_THIRD),
    }
    seen = with_candidate(**{**candidate, **changes})
    line = Reading(ReadingKind.LINE, digits, "front", Reader.OCR, 0.8)
    return dataclasses.replace(seen, readings=(line,))


def test_a_slip_that_is_no_number_does_not_outvote_number_and_name():
    assert isinstance(decide(slipped("556917-3545"), at=NOON), Decision)


@pytest.mark.parametrize(
    "evidence",
    [
        slipped("556000-4755"),
        slipped("556817-3545"),
        slipped("556917-3545", near_twin=True),
        slipped("556917-3545", name_equal=False),
        slipped("556917-3545", name_readers=(Reader.OCR_SECOND,)),
        slipped("556917-3545", number_readers=(Reader.OCR,)),
    ],
    ids=["sound", "two slips", "twin", "unequal", "named once", "not by the third"],
)
def test_a_slip_holds_wherever_anything_else_is_open(evidence: Evidence):
    doubt = decide(evidence, at=NOON)
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.CHECK_DIGIT


def test_a_stale_register_decides_nothing_but_proposes():
    doubt = decide(CLEAR, at=NOON, register_stale=True)
    assert isinstance(doubt, Doubt)
    assert (doubt.reason, doubt.proposal) == (DoubtReason.REGISTER_STALE, decide(CLEAR, at=NOON))


def test_ended_agreements_and_unscannables_are_not_opened():
    ended = decide(with_candidate(standing=Standing.ENDED), at=NOON)
    assert isinstance(ended, Decision)
    assert ended.category is Category.AGREEMENT_ENDED
    registered = decide(with_marks((MarkKind.REGISTERED, "code")), at=NOON)
    assert isinstance(registered, Decision)
    assert registered.reason is UnscannableReason.REGISTERED


ADVERT = ((MarkKind.ADVERTISING, "reklam"), (MarkKind.ADVERTISING, "spara upp till"))


def test_clear_advertising_is_marketing():
    decision = decide(with_marks(*ADVERT), at=NOON)
    assert isinstance(decision, Decision)
    assert decision.route is PaperRoute.DESTROY


@pytest.mark.parametrize(
    "against",
    [
        MarkKind.BUSINESS,
        MarkKind.PUBLIC_INFORMATION,
        MarkKind.AUTHORITY,
        MarkKind.DO_NOT_OPEN,
        MarkKind.HANDWRITING,
        MarkKind.UNADDRESSED,
        MarkKind.GENERIC_ADDRESSEE,
        MarkKind.REGISTERED,
        MarkKind.CARD,
    ],
)
def test_no_machine_destroys_where_anything_speaks_against_it(against: MarkKind):
    outcome = decide(with_marks(*ADVERT, (against, "x")), at=NOON)
    assert isinstance(outcome, Doubt) or outcome.category is not Category.MARKETING


def test_nobody_legible_is_only_ever_proposed():
    nobody = dataclasses.replace(
        CLEAR, candidates=(), numbers_seen=(), sender=Sender(readable=True, text="Avs: X")
    )
    doubt = decide(nobody, at=NOON)
    assert isinstance(doubt, Doubt)
    assert doubt.proposal is not None
    assert doubt.proposal.category is Category.UNREADABLE
    assert doubt.proposal.route is PaperRoute.RETURN_TO_SENDER


@pytest.mark.parametrize(
    ("category", "standing", "readable", "route"),
    [
        (Category.SCANNABLE, Standing.UNPAID, True, PaperRoute.OPEN_AND_SCAN),
        (Category.UNSCANNABLE, Standing.ACTIVE, True, PaperRoute.FORWARD),
        (Category.UNSCANNABLE, Standing.UNPAID, True, PaperRoute.RETURN_TO_SENDER),
        (Category.UNSCANNABLE, Standing.UNPAID, False, PaperRoute.TO_POSTAL_OPERATOR),
        (Category.UNREADABLE, None, True, PaperRoute.RETURN_TO_SENDER),
        (Category.UNREADABLE, None, False, PaperRoute.TO_POSTAL_OPERATOR),
        (Category.NOT_A_CUSTOMER, None, True, PaperRoute.RETURN_TO_SENDER),
        (Category.MARKETING, None, False, PaperRoute.DESTROY),
    ],
)
def test_routes(category: Category, standing: Standing, readable: bool, route: PaperRoute):  # noqa: FBT001  a table's column
    assert route_for(category, standing=standing, sender_readable=readable) is route


@pytest.mark.campaign
def test_no_simulated_letter_reaches_the_wrong_mailbox():
    counts = simulate(20_000, seed=7)
    assert counts["wrong"] == 0
    assert counts["right"] > 3_000
