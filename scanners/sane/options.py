"""From what a batch wants to the vendors' option names, set in the right order and read back."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol, cast

from scanners.api import Mode, Situation, Source
from scanners.failure import BatchFailure
from scanners.messages import ScanBatch
from scanners.sane.driver import Constraint, Value
from scanners.sane.quirks import Quirks

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
        "adf",
    ),
    Source.FLATBED: ("Flatbed", "Platen", "Normal", "fb"),
}
_MODES = {
    Mode.COLOUR: ("Color", "24bit Color", "24-bit Color", "24bit Color[Fast]", "True Color"),
    Mode.GREY: ("Gray", "Grayscale", "True Gray", "8-bit Gray", "8bit Gray", "Grey"),
}
# The sheet's size comes before the window in it, or the window is cut to the sheet set before.
_PAPER_SIZES = (("page-width", "page-height"), ("pagewidth", "pageheight"))
_DEPTH = 8
_DPI_TOLERANCE = 0.5
_MM_TOLERANCE = 1.0


class Settable(Protocol):
    """The part of an open device that options are set through; see `driver.OpenDevice`."""

    def has(self, option: str) -> bool: ...
    def constraint(self, option: str) -> Constraint: ...
    def put(self, option: str, value: Value) -> Value: ...
    def typed(self, option: str, word: str) -> Value: ...
    def check_depth(self) -> None: ...


def apply(device: Settable, order: ScanBatch, quirks: Quirks) -> None:
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


def _choose_source(device: Settable, source: Source) -> None:
    """Some backends name one feeder and have a switch beside it for one side or both."""
    duplex = source is Source.FEEDER_DUPLEX
    switch = next((name for name in ("adf-mode", "duplex") if device.has(name)), None)
    by_name = device.has("source") and _offered(device, "source", _SOURCES[source]) is not None
    if switch is None or source is Source.FLATBED or (duplex and by_name):
        if device.has("source") or duplex:
            _choose(device, "source", _SOURCES[source], f"source for {source}")
        return
    if device.has("source"):
        _choose(device, "source", _SOURCES[Source.FEEDER], "feeder")
    if switch == "adf-mode":
        _choose(device, switch, ("Duplex",) if duplex else ("Simplex",), "such feeder mode")
    else:
        _demand(device, switch, value=duplex, is_taken=lambda got: bool(got) == duplex)


def _choose(device: Settable, option: str, names: Sequence[str], what: str) -> None:
    word = _offered(device, option, names)
    if word is None:
        raise BatchFailure(
            Situation.OPTION_REFUSED,
            f"the scanner offers no {what}; its {option}: {_words(device, option)}",
        )
    _demand(device, option, word, lambda got: got == word)


def _offered(device: Settable, option: str, names: Sequence[str]) -> str | None:
    by_name = {word.casefold(): word for word in _words(device, option)}
    return next((by_name[name.casefold()] for name in names if name.casefold() in by_name), None)


def _words(device: Settable, option: str) -> list[str]:
    return [str(word) for word in cast(Sequence[object], device.constraint(option) or ())]


def _set_resolution(device: Settable, dpi: int) -> None:
    for option in ("resolution", "x-resolution"):
        if device.has(option):
            _demand(device, option, dpi, lambda got: abs(float(got) - dpi) <= _DPI_TOLERANCE)
            break
    else:
        raise BatchFailure(Situation.OPTION_REFUSED, "the scanner has no resolution to set")
    if device.has("y-resolution"):
        _demand(device, "y-resolution", dpi, lambda got: abs(float(got) - dpi) <= _DPI_TOLERANCE)


def _set_window(device: Settable, order: ScanBatch) -> None:
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


def _set_length(device: Settable, option: str, length_mm: float) -> None:
    limits = device.constraint(option)
    if isinstance(limits, tuple) and len(limits) == 3:  # noqa: PLR2004  lowest, highest, step
        lowest, highest, _ = cast(tuple[float, float, float], limits)
        length_mm = min(max(length_mm, lowest), highest)
    _demand(device, option, length_mm, lambda got: abs(float(got) - length_mm) <= _MM_TOLERANCE)


def _demand_word(device: Settable, option: str, word: str) -> None:
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


def _demand(device: Settable, option: str, value: Value, is_taken: Callable[[Value], bool]) -> None:
    got = device.put(option, value)
    if not is_taken(got):
        raise BatchFailure(
            Situation.OPTION_REFUSED, f"{option} = {value!r} was asked, {got!r} was taken"
        )
