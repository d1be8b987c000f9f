"""The company's own pages: what it sees of itself, what it changes, and nothing of another's."""

import csv
import datetime as dt
import io
import json
import zipfile

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from mailroom.backend.model.customers import DeliveryAddressRow, EmailRow
from mailroom.backend.model.fees import PriceRow
from mailroom.backend.model.mailboxes import LetterRow, MisdeliveryRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services import asking, audit, messages, payment_options, termination
from mailroom.backend.web.company_swedish import SWEDISH
from mailroom.backend.web.company_texts import COMPANY, ENGLISH
from mailroom.backend.wiring import Backend
from mailroom.domain.evidence import Candidate, Evidence, NumberMatch
from mailroom.domain.pricelist import FeeKind
from mailroom.domain.references import CodeLine
from mailroom.domain.register import Standing
from tests.backend.builders import ACTIVE, NOW, OTHER, Desk, Reader, evidence, page

ADDRESS = {
    "name": "Marklund Måleri AB",
    "street": "Nya vägen 4",
    "postcode": "12345",
    "city": "Umeå",
}
LINE = CodeLine("25042950342", 1447100, "2374825", "41").text()


def deliver(desk: Desk, text: str = "Hej", sender: str = "Skatteverket") -> dict[str, object]:
    pages = [page(0, "face", 1), page(1) | {"text": text}, page(2)]
    return desk.deliver(pages=pages, evidence=evidence(desk.register_version(), sender=sender))


@pytest.fixture
def priced(backend: Backend) -> None:
    """What orders and changes of address cost from this very day on."""
    with backend.database.writing() as session:
        for kind in FeeKind:
            row = PriceRow(kind=kind, valid_from=NOW.date(), unit="item", ore=4_900)
            row.vat_percent = 25
            session.merge(row)


def test_r4_r8_the_address_to_give_to_senders_is_shown(reader: Reader):
    text = reader.client.get("/company").text
    assert "Kivra: 557706-7472" in text
    assert "106 31 Stockholm" in text


def test_r31_who_has_given_notice_sees_until_when_and_whom_to_tell(
    reader: Reader, desk: Desk, backend: Backend
):
    deliver(desk, sender="Banken")
    assert SWEDISH.tell_senders_title not in reader.client.get("/agreement").text
    reader.post("/agreement/notice", sure="yes")
    with backend.database.writing() as session:
        assert termination.run(session, NOW + dt.timedelta(days=30))
    shown = reader.client.get("/agreement").text
    assert SWEDISH.tell_senders_title in shown
    assert "<span>Banken</span>" in shown
    countdown = SWEDISH.messages["countdown"]
    assert countdown.format(ends_on="18 februari 2027", senders=1) in shown


@pytest.mark.usefixtures("priced")
def test_r29_the_delivery_address_is_changed_and_never_to_the_kivra_address(
    reader: Reader, backend: Backend
):
    assert "done" in reader.post("/company/address", **ADDRESS).location
    refused = reader.post("/company/address", **(ADDRESS | {"postcode": "106 31"}))
    assert SWEDISH.problems["address"] in reader.client.get(refused.location).text
    with backend.database.reading() as session:
        row = session.get_one(DeliveryAddressRow, ACTIVE[0])
        assert (row.street, row.postcode) == ("Nya vägen 4", "123 45")


def test_r13_r32_notices_go_to_the_addresses_the_company_chose(reader: Reader, backend: Backend):
    reader.post("/company/emails", emails="a@example.com\n b@example.com\n")
    refused = reader.post("/company/emails", emails="inte en adress")
    assert SWEDISH.problems["email"] in reader.client.get(refused.location).text
    with backend.database.reading() as session:
        kept = session.scalars(select(EmailRow.address).where(EmailRow.customer == ACTIVE[0]))
        assert set(kept) == {"a@example.com", "b@example.com"}


def test_r32_an_address_that_bounced_is_said(reader: Reader, backend: Backend):
    with backend.database.writing() as session:
        row = session.scalars(select(EmailRow).where(EmailRow.customer == ACTIVE[0])).first()
        assert row is not None
        row.bounced_at = NOW
    assert SWEDISH.bounced.split("{")[0] in reader.client.get("/company").text


