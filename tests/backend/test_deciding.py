"""Rule 10: the backend decides again, and refuses every mismatch with a code and a sentence."""

import pytest
from sqlalchemy import select

from mailroom.backend.model.customers import AgreementRow, OtherNameRow
from mailroom.backend.wiring import Backend
from tests.backend.builders import (
    ACTIVE,
    ARRIVED,
    OTHER,
    Desk,
    blob,
    decision,
    evidence,
    jpeg,
    manifest,
    page,
    pdf,
    sorted_item,
)

FACE = page(0, "face", 1)
UNKNOWN = "5569173544"
TRAY = {"id": "T1", "postal_operator": "PostNord", "expected": 10}
READING = {
    "kind": "code",
    "text": f"Kivra: {ACTIVE[0][:6]}-{ACTIVE[0][6:]}",
    "page": "p",
    "reader": "zxing",
    "confidence": 1.0,
}


def lines(second: str) -> list[dict[str, object]]:
    """The recipient zone by both readings: its own number, and below it a customer's."""
    own, said = f"Kivra {ACTIVE[0]}", f"Kundnr {OTHER[0]}"
    texts = (("ocr", own), ("ocr", said), ("ocr_second", own), ("ocr_second", second))
    return [READING | {"kind": "line", "reader": reader, "text": text} for reader, text in texts]


def sent(desk: Desk, message: dict[str, object]):
    for data, kind in ((pdf("Hej"), "application/pdf"), (jpeg(), "image/jpeg")):
        desk.put_blob(data, kind=kind)
    return desk.put_item(message)


def letter(**changes: object):
    """A change to the manifest and, under `evidence` and `decision`, to those parts."""
    return changes


REFUSED_LETTERS = {
    "a number nobody has": (
        40901,
        letter(recipient={"number": UNKNOWN, "name": ACTIVE[1]}),
    ),
    "another company's name": (
        40903,
        letter(recipient={"number": ACTIVE[0], "name": OTHER[1]}),
    ),
    "nearly the name": (
        40903,
        letter(recipient={"number": ACTIVE[0], "name": "Marklunds Måleri AB"}),
    ),
    "no recipient": (40910, letter(recipient=None)),
    "the number was not seen": (40904, letter(evidence={"numbers_seen": [UNKNOWN]})),
    "only a repaired reading": (
        40904,
        letter(evidence={"numbers_seen": [], "readings": [READING | {"repaired": True}]}),
    ),
    "no evidence": (40908, letter(evidence=None)),
    "another customer in the address": (
        40905,
        letter(evidence={"numbers_seen": [ACTIVE[0], OTHER[0]]}),
    ),
    "another customer elsewhere": (40905, letter(evidence={"foreign_numbers": [OTHER[0]]})),
    "another customer by one of two readings": (
        40905,
        letter(evidence={"foreign_numbers": [OTHER[0]], "readings": lines(OTHER[0])}),
    ),
    "an operator against a conflict": (
        40905,
        letter(decision={"decided_by": "anna"}, evidence={"foreign_numbers": [OTHER[0]]}),
    ),
    "somebody we do not know": (40912, letter(decision={"decided_by": "mallory"})),
    "an unknown register": (40908, letter(evidence={"register_version": "0" * 32})),
    "a register too old for a machine": (
        40908,
        letter(decision={"decided_at": "2026-11-25T10:00:00Z"}),
    ),
    "arrived tomorrow": (40913, letter(tray=TRAY | {"arrived_on": "2026-11-21"})),
    "arrived before the calendar": (40913, letter(tray=TRAY | {"arrived_on": "1999-01-01"})),
    "no document": (40906, letter(document=None)),
    "a picture for a document": (40906, letter(document=blob(jpeg(), "image/jpeg"))),
    "a picture called a PDF": (40906, letter(document=blob(jpeg(), "application/pdf"))),
    "a size that is not": (
        40906,
        letter(document=blob(pdf("Hej"), "application/pdf") | {"size_bytes": 1}),
    ),
    "a blob not sent": (40909, letter(document=blob(pdf("Nej"), "application/pdf"))),
    "fewer pages than inside": (
        40906,
        letter(pages=[FACE, page(1), page(2)], sheet_count=3),
    ),
    "pages out of order": (40907, letter(pages=[FACE, page(2), page(1)], sheet_count=3)),
    "a page missing": (40907, letter(pages=[FACE, page(2)])),
    "two faces": (40907, letter(pages=[FACE, FACE, page(1)])),
    "no pages": (40907, letter(pages=[], sheet_count=0)),
    "a sheet with three sides": (
        40907,
        letter(pages=[page(1, sheet=1), page(2, sheet=1), page(3, sheet=1)], sheet_count=1),
    ),
    "another number of sheets": (40907, letter(sheet_count=3)),
    "a route for other paper": (40911, letter(decision={"route": "destroy"})),
    "a reason without cause": (40914, letter(decision={"reason": "package"})),
}


