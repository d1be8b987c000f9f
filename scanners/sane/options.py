"""From what a batch wants to the vendors' option names, set in the right order and read back."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import cast

from scanners.api import Mode, Situation, Source
from scanners.messages import ScanBatch
from scanners.sane.driver import OpenDevice, Value
from scanners.sane.quirks import Quirks
from scanners.sane.status import BatchFailure

# The first name that the device offers is taken; names are compared without case.
_SOURCES = {
    Source.FEEDER_DUPLEX: (
        "ADF Duplex",
        "Duplex",
        "Automatic Document Feeder(duplex)",
        "ADF - Both Sides",
    ),
    Source.FEEDER: (
        "ADF",
        "ADF Front",
        "ADF Simplex",
        "Automatic Document Feeder",
        "Automatic Document Feeder(left aligned)",
        "Automatic Document Feeder(centrally aligned)",
        "ADF - Front Side",
        "fb_adf",
    ),
    Source.FLATBED: ("Flatbed", "Platen", "Normal", "fb"),
}
_FEEDERS_WITH_MODE = ("Automatic Document Feeder", "ADF", "adf")
_MODES = {
    Mode.COLOUR: ("Color", "24bit Color", "24-bit Color", "24bit Color[Fast]", "True Color"),
    Mode.GREY: ("Gray", "Grayscale", "True Gray", "8-bit Gray", "8bit Gray", "Grey"),
}
# The sheet's size comes before the window in it, or the window is cut to the sheet set before.
_PAPER_SIZES = (("page-width", "page-height"), ("pagewidth", "pageheight"))
_DEPTH = 8
_DPI_TOLERANCE = 0.5
_MM_TOLERANCE = 1.0


def apply(device: OpenDevice, order: ScanBatch, quirks: Quirks) -> None:
    """Every option is checked to exist, set, and read back.

    A window larger than the device's is cut to the device's: the request says how large paper
    may be, and no sheet that fits through the device is cut by that. Raises BatchFailure,
    OPTION_REFUSED, for everything else the device does not take as asked.
    """
    _choose_source(device, order.source)
    _choose(device, "mode", _MODES[order.mode], f"{order.mode} mode")
    _set_resolution(device, order.dpi)
    if device.has("depth"):
        _demand(device, "depth", _DEPTH, lambda got: got == _DEPTH)
    _set_window(device, order)
    for option, word in quirks.wishes.items():
        with suppress(BatchFailure, ValueError):
            device.put(option, device.typed(option, word))
    for option, word in order.options.items():
        _demand_word(device, option, word)
    device.check_depth()


def _choose_source(device: OpenDevice, source: Source) -> None:
    if source is Source.FEEDER_DUPLEX and _duplex_by_switch(device):
        return
    if not device.has("source") and source is Source.FEEDER:
        # Sheet-fed scanners with nothing to choose from.
        return
    _choose(device, "source", _SOURCES[source], f"source for {source}")


def _duplex_by_switch(device: OpenDevice) -> bool:
    """Some backends name one feeder and have a switch beside it for both sides."""
    if device.has("adf-mode"):
        if device.has("source"):
            _choose(device, "source", _FEEDERS_WITH_MODE, "feeder")
        _choose(device, "adf-mode", ("Duplex",), "duplex feeder mode")
        return True
    if device.has("duplex"):
        _demand(device, "duplex", value=True, is_taken=bool)
        return True
    return False


def _choose(device: OpenDevice, option: str, names: Sequence[str], what: str) -> None:
    offered = [str(word) for word in cast(Sequence[object], device.constraint(option) or ())]
    by_name = {word.casefold(): word for word in offered}
    for name in names:
        word = by_name.get(name.casefold())
        if word is not None:
            _demand(device, option, word, lambda got, word=word: got == word)
            return
    raise BatchFailure(
        Situation.OPTION_REFUSED, f"the scanner offers no {what}; its {option}: {offered}"
    )


def _set_resolution(device: OpenDevice, dpi: int) -> None:
    for option in ("resolution", "x-resolution"):
        if device.has(option):
            _demand(device, option, dpi, lambda got: abs(float(got) - dpi) <= _DPI_TOLERANCE)
            break
    else:
        raise BatchFailure(Situation.OPTION_REFUSED, "the scanner has no resolution to set")
    if device.has("y-resolution"):
        _demand(device, "y-resolution", dpi, lambda got: abs(float(got) - dpi) <= _DPI_TOLERANCE)


def _set_window(device: OpenDevice, order: ScanBatch) -> None:
    for width, height in _PAPER_SIZES:
        if device.has(width):
            _set_length(device, width, order.width_mm)
        if device.has(height):
            _set_length(device, height, order.height_mm)
    for corner in ("tl-x", "tl-y"):
        if device.has(corner):
            _set_length(device, corner, 0.0)
    if device.has("br-x"):
        _set_length(device, "br-x", order.width_mm)
    if device.has("br-y"):
        _set_length(device, "br-y", order.height_mm)


def _set_length(device: OpenDevice, option: str, length_mm: float) -> None:
    limits = device.constraint(option)
    if isinstance(limits, tuple) and len(limits) == 3:  # noqa: PLR2004  lowest, highest, step
        lowest, highest, _ = cast(tuple[float, float, float], limits)
        length_mm = min(max(length_mm, lowest), highest)
    _demand(device, option, length_mm, lambda got: abs(float(got) - length_mm) <= _MM_TOLERANCE)


def _demand_word(device: OpenDevice, option: str, word: str) -> None:
    try:
        value = device.typed(option, word)
    except ValueError as problem:
        raise BatchFailure(Situation.OPTION_REFUSED, f"{option}: {problem}") from problem
    _demand(device, option, value, lambda got: _same(got, value))


def _same(got: Value, wanted: Value) -> bool:
    if isinstance(got, float) or isinstance(wanted, float):
        # SANE's fixed-point numbers have sixteen binary places.
        return abs(float(got) - float(wanted)) < 1e-3  # noqa: PLR2004
    return got == wanted


def _demand(
    device: OpenDevice, option: str, value: Value, is_taken: Callable[[Value], bool]
) -> None:
    got = device.put(option, value)
    if not is_taken(got):
        raise BatchFailure(
            Situation.OPTION_REFUSED, f"{option} = {value!r} was asked, {got!r} was taken"
        )
