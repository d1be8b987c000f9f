"""The settings file documents every key, with the value that is used when it is left out."""

import re
import tomllib

from mailroom.settings import StationSettings, resources

DEFAULTS = resources() / "defaults" / "station.toml"
OF_THE_MACHINE = {"profiles", "workspace", "key_file"}


def documented() -> dict[str, object]:
    text = DEFAULTS.read_text("utf-8").partition("# [[feeders]]")[0]
    return tomllib.loads(re.sub(r"^# ([a-z_]+ = )", r"\1", text, flags=re.MULTILINE))


def test_the_file_documents_exactly_the_keys_there_are() -> None:
    assert documented().keys() == StationSettings.model_fields.keys()


def test_the_values_it_shows_are_the_defaults() -> None:
    defaults = StationSettings().model_dump(mode="json", exclude=OF_THE_MACHINE)
    assert {key: documented()[key] for key in defaults} == defaults


def test_the_example_feeder_is_one() -> None:
    example = DEFAULTS.read_text("utf-8").partition("# [[feeders]]")[2]
    feeder = tomllib.loads(example.replace("\n# ", "\n"))
    assert StationSettings(feeders=(feeder,)).feeders[0].driver == "sane"