@pytest.mark.parametrize("case", REFUSED_LETTERS)
def test_a_letter_that_does_not_follow_is_refused(shared_desk: Desk, case: str):
    code, changes = REFUSED_LETTERS[case]
    answer = sent(shared_desk, changed(shared_desk, changes))
    assert (answer.status_code, answer.json["code"]) == (409, code), answer.text
    assert answer.headers["x-error-code"] == str(code)
    assert answer.json["long_message"].endswith(".")


ACCEPTED_LETTERS = {
    "in other letters and spaces": letter(
        recipient={"number": ACTIVE[0], "name": "  MARKLUND   måleri ab "}
    ),
    "the number only in a code": letter(evidence={"numbers_seen": [], "readings": [READING]}),
    "numbers that are nobody's here": letter(
        evidence={"numbers_seen": [ACTIVE[0], UNKNOWN, "1234"], "foreign_numbers": ["x" * 90]}
    ),
    "a customer number that says whose it is": letter(
        evidence={"foreign_numbers": [OTHER[0]], "readings": lines(f"Kundnr {OTHER[0]}")}
    ),
    "a person, on sight alone": letter(
        decision={"decided_by": "anna", "tier": "b"}, evidence={"numbers_seen": []}
    ),
    "a person by name": letter(decision={"decided_by": "Anna Lind"}),
    "a supervisor against a conflict": letter(
        decision={"decided_by": "lars", "tier": "c"}, evidence={"foreign_numbers": [OTHER[0]]}
    ),
    "a person without evidence": letter(decision={"decided_by": "anna"}, evidence=None),
    "both sides of a sheet": letter(pages=[FACE, page(0, "back", 1), page(1)]),
    "an empty envelope": letter(pages=[FACE], sheet_count=1),
    "uploaded after days offline": letter(tray=TRAY | {"arrived_on": "2026-11-10"}),
}


@pytest.mark.parametrize("case", ACCEPTED_LETTERS)
def test_a_letter_that_follows_is_delivered(shared_desk: Desk, case: str):
    answer = sent(shared_desk, changed(shared_desk, ACCEPTED_LETTERS[case]))
    assert answer.status_code == 201, answer.text
    assert answer.json["mailbox"] == ACTIVE[0]


def changed(desk: Desk, changes: dict[str, object]) -> dict[str, object]:
    version = desk.register_version()
    parts = dict(changes)
    if isinstance(parts.get("evidence"), dict):
        parts["evidence"] = evidence(version) | parts["evidence"]
    if "decision" in parts:
        parts["decision"] = decision(**parts["decision"])
    return manifest(version, pdf("Hej"), **parts)


def agree(backend: Backend, **days: object) -> None:
    with backend.database.writing() as session:
        row = session.scalars(select(AgreementRow).where(AgreementRow.customer == ACTIVE[0])).one()
        for name, day in days.items():
            setattr(row, name, day)


def test_r43_arrived_on_the_last_day_is_delivered_though_scanned_after(
    desk: Desk, backend: Backend
):
    agree(backend, ends_on=ARRIVED)
    assert sent(desk, manifest(desk.register_version())).status_code == 201


