"""The practice data: the whole register quickly, and never a second time."""

import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mailroom.backend.__main__ import main
from mailroom.backend.model.fees import FeeRow
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.practice import seed
from mailroom.backend.services import asking, audit, store
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import open_backend


def test_three_thousand_companies_in_five_seconds(tmp_path: Path):
    settings = BackendSettings(data=tmp_path)
    began = time.process_time()
    practice = seed(settings)
    assert time.process_time() - began < 5
    assert practice.companies == 3000
    backend = open_backend(settings)
    entries = backend.registers.snapshot().entries
    with backend.database.reading() as session:
        assert session.scalars(select(func.count()).select_from(MailboxRow)).one() == 3000
    backend.close()
    standings = [entry.standing for entry in entries]
    assert standings.count("active") > 2500
    assert min(standings.count(each) for each in ("notice", "unpaid", "ended")) > 50


def test_seeding_again_describes_what_is_there(tmp_path: Path):
    settings = BackendSettings(data=tmp_path)
    first = seed(settings, companies=3)
    assert seed(settings, companies=3) == first
    assert (tmp_path / "practice.json").stat().st_mode & 0o077 == 0
    assert first.key_file.stat().st_mode & 0o077 == 0


def test_a_furnished_archive_has_boxes_originals_fees_and_requests(tmp_path: Path):
    settings = BackendSettings(data=tmp_path, scheduled=False)
    seed(settings, companies=40, furnished=True)
    (tmp_path / "practice.json").unlink()
    seed(settings, companies=40, furnished=True)
    backend = open_backend(settings)
    with backend.database.reading() as session:
        assert [box.items for box in store.boxes(session)] == [3, 2, 2]
        assert len(asking.pick_list(session)) == 2
        kinds = session.scalars(select(FeeRow.kind)).all()
        assert kinds == ["scanning"] * 9
        assert audit.first_broken(session) is None
    assert backend.jobs.run("month").counts["statements"] > 20
    backend.close()


def test_interrupted_seeding_is_finished_the_next_time(tmp_path: Path):
    settings = BackendSettings(data=tmp_path)
    seed(settings, companies=3)
    (tmp_path / "practice.json").unlink()
    assert seed(settings, companies=3).companies == 3


def test_the_command_line_adds_a_station_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    data, key = tmp_path / "data", tmp_path / "desk-2.key"
    add = ["--data", str(data), "station", "add", "desk-2", "--key-file", str(key)]
    assert main(add) == 0
    assert key.stat().st_mode & 0o777 == 0o600
    assert main(add) == 1
    assert main(["--data", str(data), "station", "revoke", "desk-2"]) == 0
    assert "revoked" in capsys.readouterr().out


def test_the_command_line_appoints_an_operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MAILROOM_BACKEND_NEW_SECRET", "ett-ord")
    asked = ["operator", "eva", "--name", "Eva Ek", "--role", "operator", "--role", "supervisor"]
    assert main(["--data", str(tmp_path), *asked]) == 0
    assert main(["--data", str(tmp_path), "migrate"]) == 0


def test_a_key_that_others_can_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--data", str(tmp_path), "migrate"]) == 0
    (tmp_path / "backend.key").chmod(0o644)
    assert main(["--data", str(tmp_path), "migrate"]) == 1
    assert "0600" in capsys.readouterr().err


def test_r1_the_command_line_adds_a_customer_of_a_form_that_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("MAILROOM_BACKEND_NEW_SECRET", "ett-ord")

    def add(number: str) -> int:
        asked = ["customer", number, "--name", "Exempel AB", "--legal-form", "AB"]
        return main(["--data", str(tmp_path), *asked])

    assert add("556917-3544") == 0
    assert add("5569173544") == 1
    assert add("802400-0013") == 1
    assert add("556917-3545") == 1
    assert "Traceback" not in capsys.readouterr().err
