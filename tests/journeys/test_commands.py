"""The commands beside the demonstration, on the station and backend that it left behind."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mailroom.backend.practice import seed
from mailroom.backend.settings import BackendSettings
from mailroom.settings import resources
from tests.journeys.conftest import Demonstration
from tests.station.central import Central

FACE = resources() / "samples" / "tray" / "item_0001" / "front.jpg"


@pytest.fixture
def central(demonstration: Demonstration) -> Central:
    data = demonstration.workspace / "backend"
    return Central(data, seed(BackendSettings(data=data)))


@pytest.fixture
def settings(demonstration: Demonstration, central: Central, tmp_path: Path) -> Path:
    """A copy of the station, so that one test's mail is not another's."""
    shutil.copytree(demonstration.workspace / "station", tmp_path / "station")
    return _written(tmp_path, central)


@pytest.mark.timeout(600)
def test_the_doctor_says_what_is_missing_and_what_to_do(settings: Path) -> None:
    told = _mailroom("doctor", "--settings", str(settings))
    assert told.returncode == 1
    assert "no answer from" in told.stdout
    assert "waits in the" in told.stdout
    assert "Register" in told.stdout


@pytest.mark.timeout(600)
@pytest.mark.parametrize("command", ["doctor", "drain"])
def test_a_language_that_is_not_installed_is_said_before_anything_starts(
    settings: Path, command: str
) -> None:
    settings.write_text(f'more_languages = ["xho"]\n{settings.read_text("utf-8")}', "utf-8")
    told = _mailroom(command, "--settings", str(settings))
    assert told.returncode in {1, 2}
    assert "more_languages" in told.stdout + told.stderr
    assert "xho" in told.stdout + told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.timeout(600)
def test_draining_ends_when_only_people_are_waited_for(settings: Path) -> None:
    told = _mailroom("drain", "--settings", str(settings), "--minutes", "0.1")
    assert told.returncode == 0, told.stderr
    assert "0 on their way" in told.stdout
    assert "0 wait for a person" not in told.stdout


@pytest.mark.timeout(600)
def test_pictures_are_taken_in_as_a_tray(central: Central, settings: Path, tmp_path: Path) -> None:
    central.start()
    try:
        _written(tmp_path, central)
        folder = tmp_path / "pictures"
        folder.mkdir()
        shutil.copy(FACE, folder / "001.jpg")
        words = ("import", str(folder), "--settings", str(settings), "--tray", "T-2")
        told = _mailroom(*words, "--user", "anna", "--faces", secret=central.practice.secret)
        assert told.returncode == 0, told.stderr
        other = central.practice.secret[::-1]
        refused = _mailroom(*words, "--user", "anna", "--faces", secret=other)
        assert refused.returncode == 1
        assert "sign_in_refused" in refused.stderr
    finally:
        central.stop()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    told = _mailroom("import", str(tmp_path / "no"), "--tray", "T-1", "--user", "anna")
    assert told.returncode == 1
    assert "There is no folder" in told.stderr


def _written(folder: Path, central: Central) -> Path:
    file = folder / "station.toml"
    file.write_text(
        f'station = "{central.practice.station}"\n'
        f'workspace = "{folder / "station"}"\n'
        f'backend_url = "{central.url}"\n'
        f'key_file = "{central.practice.key_file}"\n',
        encoding="utf-8",
    )
    return file


def _mailroom(*words: str, secret: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mailroom", *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"MAILROOM_OPERATOR_SECRET": secret, "COLUMNS": "160"},
        timeout=300,
    )
