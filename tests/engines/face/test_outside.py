from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from mailroom.domain.decisions import (
    Category,
    Decision,
    Doubt,
    DoubtReason,
    Recipient,
    UnscannableReason,
)
from mailroom.domain.errors import ImageTooLarge, UnreadableImage
from mailroom.domain.evidence import LightName, LightState, MarkKind
from mailroom.domain.pages import PageRole
from mailroom.domain.readings import Reader, ReadingKind
from mailroom.domain.sorting import decide
from mailroom.engines.face.outside import read_face
from tests.engines.faces import MONO, NOON, SERIF, Face, decided, draw, page, register

Sort = Callable[[Face], Decision | Doubt]
OURS, NAME = "5569173544", "Nordljus Teknik AB"
SLIP = "5668173544"
"""A right number two confusions from ours."""
OTHER = "5560004755"
PLAIN = (NAME, "Kivra: 556917-3544", "106 31 STOCKHOLM")


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return register(
        tmp_path,
        (OURS, NAME, "active"),
        (SLIP, "Östhammars Plåt AB", "active"),
        (OTHER, "Nordljus Teknik Holding AB", "active"),
        ("2120000142", "Brf Lammet 4", "ended"),
        ("5568402266", "Brf Lammet 5", "unpaid"),
    )


@pytest.fixture
def sort(tmp_path: Path, served: Path) -> Sort:
    def sorted_(face: Face) -> Decision | Doubt:
        return decided(tmp_path, face, served)

    return sorted_


@pytest.mark.parametrize(
    "face",
    [
        Face(PLAIN),
        Face(PLAIN, font=SERIF, skew_deg=3.5),
        Face(PLAIN, font=MONO, turned_deg=180),
        Face(PLAIN, turned_deg=90, skew_deg=-2.0),
        Face((NAME, "556917\u20133544", "SE-106 31 Stockholm"), backing=250),
        Face((f"{NAME} Kivra ID 5569173544", "106 31 STOCKHOLM"), noise=9),
        Face((NAME, "Att: Ekonomi", "16556917-3544", "10631 Stockholm")),
    ],
)
def test_clear_print_needs_no_person(sort: Sort, face: Face):
    decision = sort(face)
    assert isinstance(decision, Decision)
    assert (decision.category, decision.recipient.number) == (Category.SCANNABLE, OURS)


@pytest.mark.parametrize("below", [(), ("SVERIGE",)])
def test_the_whole_address_is_told_down_to_its_country(
    tmp_path: Path, served: Path, below: tuple[str, ...]
):
    evidence = read_face(page(tmp_path, draw(Face((*PLAIN, *below)))), None, served)
    assert evidence.address_lines == (*PLAIN, *below)


def test_every_reading_says_where_and_by_whom(tmp_path: Path, served: Path):
    evidence = read_face(page(tmp_path, draw(Face(PLAIN, turned_deg=180))), None, served)
    numbers = [one for one in evidence.readings if one.kind is ReadingKind.NUMBER]
    assert {one.reader for one in numbers} == {Reader.OCR_SECOND, Reader.OCR_FIFTH}
    assert evidence.turned_deg == 180
    # Upside down, the address stands in the upper left of the captured image.
    assert evidence.address is not None
    assert evidence.address.x < 1000
    assert {light.name for light in evidence.lights} == set(LightName)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("Nordljus Teknik Holding AB", "556917-3544", "106 31 STOCKHOLM"), "name_disagrees"),
        ((NAME, "556917-3545", "106 31 STOCKHOLM"), "check_digit"),
        ((NAME, "106 31 STOCKHOLM"), "no_number"),
        (("Okänd Firma AB", "559000-0013", "106 31 STOCKHOLM"), "not_in_register"),
        ((NAME, "Kundnr 566817-3544", "Kivra: 556917-3544", "106 31 STOCKHOLM"), "two_numbers"),
        (("Kivra: 556917-3544", "106 31 STOCKHOLM"), "name_missing"),
    ],
)
def test_what_does_not_agree_waits(sort: Sort, lines: tuple[str, ...], reason: str):
    doubt = sort(Face(lines))
    assert isinstance(doubt, Doubt)
    assert doubt.reason == DoubtReason(reason)


