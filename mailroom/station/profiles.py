"""Profiles: how the feeder is set for envelopes and for contents, read from TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from mailroom.domain.batches import BatchMode
from mailroom.domain.events import ProfileName
from mailroom.settings import resources
from scanners.api import UNTUNED, BatchRequest, DoubleFeed, Mode, Source, Tuning

_INSIDE = (BatchMode.CONTENTS, BatchMode.INSERT)
_Percent = Annotated[int, Field(ge=-100, le=100)]
_Millimetres = Annotated[float, Field(gt=0, le=2000)]
_SHIPPED: Final = resources() / "defaults" / "profiles.toml"


@dataclass(frozen=True, slots=True)
class Profile:
    """Envelopes are fed one side up unless `both_faces`.

    The window is what the device is asked to look at, in millimetres; one that the device cannot
    reach is cut to its own largest. The outside of mail is as large as the device allows, since a
    C4 envelope lies across where a letter stands.
    """

    name: ProfileName
    mode: Mode = Mode.COLOUR
    duplex: bool = True
    both_faces: bool = False
    flatbed: bool = False
    dpi: int = 300
    page_mm: tuple[float, float] = (216.0, 356.0)
    outside_mm: tuple[float, float] = (365.0, 365.0)
    format_height_mm: float | None = None
    page_timeout_s: float = 60.0
    auto_start: bool = False
    tuning: Tuning = UNTUNED
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    max_sheets: int | None = None

    def for_doubles(self) -> "Profile":
        """For one sheet that only looks like two: detection is off for it."""
        tuning = replace(self.tuning, double_feed=DoubleFeed.OFF)
        return replace(self, tuning=tuning, max_sheets=1)

    def is_duplex(self, mode: BatchMode, *, face: bool) -> bool:
        """Whether a sheet of this run has two sides to be captured."""
        envelope = mode is BatchMode.FACE or (mode is BatchMode.RESCAN and face)
        return not self.flatbed and (self.both_faces if envelope else self.duplex)

    def request(self, folder: Path, mode: BatchMode, *, duplex: bool) -> BatchRequest:
        inside = mode in _INSIDE
        width_mm, height_mm = self.page_mm if inside else self.outside_mm
        feeder = Source.FEEDER_DUPLEX if duplex else Source.FEEDER
        return BatchRequest(
            folder=folder,
            source=Source.FLATBED if self.flatbed else feeder,
            mode=self.mode,
            dpi=self.dpi,
            width_mm=width_mm,
            height_mm=height_mm,
            page_timeout_s=self.page_timeout_s,
            options=self.options,
            format_height_mm=self.format_height_mm if inside else None,
            tuning=self.tuning,
            max_sheets=self.max_sheets,
        )


@dataclass(frozen=True, slots=True)
class ProfileBook:
    """The profiles of a station, the standard one first. `locked` cannot be exchanged."""

    profiles: Mapping[str, Profile]
    locked: bool
    standard: Profile

    @property
    def names(self) -> tuple[ProfileName, ...]:
        return tuple(profile.name for profile in self.profiles.values())


class _Line(BaseModel):
    """One profile of the file; what is left out is the first profile's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    label_sv: str = ""
    label_en: str = ""
    key: str = Field("", pattern=r"^(F([5-9]|1[0-2]))?$")
    mode: Mode = Mode.COLOUR
    dpi: int = Field(300, ge=50, le=1200)
    duplex: bool = True
    both_faces: bool = False
    source: str = Field("feeder", pattern="^(feeder|flatbed)$")
    page_mm: tuple[_Millimetres, _Millimetres] = (216.0, 356.0)
    outside_mm: tuple[_Millimetres, _Millimetres] = (365.0, 365.0)
    format_height_mm: float = Field(0.0, ge=0)
    page_timeout_s: float = Field(60.0, ge=1)
    auto_start: bool = False
    double_feed: DoubleFeed = DoubleFeed.THICKNESS
    overscan: bool | None = None
    imprint: str | None = Field(None, max_length=120)
    brightness: _Percent | None = None
    contrast: _Percent | None = None
    auto_length: bool = False
    options: dict[str, str] = Field(default_factory=dict)

    def profile(self) -> Profile:
        tuning = Tuning(
            double_feed=self.double_feed,
            overscan=self.overscan,
            imprint=self.imprint,
            brightness=self.brightness,
            contrast=self.contrast,
            auto_length=self.auto_length,
        )
        return Profile(
            name=ProfileName(self.name, self.label_sv, self.label_en, self.key),
            mode=self.mode,
            duplex=self.duplex,
            both_faces=self.both_faces,
            flatbed=self.source == "flatbed",
            dpi=self.dpi,
            page_mm=self.page_mm,
            outside_mm=self.outside_mm,
            format_height_mm=self.format_height_mm or None,
            page_timeout_s=self.page_timeout_s,
            auto_start=self.auto_start,
            tuning=tuning,
            options=MappingProxyType(self.options),
        )


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    locked: str = ""
    profile: tuple[dict[str, object], ...] = Field(min_length=1)


class ProfilesWrong(ValueError):
    """The file of profiles cannot be used; the message names what is wrong in it."""


def read_profiles(file: Path | None = None) -> ProfileBook:
    """The profiles of `file`, or those shipped. Raises ProfilesWrong, OSError."""
    try:
        read = _File.model_validate(tomllib.loads((file or _SHIPPED).read_text("utf-8")))
        first = read.profile[0]
        shared = {key: value for key, value in first.items() if key not in ("name", "key")}
        lines = [_Line.model_validate({**shared, **one}) for one in read.profile]
    except ValueError as problem:
        raise ProfilesWrong(str(problem)) from problem
    profiles = {line.name: line.profile() for line in lines}
    if len(profiles) != len(lines):
        raise ProfilesWrong("two profiles of one name")
    if read.locked and read.locked not in profiles:
        raise ProfilesWrong(f"locked = {read.locked!r} is no profile")
    standard = profiles[read.locked or lines[0].name]
    return ProfileBook(MappingProxyType(profiles), bool(read.locked), standard)
