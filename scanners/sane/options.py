"""From what a batch wants to the vendors' option names, set in the right order and read back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Protocol, cast

from scanners.api import Mode, Situation, Source
from scanners.failure import BatchFailure
from scanners.messages import ScanBatch
from scanners.sane import tuning
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
_ANY_PAPER = ("user_def", "user defined")
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
    for _, step in steps(device, order, quirks):
        step()
    device.check_depth()


def steps(
    device: Settable, order: ScanBatch, quirks: Quirks
) -> Iterator[tuple[str, Callable[[], None]]]:
    """What is set, in the order in which devices take it, each under its name."""
    yield "source", lambda: _choose_source(device, order.source)
    yield "mode", lambda: _choose(device, "mode", _MODES[order.mode], f"{order.mode} mode")
    yield "resolution", lambda: _set_resolution(device, order.dpi)
    yield "depth", lambda: _set_depth(device)
    yield "paper", lambda: _free_paper(device)
    yield "window", lambda: _set_window(device, order)
    yield "wishes", lambda: _wish(device, quirks)
    yield "double feed", lambda: tuning.wish(device, order.tuning)
    yield "tuning", lambda: tuning.demand(device, order.tuning)
    for option, word in order.options.items():
        yield option, partial(tuning.put_word, device, option, word)


def _set_depth(device: Settable) -> None:
    if device.has("depth"):
        _demand(device, "depth", _DEPTH, lambda got: got == _DEPTH)


def _wish(device: Settable, quirks: Quirks) -> None:
    for option, word in quirks.wishes.items():
        if device.has(option):
            with suppress(BatchFailure):
                tuning.put_word(device, option, word)


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


def _free_paper(device: Settable) -> None:
    """Panasonic's format goes before any window, unless it is the user's own."""
    if device.has("paper-size") and _offered(device, "paper-size", _ANY_PAPER):
        _choose(device, "paper-size", _ANY_PAPER, "free paper size")


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


def _demand(device: Settable, option: str, value: Value, is_taken: Callable[[Value], bool]) -> None:
    got = device.put(option, value)
    if not is_taken(got):
        raise BatchFailure(
            Situation.OPTION_REFUSED, f"{option} = {value!r} was asked, {got!r} was taken"
        )


def sources(device: Settable) -> tuple[Source, ...]:
    """Those that `apply` would find."""
    if any(device.has(name) for name in ("adf-mode", "duplex")):
        flat = device.has("source") and _offered(device, "source", _SOURCES[Source.FLATBED])
        feeders = (Source.FEEDER, Source.FEEDER_DUPLEX)
        return (*feeders, Source.FLATBED) if flat else feeders
    if not device.has("source"):
        return (Source.FEEDER,)
    return tuple(one for one in Source if _offered(device, "source", _SOURCES[one]))


def modes(device: Settable) -> tuple[Mode, ...]:
    return tuple(one for one in Mode if _offered(device, "mode", _MODES[one]))


def largest_mm(device: Settable) -> tuple[float, float]:
    """Width and height of the paper where the device has such an option, else of the window."""
    widths = (*(width for width, _ in _PAPER_SIZES), "br-x")
    heights = (*(height for _, height in _PAPER_SIZES), "br-y")
    return _largest(device, widths), _largest(device, heights)


def _largest(device: Settable, names: Sequence[str]) -> float:
    for name in names:
        limits = device.constraint(name) if device.has(name) else None
        if isinstance(limits, tuple) and len(limits) == 3:  # noqa: PLR2004  lowest, highest, step
            return round(float(cast("tuple[float, float, float]", limits)[1]), 1)
    return 0.0