def test_r43_arrived_after_the_last_day_is_refused(desk: Desk, backend: Backend):
    agree(backend, ends_on=ARRIVED.replace(day=ARRIVED.day - 1))
    assert sent(desk, manifest(desk.register_version())).json["code"] == 40902


def test_r3_arrived_before_activation_is_refused(desk: Desk, backend: Backend):
    agree(backend, active_from=ARRIVED.replace(day=ARRIVED.day + 1))
    assert sent(desk, manifest(desk.register_version())).json["code"] == 40902


def test_an_earlier_name_agrees(desk: Desk, backend: Backend):
    with backend.database.writing() as session:
        session.add(OtherNameRow(customer=ACTIVE[0], name="Gamla Namnet AB"))
    recipient = {"number": ACTIVE[0], "name": "Gamla namnet AB"}
    message = manifest(desk.register_version(), recipient=recipient)
    assert sent(desk, message).status_code == 201


OURS = {"number": ACTIVE[0], "name": ACTIVE[1]}
TURNED_AWAY = {
    "marketing is destroyed": (201, {"category": "marketing", "route": "destroy"}, None),
    "marketing is not forwarded": (40911, {"category": "marketing", "route": "forward"}, None),
    "unreadable goes back": (
        201,
        {"category": "unreadable", "route": "to_postal_operator"},
        None,
    ),
    "unreadable is never destroyed": (40911, {"category": "unreadable", "route": "destroy"}, None),
    "a customer's is not a stranger's": (
        40915,
        {"category": "not_a_customer", "route": "return_to_sender"},
        OURS,
    ),
    "an agreement in force has not ended": (
        40915,
        {"category": "agreement_ended", "route": "destroy"},
        OURS,
    ),
    "a parcel is forwarded": (
        201,
        {"category": "unscannable", "route": "forward", "reason": "package"},
        OURS,
    ),
    "to nobody nothing is forwarded": (
        40910,
        {"category": "unscannable", "route": "forward", "reason": "package"},
        None,
    ),
    "to a stranger nothing is forwarded": (
        40902,
        {"category": "unscannable", "route": "forward", "reason": "package"},
        {"number": UNKNOWN, "name": "Okänd AB"},
    ),
    "unscannable needs its reason": (
        40914,
        {"category": "unscannable", "route": "return_to_sender"},
        OURS,
    ),
}


@pytest.mark.parametrize("case", TURNED_AWAY)
def test_r18_to_r46_paper_goes_only_where_it_may(shared_desk: Desk, case: str):
    expected, decided, recipient = TURNED_AWAY[case]
    message = sorted_item(
        shared_desk.register_version(), decision=decision(**decided), recipient=recipient
    )
    answer = sent(shared_desk, message)
    assert (answer.json.get("code") or answer.status_code) == expected, answer.text


def test_r39_after_two_unpaid_reminders_unscannables_go_back(desk: Desk, backend: Backend):
    agree(backend, unpaid_since=ARRIVED)
    decided = {"category": "unscannable", "reason": "registered"}
    forward, back = (
        sorted_item(
            desk.register_version(), recipient=OURS, decision=decision(**decided, route=route)
        )
        for route in ("forward", "return_to_sender")
    )
    assert sent(desk, forward).json["code"] == 40911
    assert sent(desk, back).status_code == 201
    assert sent(desk, manifest(desk.register_version())).status_code == 201


def test_pages_inside_an_unopened_item_are_refused(shared_desk: Desk):
    message = sorted_item(shared_desk.register_version(), pages=[FACE, page(1)], sheet_count=2)
    assert sent(shared_desk, message).json["code"] == 40907


def test_an_unopened_item_needs_its_face(shared_desk: Desk):
    assert (
        sent(shared_desk, sorted_item(shared_desk.register_version(), face=None)).json["code"]
        == 40906
    )


def test_a_document_that_is_no_pdf_inside_is_refused(shared_desk: Desk):
    broken = b"%PDF-1.7\n" + b"nonsense " * 100
    shared_desk.put_blob(broken)
    assert (
        shared_desk.put_item(manifest(shared_desk.register_version(), broken)).json["code"] == 40906
    )
