"""The station's settings: TOML, then environment; read once, frozen, handed on as arguments."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, Self

import platformdirs
from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

_MODEL_NAME: Final = r"^[a-z]{3}(_[a-z]{2,8})*$"


def resources() -> Path:
    """The folder of shipped resources: `MAILROOM_RESOURCES`, or the one beside the packages."""
    given = os.environ.get("MAILROOM_RESOURCES")
    return Path(given) if given else Path(__file__).resolve().parents[1] / "resources"


class FileSettings(BaseSettings):
    """Settings that stand in a TOML file, each of which the environment may replace."""

    @classmethod
    def read(cls, file: Path | None) -> Self:
        """Settings from `file` when given, the environment above it, defaults below.

        Raises pydantic.ValidationError, whose message names the key.
        """

        class FromFile(cls):
            @classmethod
            def settings_customise_sources(
                cls,
                settings_cls: type[BaseSettings],
                init_settings: PydanticBaseSettingsSource,
                env_settings: PydanticBaseSettingsSource,
                dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  the library's signature
                file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
            ) -> tuple[PydanticBaseSettingsSource, ...]:
                toml = TomlConfigSettingsSource(settings_cls, toml_file=file)
                return (init_settings, env_settings, toml)

        return FromFile()  # pyright: ignore[reportReturnType]  it is made of cls


class Feeder(BaseModel):
    """One scanner of this station. `sane_config` is a private SANE_CONFIG_DIR."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    driver: str = "sane"
    device: str
    sane_config: Path | None = None


class ConsoleSettings(BaseModel):
    """The operator's own: looks, sounds, keys. The console judges what they say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    theme: Literal["light", "dark", "contrast"] = "light"
    text_percent: Literal[100, 125, 150, 200] = 100
    sounds: bool = False
    auto_start: bool = False
    gun_prefix: str = Field(default="", max_length=4)
    keys: Mapping[str, tuple[str, ...]] = Field(default_factory=dict[str, tuple[str, ...]])


class StationSettings(FileSettings):
    """Every key is documented in `resources/defaults/station.toml`."""

    model_config = SettingsConfigDict(env_prefix="MAILROOM_", extra="forbid", frozen=True)

    station: str = "desk-1"
    workspace: Path = Field(default_factory=lambda: platformdirs.user_data_path("mailroom"))
    backend_url: str = "http://127.0.0.1:8470"
    key_file: Path | None = None
    release_delay_s: float = 900.0
    review_after_s: float = 60.0
    register_max_age_h: float = 36.0
    auto_release_tier_a: bool = True
    workers: int = 0
    language: str = "sv"
    more_languages: tuple[Annotated[str, Field(pattern=_MODEL_NAME)], ...] = ()
    reserve_mb: int = 512
    feeders: tuple[Feeder, ...] = ()
    profiles: Path | None = None
    console: ConsoleSettings = ConsoleSettings()
