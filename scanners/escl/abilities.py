"""What an eSCL scanner says it can do, compared with what a batch asks of it."""

import http.client
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from scanners.api import Mode, Situation, Source
from scanners.escl.link import EsclLink, ScannerUnreachable
from scanners.escl.status import local_name, parse, text_of
from scanners.failure import BatchFailure
from scanners.messages import ScanBatch

JPEG = "image/jpeg"
COLOUR_MODES = {Mode.COLOUR: "RGB24", Mode.GREY: "Grayscale8"}
_INPUTS = {
    Source.FEEDER: "AdfSimplexInputCaps",
    Source.FEEDER_DUPLEX: "AdfDuplexInputCaps",
    Source.FLATBED: "PlatenInputCaps",
}
_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class InputAbilities:
    """Of one source. Sizes in three-hundredths of an inch; an empty set was not told."""

    max_width: int
    max_height: int
    modes: frozenset[str]
    formats: frozenset[str]
    resolutions: frozenset[int]
    resolution_range: tuple[int, int] | None

    def takes_dpi(self, dpi: int) -> bool:
        if self.resolution_range and not self.resolutions:
            lowest, highest = self.resolution_range
            return lowest <= dpi <= highest
        return not self.resolutions or dpi in self.resolutions


def read_abilities(link: EsclLink, source: Source) -> InputAbilities:
    """Raises ScannerUnreachable, or BatchFailure when the scanner has no such source."""
    answer = link.ask("GET", link.path("ScannerCapabilities"), timeout_s=_TIMEOUT_S)
    if answer.status != http.client.OK:
        raise ScannerUnreachable(f"ScannerCapabilities was answered with HTTP {answer.status}")
    root = parse(answer.body, "ScannerCapabilities")
    inputs = {local_name(e): e for e in root.iter() if local_name(e) in _INPUTS.values()}
    found = inputs.get(_INPUTS[source])
    if found is None:
        raise BatchFailure(
            Situation.OPTION_REFUSED,
            f"the scanner offers no {source}; it has {', '.join(inputs) or 'no source'}",
        )
    return _abilities(found)


def check(abilities: InputAbilities, order: ScanBatch) -> None:
    """Raises BatchFailure, OPTION_REFUSED, with what the scanner offers instead."""
    mode = COLOUR_MODES[order.mode]
    if abilities.modes and mode not in abilities.modes:
        _refuse(f"{order.mode} mode", abilities.modes)
    if abilities.formats and JPEG not in abilities.formats:
        _refuse("JPEG", abilities.formats)
    if not abilities.takes_dpi(order.dpi):
        offered = abilities.resolutions or abilities.resolution_range or ()
        _refuse(f"{order.dpi} dpi", [str(dpi) for dpi in sorted(offered)])
    if order.options:
        _refuse(f"option '{next(iter(order.options))}'", ["none beyond size, mode and resolution"])


def _refuse(what: str, offered: frozenset[str] | list[str]) -> None:
    raise BatchFailure(
        Situation.OPTION_REFUSED,
        f"the scanner offers no {what}; it offers {', '.join(sorted(offered))}",
    )


def _abilities(element: ET.Element) -> InputAbilities:
    ranges = [_range(e) for e in element.iter() if local_name(e) == "XResolutionRange"]
    return InputAbilities(
        max_width=_number(text_of(element, "MaxWidth")),
        max_height=_number(text_of(element, "MaxHeight")),
        modes=_all(element, "ColorMode"),
        formats=_all(element, "DocumentFormat") | _all(element, "DocumentFormatExt"),
        resolutions=frozenset(_number(dpi) for dpi in _all(element, "XResolution")),
        resolution_range=ranges[0] if ranges else None,
    )


def _all(element: ET.Element, name: str) -> frozenset[str]:
    return frozenset(
        e.text.strip() for e in element.iter() if local_name(e) == name and e.text is not None
    )


def _range(element: ET.Element) -> tuple[int, int]:
    return _number(text_of(element, "Min")), _number(text_of(element, "Max"))


def _number(text: str) -> int:
    """0 for what is no number: the scanner did not tell."""
    return int(text) if text.isdecimal() else 0