def test_r49_g3_a_sender_is_switched_off_and_paper_still_comes(
    desk: Desk, reader: Reader, stranger: Reader
):
    deliver(desk)
    reader.post("/senders", sender="Skatteverket", off="yes")
    assert SWEDISH.is_off in reader.client.get("/senders").text
    deliver(desk)
    assert len(reader.letters()) == 2
    reader.post("/senders", sender="Skatteverket", off="no")
    assert SWEDISH.is_off not in reader.client.get("/senders").text
    assert stranger.post("/senders", sender="Skatteverket", off="yes").status_code == 404


@pytest.mark.usefixtures("priced")
def test_r15_the_original_is_one_click_from_the_letter_and_followed(desk: Desk, reader: Reader):
    deliver(desk)
    (key,) = reader.letters()
    assert "49,00" in reader.client.get(f"/letters/{key}").text
    assert "done" in reader.post(f"/letters/{key}/original").location
    assert SWEDISH.original_ask not in reader.client.get(f"/letters/{key}").text
    followed = reader.client.get("/originals").text
    assert key in followed
    assert SWEDISH.states["asked"] in followed


def test_r15_what_cannot_be_ordered_is_explained(desk: Desk, reader: Reader):
    deliver(desk)
    (key,) = reader.letters()
    reader.post(f"/letters/{key}/original")
    again = reader.post(f"/letters/{key}/original")
    assert SWEDISH.problems["not_archived"] in reader.client.get(again.location).text


def test_a_letter_that_is_not_theirs_is_gone_at_once_and_the_case_is_open(
    desk: Desk, reader: Reader, backend: Backend
):
    message = deliver(desk)
    (key,) = reader.letters()
    reader.client.get(f"/letters/{key}")
    assert SWEDISH.not_ours_sure in reader.client.get(f"/letters/{key}/not-ours").text
    told = reader.post(f"/letters/{key}/not-ours")
    assert SWEDISH.not_ours_told in reader.client.get(told.location).text
    assert reader.letters() == []
    assert reader.client.get(f"/letters/{key}").status_code == 404
    (case,) = backend.misdeliveries.open()
    assert (case.item, case.read_at) == (message["id"], NOW)
    assert (case.report_by - case.told_at).total_seconds() == 72 * 3600
    with backend.database.reading() as session:
        piece = session.get_one(MailpieceRow, message["id"])
        assert (piece.digital, piece.paper) == ("withdrawn", "on_desk")
        case = session.scalars(select(MisdeliveryRow)).one()
        assert (case.item, case.told_by) == (message["id"], ACTIVE[0])
        assert audit.first_broken(session) is None


def test_another_companys_letters_are_nobodys_to_act_on(
    desk: Desk, reader: Reader, stranger: Reader
):
    deliver(desk)
    (key,) = reader.letters()
    for path in (f"/letters/{key}/not-ours", f"/letters/{key}/original"):
        assert stranger.post(path).status_code == 404
    assert reader.letters() == [key]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"Faktura\n{LINE}", ["14\u00a0471,00\u00a0kr", "237-4825", "25042950342", "<svg"]),
        (f"Fakturan betalas via autogiro\n{LINE}", [SWEDISH.pay_otherwise["autogiro"]]),
        (
            f"Faktura\nFörfallodatum 2026-11-30\n{LINE}",
            ["30 november", SWEDISH.pay_due_read, "<svg"],
        ),
        ("Faktura\nBetalas senast 2027-01-04", ["4 januari 2027", SWEDISH.pay_due_read]),
        (
            "Kreditnota nr 4711\nAtt få tillbaka 300,00 kr",
            ["\u2212300,00\u00a0kr", SWEDISH.pay_credit_lead],
        ),
    ],
)
def test_r51_what_a_letter_asks_to_be_paid(desk: Desk, reader: Reader, text: str, shown: list[str]):
    deliver(desk, text)
    found = reader.client.get(f"/letters/{reader.letters()[0]}").text
    assert all(each in found for each in shown)


@pytest.mark.parametrize(
    "text",
    [
        "Faktura, att betala 14 471,00 kr, bankgiro 237-4825",
        LINE.replace("14471", "14472"),
        f"{LINE}\n{CodeLine('1234574', 100, '2374825', '41').text()}",
        f"Betalas via autogiro\n{LINE}",
        f"Kreditfaktura\n{LINE}",
        "Kreditfaktura utfärdas vid retur av varor",
    ],
)
def test_a_payment_is_never_made_up(desk: Desk, reader: Reader, text: str):
    deliver(desk, text)
    found = reader.client.get(f"/letters/{reader.letters()[0]}").text
    assert f'id="pay">{SWEDISH.pay_title}' not in found