def test_a_sender_who_is_a_customer_is_a_conflict(sort: Sort):
    doubt = sort(Face(PLAIN, sender=("Avs: Östhammars Plåt AB", "Org.nr 566817-3544")))
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.TWO_NUMBERS


@pytest.mark.parametrize(
    "lines",
    [
        ("Bostadsrättsföreningen Lärkan i", "Malmö", "769600-2000", "106 31 STOCKHOLM"),
        ("Svealand AB", "Blixten Juridik", "594913-1840", "106 31 STOCKHOLM"),
    ],
)
def test_a_name_may_be_broken_anywhere(tmp_path: Path, lines: tuple[str, ...]):
    name, number = " ".join(lines[:2]), lines[2].replace("-", "")
    face = page(tmp_path, draw(Face(lines)))
    alone = register(tmp_path, (number, name, "active"))
    decision = decide(read_face(face, None, alone), at=NOON)
    assert isinstance(decision, Decision)
    assert decision.recipient == Recipient(number, name)


def test_a_line_that_is_another_customers_name_waits(tmp_path: Path):
    lines = ("Svealand AB", "Blixten Juridik", "594913-1840", "106 31 STOCKHOLM")
    served = register(
        tmp_path,
        ("5949131840", "Svealand AB Blixten Juridik", "active"),
        (OTHER, "Svealand AB", "active"),
    )
    doubt = decide(read_face(page(tmp_path, draw(Face(lines))), None, served), at=NOON)
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.NAME_DISAGREES


def test_part_of_a_longer_name_is_not_the_name(tmp_path: Path):
    served = register(tmp_path, ("5949131840", "Svealand AB Blixten Juridik", "active"))
    lines = ("Svealand AB", "Blixten Juridik", "Norrland", "594913-1840", "106 31 STOCKHOLM")
    doubt = decide(read_face(page(tmp_path, draw(Face(lines))), None, served), at=NOON)
    assert isinstance(doubt, Doubt)


def test_two_addresses_in_one_block_hold_the_letter(sort: Sort):
    other = ("Östhammars Plåt AB", "VAT 566817354401", "106 31 Stockholm")
    doubt = sort(Face((*other, *PLAIN)))
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.TWO_NUMBERS


def test_a_second_address_holds_the_letter_even_when_it_is_torn(sort: Sort):
    doubt = sort(Face(PLAIN, marks=("Östhammars Pl", "Kivra id")))
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.TWO_NUMBERS


def test_a_torn_number_above_another_town_is_the_senders_own(sort: Sort):
    marks = ("Östhammars Plåt AB", "Box 88, 721 30 VÄSTERÅS", "Org.nr 66817-3544")
    assert isinstance(sort(Face(PLAIN, marks=marks)), Decision)


def test_a_struck_number_is_not_read_as_the_recipients(sort: Sort):
    lines = ("Östhammars Plåt AB", "566817-3544", NAME, "556917-3544", "106 31 STOCKHOLM")
    outcome = sort(Face(lines, struck=(0, 1)))
    recipient = outcome.recipient if isinstance(outcome, Decision) else None
    assert recipient is None or recipient.number == OURS


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        (("REK Rekommenderat brev",), UnscannableReason.REGISTERED),
        (("LÄMNAS UT PERSONLIGEN", "Legitimation krävs"), UnscannableReason.PERSONAL_PICKUP),
        (("Ditt nya bankkort",), UnscannableReason.DEBIT_CARD),
    ],
)
def test_words_that_forbid_opening(sort: Sort, marks: tuple[str, ...], reason: UnscannableReason):
    decision = sort(Face(PLAIN, marks=marks))
    assert isinstance(decision, Decision)
    assert (decision.category, decision.reason) == (Category.UNSCANNABLE, reason)


