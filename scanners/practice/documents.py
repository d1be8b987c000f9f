"""The eSCL documents a scanner speaks: capabilities, status, and the settings of a job."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

PWG = "http://www.pwg.org/schemas/2010/12/sm"
SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03"
UNITS_PER_INCH = 300
"""eSCL measures regions in three-hundredths of an inch."""

COLOUR = "RGB24"
GREY = "Grayscale8"
_MODES = (COLOUR, GREY)
_RESOLUTIONS = (75, 100, 150, 200, 240, 300, 400, 600)
# Far beyond any scan settings; a longer text is not parsed at all.
_LONGEST_SETTINGS = 64 * 1024


class SettingsRefused(Exception):
    """The client's scan settings are not ones this scanner can follow."""


@dataclass(frozen=True, slots=True)
class Region:
    """Three-hundredths of an inch from the sheet's top left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ScanSettings:
    from_feeder: bool
    duplex: bool
    grey: bool
    dpi: int
    region: Region
    mime: str


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job as the status document tells it."""

    uri: str
    age_s: int
    images_completed: int
    images_to_transfer: int
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What the scanner says it is and can do; `max_units` in three-hundredths of an inch."""

    name: str
    serial: str
    uuid: str
    max_units: tuple[int, int]
    mimes: tuple[str, ...]


def capabilities(identity: Identity) -> bytes:
    caps = _input_capabilities(identity)
    return _document(
        "ScannerCapabilities",
        f"<pwg:MakeAndModel>{escape(identity.name)}</pwg:MakeAndModel>"
        f"<pwg:SerialNumber>{escape(identity.serial)}</pwg:SerialNumber>"
        f"<scan:UUID>{identity.uuid}</scan:UUID>"
        f"<scan:Adf><scan:AdfSimplexInputCaps>{caps}</scan:AdfSimplexInputCaps>"
        f"<scan:AdfDuplexInputCaps>{caps}</scan:AdfDuplexInputCaps>"
        "<scan:FeederCapacity>100</scan:FeederCapacity><scan:AdfOptions>"
        "<scan:AdfOption>DetectPaperLoaded</scan:AdfOption>"
        "<scan:AdfOption>Duplex</scan:AdfOption></scan:AdfOptions></scan:Adf>",
    )


def _input_capabilities(identity: Identity) -> str:
    width, height = identity.max_units
    modes = "".join(f"<scan:ColorMode>{mode}</scan:ColorMode>" for mode in _MODES)
    formats = "".join(
        f"<pwg:DocumentFormat>{mime}</pwg:DocumentFormat>"
        f"<scan:DocumentFormatExt>{mime}</scan:DocumentFormatExt>"
        for mime in identity.mimes
    )
    resolutions = "".join(
        f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>"
        f"<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"
        for dpi in _RESOLUTIONS
    )
    return (
        f"<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>{width}</scan:MaxWidth>"
        f"<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>{height}</scan:MaxHeight>"
        "<scan:MaxScanRegions>1</scan:MaxScanRegions><scan:SettingProfiles><scan:SettingProfile>"
        f"<scan:ColorModes>{modes}</scan:ColorModes>"
        f"<scan:DocumentFormats>{formats}</scan:DocumentFormats>"
        f"<scan:SupportedResolutions><scan:DiscreteResolutions>{resolutions}"
        "</scan:DiscreteResolutions></scan:SupportedResolutions>"
        "</scan:SettingProfile></scan:SettingProfiles>"
        f"<scan:MaxOpticalXResolution>{max(_RESOLUTIONS)}</scan:MaxOpticalXResolution>"
        f"<scan:MaxOpticalYResolution>{max(_RESOLUTIONS)}</scan:MaxOpticalYResolution>"
    )


def status(*, state: str, adf_state: str, jobs: Iterable[JobLine]) -> bytes:
    lines = "".join(
        f"<scan:JobInfo><pwg:JobUri>{job.uri}</pwg:JobUri>"
        f"<pwg:JobUuid>{job.uri.rpartition('/')[2]}</pwg:JobUuid>"
        f"<scan:Age>{job.age_s}</scan:Age>"
        f"<pwg:ImagesCompleted>{job.images_completed}</pwg:ImagesCompleted>"
        f"<pwg:ImagesToTransfer>{job.images_to_transfer}</pwg:ImagesToTransfer>"
        f"<pwg:JobState>{job.state}</pwg:JobState><pwg:JobStateReasons>"
        f"<pwg:JobStateReason>{job.reason}</pwg:JobStateReason></pwg:JobStateReasons>"
        "</scan:JobInfo>"
        for job in jobs
    )
    return _document(
        "ScannerStatus",
        f"<pwg:State>{state}</pwg:State><scan:AdfState>{adf_state}</scan:AdfState>"
        f"<scan:Jobs>{lines}</scan:Jobs>",
    )


def _document(name: str, content: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><scan:{name} xmlns:pwg="{PWG}" '
        f'xmlns:scan="{SCAN}"><pwg:Version>2.63</pwg:Version>{content}</scan:{name}>'
    ).encode()


def parse_settings(text: bytes) -> ScanSettings:
    """Clients differ in prefixes and order, so elements are found by their local names.

    Raises SettingsRefused for what is no settings document or asks for the impossible.
    """
    if len(text) > _LONGEST_SETTINGS or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise SettingsRefused("not a scan settings document")
    found: dict[str, str] = {}
    try:
        for element in ET.fromstring(text).iter():  # noqa: S314  entities were refused above
            found.setdefault(element.tag.rpartition("}")[2], (element.text or "").strip())
        return _settings(found)
    except (ET.ParseError, ValueError) as problem:
        raise SettingsRefused(str(problem)) from problem


def _settings(found: dict[str, str]) -> ScanSettings:
    mode = found.get("ColorMode") or COLOUR
    dpi = int(found.get("XResolution") or UNITS_PER_INCH)
    region = Region(
        x=int(found.get("XOffset") or 0),
        y=int(found.get("YOffset") or 0),
        width=int(found.get("Width") or 0),
        height=int(found.get("Height") or 0),
    )
    if mode not in _MODES or dpi not in _RESOLUTIONS:
        raise ValueError("mode or resolution not offered")
    if min(region.x, region.y) < 0 or min(region.width, region.height) <= 0:
        raise ValueError("an empty scan region")
    return ScanSettings(
        from_feeder=found.get("InputSource") == "Feeder",
        duplex=found.get("Duplex") == "true",
        grey=mode == GREY,
        dpi=dpi,
        region=region,
        mime=found.get("DocumentFormatExt") or found.get("DocumentFormat") or "image/jpeg",
    )