def test_r34_r41_notice_is_given_and_taken_back(reader: Reader):
    assert reader.post("/agreement/notice").status_code == 400
    reader.post("/agreement/notice", sure="yes")
    text = reader.client.get("/agreement").text
    assert SWEDISH.standings["notice"] in text
    assert "18 februari 2027" in text
    refused = reader.post("/agreement/reactivate")
    assert SWEDISH.problems["payment_option"] in reader.client.get(refused.location).text
    reader.post("/agreement/payment", option="autogiro")
    reader.post("/agreement/reactivate")
    assert SWEDISH.standings["active"] in reader.client.get("/agreement").text


def test_who_has_seen_what(desk: Desk, reader: Reader, stranger: Reader):
    deliver(desk)
    (key,) = reader.letters()
    reader.client.get(f"/letters/{key}")
    text = reader.client.get("/watch").text
    assert text.index(SWEDISH.actions["letter_read"]) < text.index(SWEDISH.actions["item_received"])
    assert key not in stranger.client.get("/watch").text


def test_everything_is_taken_along(desk: Desk, reader: Reader, backend: Backend):
    first, second = deliver(desk, "Ett"), deliver(desk, "Två", sender="=2+2")
    answer = reader.post("/export")
    whole = zipfile.ZipFile(io.BytesIO(answer.data))
    assert whole.testzip() is None
    names = whole.namelist()
    assert len([name for name in names if name.endswith(".pdf")]) == 2
    manifests = [json.loads(whole.read(name)) for name in names if name.endswith(".json")]
    assert {each["id"] for each in manifests} == {first["id"], second["id"]}
    rows = list(
        csv.DictReader(io.StringIO(whole.read("brev.csv").decode("utf-8-sig")), delimiter=";")
    )
    assert {row["sender"] for row in rows} == {"Skatteverket", "'=2+2"}
    with backend.database.reading() as session:
        assert not any(session.scalars(select(LetterRow.viewed)))


def test_nobody_takes_along_whom_else_a_letter_might_have_been_for(desk: Desk, reader: Reader):
    other = Candidate(
        number=OTHER[0],
        name=OTHER[1],
        standing=Standing.ACTIVE,
        number_match=NumberMatch.NONE,
        number_readers=(),
        name_score=71.0,
        runner_up_score=0.0,
        near_twin=True,
    )
    weighed = Evidence((), 0, None, (), (), (), (other,), (), None, (), "v")
    seen = TypeAdapter(Evidence).dump_python(weighed, mode="json")
    desk.deliver(evidence={**evidence(desk.register_version()), "whole": seen})
    whole = zipfile.ZipFile(io.BytesIO(reader.post("/export").data))
    (name,) = (name for name in whole.namelist() if name.endswith(".json"))
    told = whole.read(name).decode()
    assert ACTIVE[0] in told
    assert OTHER[0] not in told
    assert OTHER[1] not in told


def test_every_page_reads_in_english_as_well(desk: Desk, reader: Reader):
    deliver(desk)
    reader.client.get("/language/en")
    for path, word in (
        ("/company", ENGLISH.kivra_title),
        ("/senders", ENGLISH.senders_note),
        ("/originals", ENGLISH.originals_none),
        ("/agreement", ENGLISH.notice_title),
        ("/watch", ENGLISH.accesses_title),
        ("/letters?q=hej", ENGLISH.search_found.split("“")[0]),
    ):
        assert word in reader.client.get(path).text


def test_the_languages_know_the_same_words():
    for field in ("sections", "problems", "states", "messages", "actions", "kinds", "options"):
        first, second = (getattr(texts, field) for texts in COMPANY.values())
        assert first.keys() == second.keys()


def test_everything_that_can_be_said_has_its_sentence():
    assert set(SWEDISH.messages) == set(messages.Kind)
    assert set(SWEDISH.options) == set(payment_options.Option)
    assert set(SWEDISH.states) == set(asking.State)
    assert set(SWEDISH.standings) == set(Standing)


def test_nobody_elses_customer_is_named(reader: Reader):
    for path in ("/company", "/senders", "/originals", "/agreement", "/watch"):
        text = reader.client.get(path).text
        assert OTHER[0] not in text
        assert OTHER[1] not in text
