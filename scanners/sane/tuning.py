"""What only some devices can do, by each vendor's own option names."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Protocol, cast

from scanners.api import DoubleFeed, Situation, Tuning
from scanners.failure import BatchFailure
from scanners.sane.driver import Constraint, Value

Way = Sequence[tuple[str, str]]
"""Options and words to set in turn; a vendor's way is taken when its first option is there."""

_OVERSCAN_MM = "5"
_BY_THICKNESS = (DoubleFeed.THICKNESS, DoubleFeed.BOTH)
_BY_LENGTH = (DoubleFeed.LENGTH, DoubleFeed.BOTH)
_IMPRINTS: tuple[tuple[str, Way], ...] = (
    ("endorser-string", (("endorser", "yes"),)),  # fujitsu
    ("post-imprint-string", ()),  # canon_dr, behind the scanning glass
    ("pre-imprint-string", ()),  # canon_dr, before it
    ("message", ()),  # avision
)
_AUTO_LENGTH: tuple[Way, ...] = (
    (("ald", "yes"),),  # fujitsu
    (("length-control", "yes"),),  # kvs20xx, kvs40xx
    (("adf-crp", "yes"),),  # epsonds
)


class Tunable(Protocol):
    """The part of an open device that tuning needs; see `driver.OpenDevice`."""

    def has(self, option: str) -> bool: ...
    def constraint(self, option: str) -> Constraint: ...
    def put(self, option: str, value: Value) -> Value: ...
    def typed(self, option: str, word: str) -> Value: ...


def double_feed_ways(wanted: DoubleFeed) -> Iterator[Way]:
    on = _word(wanted is not DoubleFeed.OFF)
    thickness, length = _word(wanted in _BY_THICKNESS), _word(wanted in _BY_LENGTH)
    sensors = (("df-thickness", thickness), ("df-length", length))
    stop = "Default" if wanted is DoubleFeed.OFF else "Stop"
    # fujitsu: the sensors are settable only once an action is.
    yield (("df-action", stop), *sensors)
    yield sensors  # canon_dr
    yield (("double-feed", on),)  # kvs20xx
    yield (("dfeed", on), ("dfstop", on))  # kvs40xx


def double_feed_kinds(device: Tunable) -> tuple[DoubleFeed, ...]:
    if device.has("df-action") or device.has("df-thickness"):
        return tuple(DoubleFeed)
    known = any(device.has(name) for name in ("double-feed", "dfeed"))
    return (DoubleFeed.OFF, DoubleFeed.THICKNESS) if known else ()


def has_imprinter(device: Tunable) -> bool:
    return device.has("endorser") or any(device.has(name) for name, _ in _IMPRINTS)


def wish(device: Tunable, tuning: Tuning) -> None:
    """Double feeds and overscan: as far as the device goes; never raises."""
    way = _first(device, double_feed_ways(tuning.double_feed))
    _set(device, way, demanded=False)
    if tuning.overscan is not None:
        edge = _OVERSCAN_MM if tuning.overscan else "0"
        ways: list[Way] = [
            (("overscan", "On" if tuning.overscan else "Off"),),  # fujitsu
            (("overscan-top", edge), ("overscan-bottom", edge)),  # avision
        ]
        _set(device, _first(device, ways), demanded=False)


def demand(device: Tunable, tuning: Tuning) -> None:
    """The imprint, the light, the length. Raises BatchFailure, OPTION_REFUSED."""
    if tuning.imprint is not None:
        _imprint(device, tuning.imprint)
    for option, percent in (("brightness", tuning.brightness), ("contrast", tuning.contrast)):
        if percent is not None:
            _set(device, ((option, _scaled(device, option, percent)),), demanded=True)
    if tuning.auto_length:
        way = _first(device, _AUTO_LENGTH)
        if not way:
            raise BatchFailure(Situation.OPTION_REFUSED, "the scanner finds no page's own length")
        _set(device, way, demanded=True)


def _imprint(device: Tunable, text: str) -> None:
    for option, before in _IMPRINTS:
        if device.has(option) or (before and device.has(before[0][0])):
            _set(device, (*before, (option, text)), demanded=True)
            return
    raise BatchFailure(Situation.OPTION_REFUSED, "the scanner has no imprinter")


def _first(device: Tunable, ways: Iterator[Way] | Sequence[Way]) -> Way:
    return next((way for way in ways if device.has(way[0][0])), ())


def _set(device: Tunable, way: Way, *, demanded: bool) -> None:
    for option, word in way:
        if demanded:
            put_word(device, option, word)
        elif device.has(option):
            with suppress(BatchFailure):
                put_word(device, option, word)


def put_word(device: Tunable, option: str, word: str) -> None:
    """Set and compare with what is read back. Raises BatchFailure, OPTION_REFUSED."""
    try:
        value = device.typed(option, word)
    except ValueError as problem:
        raise BatchFailure(Situation.OPTION_REFUSED, f"{option}: {problem}") from problem
    got = device.put(option, value)
    if not same(got, value):
        raise BatchFailure(
            Situation.OPTION_REFUSED, f"{option} = {value!r} was asked, {got!r} was taken"
        )


def same(got: Value, wanted: Value) -> bool:
    """Fixed-point numbers of SANE have sixteen binary places."""
    if isinstance(got, float) or isinstance(wanted, float):
        return abs(float(got) - float(wanted)) < 1e-3  # noqa: PLR2004
    return got == wanted


def _scaled(device: Tunable, option: str, percent: int) -> str:
    """From -100 to 100 onto the device's own range."""
    limits = device.constraint(option)
    if not isinstance(limits, tuple) or len(limits) != 3:  # noqa: PLR2004  lowest, highest, step
        return str(percent)
    lowest, highest, _ = cast("tuple[float, float, float]", limits)
    return str(round(lowest + (percent + 100) / 200 * (highest - lowest)))


def _word(on: bool) -> str:  # noqa: FBT001  SANE's own words
    return "yes" if on else "no"
