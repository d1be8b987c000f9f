import csv
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from mailroom.__main__ import main
from mailroom.evaluate.run import Run, predict
from mailroom.evaluate.scoring import Rate, score
from mailroom.evaluate.table import table
from tests.engines.faces import Face, draw

REGISTER = [
    ("5569173544", "Nordljus Teknik AB", "active"),
    ("5560004755", "Östhammars Plåt AB", "terminated"),
]
COLUMNS = ("org_number", "name", "legal_form", "status")
FIELDS = {"item", "class", "kivra_id", "auto", "unscannable_reason", "codes", "texts", "seconds"}


def truth(item: str, **known: object) -> dict[str, object]:
    return {
        "item": item,
        "class": "scannable",
        "unscannable_reason": None,
        "kivra_id": "5569173544",
        "expected_recipient_id": "5569173544",
        "auto_ok": True,
        "expected_handling": "scan_and_deliver",
        "sender_readable": True,
        "scenario": "invoice",
        "recipient_condition": "ok",
        "difficulty": "easy",
        "rotation_deg": 0,
        "codes": [],
        "text_per_page": {"front": "Nordljus Teknik AB"},
    } | known


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "registry.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows((number, name, "AB", status) for number, name, status in REGISTER)
    return file


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A letter turned half round, one of an ended agreement, one torn, one with nothing in it."""
    folder = tmp_path / "mail"
    lines = ("Nordljus Teknik AB", "Kivra: 556917-3544", "106 31 STOCKHOLM")
    ended = ("Östhammars Plåt AB", "Kivra: 556000-4755", "106 31 STOCKHOLM")
    for name in ("item_0", "item_1", "item_2", "item_3"):
        (folder / name).mkdir(parents=True)
    draw(Face(lines, turned_deg=180)).save(folder / "item_0" / "front.png")
    draw(Face(ended)).save(folder / "item_1" / "front.tif")
    (folder / "item_2" / "front.jpg").write_bytes(b"\xff\xd8\xff\xe0 torn")
    known = (
        truth("item_0", rotation_deg=180),
        truth("item_1", kivra_id="5560004755", expected_recipient_id="5560004755",
              expected_handling="undeliverable_terminated"),
        truth("item_2"),
        truth("item_3"),
    )  # fmt: skip
    for answer in known:
        file = folder / str(answer["item"]) / "truth.json"
        file.write_text(json.dumps(answer), encoding="utf-8")
    return folder


def test_every_item_gets_a_line_and_broken_ones_stop_nothing(
    mail: Path, register: Path, tmp_path: Path
):
    out = tmp_path / "out.jsonl"
    predict(mail, register, out, Run())
    told = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [one["item"] for one in told] == ["item_0", "item_1", "item_2", "item_3"]
    assert all(one.keys() >= FIELDS for one in told)
    turned, ended, torn, empty = told
    assert (turned["kivra_id"], turned["auto"], turned["rotation_deg"]) == ("5569173544", True, 180)
    assert ended["handling"] == "undeliverable_terminated"
    assert [torn["error"], empty["error"]] == ["unreadable_image", "no_front"]
    assert not torn["auto"]
    found = score(mail, out)
    assert not found.graves
    assert found.automatic["all"] == Rate(2, 4)


def test_answers_are_not_read_while_predicting(mail: Path, register: Path, tmp_path: Path):
    for answer in mail.glob("*/truth.json"):
        answer.write_text("not even JSON")
    predict(mail, register, tmp_path / "out.jsonl", Run(pages=False))


def test_grave_errors_come_first_and_fail_the_command(
    mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "out.jsonl"
    wrong = [
        {"item": "item_0", "class": "scannable", "kivra_id": "5560004755", "auto": True},
        {"item": "item_1", "class": "scannable", "kivra_id": "5560004755", "auto": True},
        {"item": "item_2", "class": "marketing", "kivra_id": None, "auto": True},
        {"item": "item_3", "class": "scannable", "kivra_id": "5560004755", "auto": False},
    ]
    out.write_text("\n".join(map(json.dumps, wrong)))
    assert main(["evaluate", str(mail), "--out", str(out), "--score"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines if line.startswith("  ") and ":" not in line][
        :3
    ] == ["1", "1", "1"]
    kinds = [grave.kind for grave in score(mail, out).graves]
    assert kinds == ["WRONG RECIPIENT", "OPENED WRONGLY", "DESTROYED MAIL"]


def test_the_right_number_to_offer_is_the_printed_or_the_meant_one(tmp_path: Path):
    """Of two addresses neither is, and what a machine decided was not offered."""
    bad, meant = "5569173545", "5569173544"
    known = [
        (truth("item_0", kivra_id=bad), {"kivra_id": meant}),
        (truth("item_1", kivra_id=bad), {"kivra_id": bad}),
        (truth("item_2"), {"kivra_id": "5560004755"}),
        (truth("item_3", recipient_condition="two_ids"), {"kivra_id": meant}),
        (truth("item_4"), {"kivra_id": meant, "auto": True}),
    ]
    said = tmp_path / "said.jsonl"
    with said.open("w", encoding="utf-8") as out:
        for answer, told in known:
            folder = tmp_path / str(answer["item"])
            folder.mkdir()
            (folder / "truth.json").write_text(json.dumps(answer), encoding="utf-8")
            usual = {"item": answer["item"], "class": "scannable", "auto": False}
            out.write(json.dumps(usual | told) + "\n")
    assert score(tmp_path, said).first_candidate == Rate(2, 3)


def test_the_table_survives_a_set_without_predictions(mail: Path, tmp_path: Path):
    empty = tmp_path / "none.jsonl"
    empty.write_text("")
    assert "no prediction for 4" in table(score(mail, empty))


def test_neither_register_nor_score_is_a_question(mail: Path):
    assert main(["evaluate", str(mail)]) == 2


@pytest.mark.parametrize("name", ["", "not there"])
def test_a_folder_without_items_is_no_perfect_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
):
    assert main(["evaluate", str(tmp_path / name), "--score"]) == 2
    assert "item_" in capsys.readouterr().err


def test_wilson_interval():
    low, high = Rate(0, 3000).interval()
    assert low == pytest.approx(0)
    assert high == pytest.approx(0.00128, abs=1e-5)


def test_the_same_decisions_follow_from_stored_evidence_without_pictures(
    mail: Path, register: Path, tmp_path: Path
):
    """Also where the first two readings leave a doubt, so that a third one was asked."""
    first, second, kept = tmp_path / "1.jsonl", tmp_path / "2.jsonl", tmp_path / "evidence"
    unsound = ("Nordljus Teknik AB", "Kivra: 556917-3545", "106 31 STOCKHOLM")
    draw(Face(unsound)).save(mail / "item_3" / "front.png")
    asked = ["evaluate", str(mail), "--register", str(register), "--evidence", str(kept)]
    assert main([*asked, "--out", str(first), "--jobs", "1", "--no-pages"]) == 0
    for picture in mail.glob("*/front.*"):
        picture.unlink()
    assert main([*asked, "--out", str(second), "--replay"]) == 0
    once, again = (
        {told["item"]: told for told in map(json.loads, file.read_text("utf-8").splitlines())}
        for file in (first, second)
    )
    assert again.keys() == {"item_0", "item_1", "item_3"}
    assert again["item_3"]["doubt"] == "check_digit"
    for item, told in again.items():
        assert told == {key: once[item][key] for key in told}


def test_a_replay_needs_something_to_replay(mail: Path):
    assert main(["evaluate", str(mail), "--replay", "--score"]) == 2


@pytest.mark.parametrize(("kind", "code"), [("unscannable", 0), ("scannable", 2)])
def test_a_replay_takes_another_sorting_table_unless_it_weakens_safety(
    mail: Path, register: Path, tmp_path: Path, kind: str, code: int
):
    shipped = files("mailroom.domain").joinpath("policy.toml").read_text(encoding="utf-8")
    table, out = tmp_path / "table.toml", tmp_path / "out.jsonl"
    table.write_text(shipped.replace('"unscannable"', f'"{kind}"', 1), encoding="utf-8")
    asked = ["evaluate", str(mail), "--register", str(register), "--evidence", str(tmp_path)]
    assert main([*asked, "--out", str(out), "--replay", "--policy", str(table)]) == code


def test_the_report_is_one_file_with_its_pictures(mail: Path, register: Path, tmp_path: Path):
    out, kept, report = tmp_path / "1.jsonl", tmp_path / "evidence", tmp_path / "report.html"
    unsound = ("Nordljus Teknik AB", "Kivra: 556917-3545", "106 31 STOCKHOLM")
    draw(Face(unsound)).save(mail / "item_3" / "front.png")
    asked = ["evaluate", str(mail), "--register", str(register), "--evidence", str(kept)]
    asked += ["--out", str(out), "--jobs", "1", "--no-pages", "--score", "--report", str(report)]
    assert main(asked) == 0
    page = report.read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)=["'](?!data:|#)""", page)
    assert "item_3" in page
    assert "item_0" not in page, "what went through is not shown"
    assert page.count("<image") == 1
    assert "No picture that can be shown" in page, "the torn one is listed all the same"


def test_grave_errors_lead_the_report(mail: Path, tmp_path: Path):
    out, report = tmp_path / "out.jsonl", tmp_path / "report.html"
    wrong = {"item": "item_0", "class": "scannable", "kivra_id": "5560004755", "auto": True}
    wrong["rule"] = "<script>alert(1)</script>"
    out.write_text(json.dumps(wrong), encoding="utf-8")
    assert main(["evaluate", str(mail), "--out", str(out), "--score", "--report", str(report)]) == 1
    page = report.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script" in page
    assert page.index("WRONG RECIPIENT</b>") < page.index("Held, although", page.index("<h2"))
    assert "556000-4755" in page
