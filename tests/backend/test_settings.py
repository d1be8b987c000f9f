"""The settings file documents every key, with the value that is used when it is left out."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from mailroom.backend.settings import BackendSettings
from mailroom.settings import resources

DEFAULTS = resources() / "defaults" / "backend.toml"
OF_THE_MACHINE = {"data"}


def documented() -> dict[str, object]:
    lines = re.sub(r"^# ([a-z_]+ = )", r"\1", DEFAULTS.read_text("utf-8"), flags=re.MULTILINE)
    return tomllib.loads(lines)


def test_the_file_documents_exactly_the_keys_there_are():
    assert documented().keys() == BackendSettings.model_fields.keys()


def test_the_values_it_shows_are_the_defaults():
    defaults = BackendSettings().model_dump(exclude=OF_THE_MACHINE)
    shown = {key: value for key, value in documented().items() if key not in OF_THE_MACHINE}
    assert shown == defaults


def test_the_environment_stands_above_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "backend.toml"
    file.write_text('port = 1234\nlanguage = "en"\n', "utf-8")
    monkeypatch.setenv("MAILROOM_BACKEND_PORT", "4321")
    settings = BackendSettings.read(file)
    assert (settings.port, settings.language) == (4321, "en")


def test_an_unknown_key_is_refused_by_name(tmp_path: Path):
    file = tmp_path / "backend.toml"
    file.write_text("prot = 1234\n", "utf-8")
    with pytest.raises(ValidationError, match="prot"):
        BackendSettings.read(file)


def test_couriers_are_named_in_the_file_and_a_form_that_is_none_is_refused(tmp_path: Path):
    file = tmp_path / "backend.toml"
    file.write_text('couriers = [{ name = "Budbilen", number = "BB[0-9]{3}" }]\n', "utf-8")
    (courier,) = BackendSettings.read(file).named_couriers
    assert (courier.title, courier.numbers("BB123"), courier.numbers("BB1234")) == (
        "Budbilen",
        True,
        False,
    )
    file.write_text('couriers = [{ name = "Budbilen", number = "BB[" }]\n', "utf-8")
    with pytest.raises(ValidationError, match="regular expression"):
        BackendSettings.read(file)