def test_personal_mail_is_not_opened_by_a_machine(sort: Sort):
    doubt = sort(Face(PLAIN, marks=("KONFIDENTIELLT",)))
    assert isinstance(doubt, Doubt)
    assert doubt.reason is DoubtReason.DO_NOT_OPEN


def test_a_blank_front_is_only_proposed_as_unreadable(sort: Sort):
    doubt = sort(Face(()))
    assert isinstance(doubt, Doubt)
    assert doubt.proposal is not None
    assert doubt.proposal.category is Category.UNREADABLE


def test_an_ended_agreement_is_never_opened(sort: Sort):
    decision = sort(Face(("Brf Lammet 4", "212000-0142", "106 31 STOCKHOLM")))
    assert isinstance(decision, Decision)
    assert decision.category is Category.AGREEMENT_ENDED


def test_a_code_counts_in_the_zone_and_contradicts(tmp_path: Path, served: Path):
    for number, state in ((OURS, LightState.GREEN), (OTHER, LightState.RED)):
        image = draw(Face(PLAIN))
        code = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.DataMatrix)
        image.paste(Image.fromarray(code.to_image(scale=8)).convert("L"), (1600, 680))
        evidence = read_face(page(tmp_path, image), None, served)
        light = next(light for light in evidence.lights if light.name is LightName.CODE)
        assert light.state is state
        outcome = decide(evidence, at=NOON)
        assert isinstance(outcome, Decision if state is LightState.GREEN else Doubt)


def test_a_line_right_above_bars_is_read(tmp_path: Path, served: Path):
    image = draw(Face(("Nordljus Teknik AB", "Org.nr: 556917-3544", "SE-10631 STOCKHOLM")))
    code = zxingcpp.create_barcode("556917-3544", zxingcpp.BarcodeFormat.Code39)
    bars = Image.fromarray(code.to_image(scale=4)).convert("L")
    image.paste(bars.resize((bars.width, 90)), (940, 895))
    leaning = image.rotate(0.5, Image.Resampling.BICUBIC, fillcolor=20)
    evidence = read_face(page(tmp_path, leaning), None, served)
    assert evidence.address_lines[-1] == "SE-10631 STOCKHOLM"
    assert isinstance(decide(evidence, at=NOON), Decision)


def test_a_hostile_code_is_data(tmp_path: Path, served: Path):
    image = draw(Face(PLAIN))
    payload = "'; DROP TABLE items; --<script>../../etc/passwd"
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode)
    image.paste(Image.fromarray(code.to_image(scale=6)).convert("L"), (200, 500))
    evidence = read_face(page(tmp_path, image), None, served)
    (reading,) = (
        one
        for one in evidence.readings
        if one.kind is ReadingKind.CODE and one.reader is Reader.ZXING
    )
    assert reading.text == payload
    assert reading.ignored is not None


def test_the_back_names_the_sender_when_the_front_does_not(tmp_path: Path, served: Path):
    front = page(tmp_path, draw(Face((), sender=())))
    back = page(tmp_path, draw(Face((), skew_deg=1)), PageRole.BACK)
    evidence = read_face(front, back, served)
    assert evidence.sender is not None
    assert evidence.sender.page == "back"


def test_torn_and_oversized_images_are_refused(tmp_path: Path, served: Path):
    good = page(tmp_path, draw(Face(PLAIN)))
    data = good.image.read_bytes()
    good.image.write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableImage):
        read_face(good, None, served)
    bomb = tmp_path / "bomb.png"
    Image.new("1", (40_000, 40_000)).save(bomb)
    with pytest.raises(ImageTooLarge):
        read_face(type(good)("f", good.role, 0, bomb, "", 0, 0, 300), None, served)


def test_public_information_is_not_advertising(tmp_path: Path, served: Path):
    face = Face(PLAIN, marks=("Samhällsinformation",))
    evidence = read_face(page(tmp_path, draw(face)), None, served)
    assert MarkKind.PUBLIC_INFORMATION in {mark.kind for mark in evidence.marks}
    assert isinstance(decide(evidence, at=NOON), Decision)
