"""The only importer of python-sane; it runs in the child process and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import _sane  # pyright: ignore[reportMissingImports]  a compiled module without types
import sane  # pyright: ignore[reportMissingTypeStubs]  the library carries no types

from scanners.api import Situation
from scanners.failure import BatchFailure
from scanners.messages import DeviceSeen
from scanners.sane.naming import present_name
from scanners.sane.quirks import backend_of
from scanners.sane.reading import Buffers, ReadFailed, handle_of, read_frame
from scanners.sane.status import Step, failure

Value = bool | int | float | str
Constraint = tuple[float, float, float] | Sequence[float] | Sequence[str] | None

# A3 in colour at 600 dpi is 209 MB; beyond this the device's word is not believed.
_LARGEST_PICTURE_BYTES = 400 * 1024 * 1024
_DEPTH = 8
_ON_THE_NETWORK = frozenset({"airscan", "escl", "net"})


class _Option(Protocol):
    index: int
    type: int
    constraint: Constraint

    def is_active(self) -> bool: ...
    def is_settable(self) -> bool: ...


class _RawDevice(Protocol):
    def get_option(self, index: int) -> Value: ...
    def snap(self, no_cancel: int, allow_16_bit: int, /) -> tuple[bytes, int, int, int, int]: ...


class _Device(Protocol):
    opt: dict[str, _Option]
    dev: _RawDevice

    def start(self) -> None: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...
    def get_parameters(self) -> tuple[str, int, tuple[int, int], int, int]: ...


class _Library(Protocol):
    def init(self) -> object: ...
    def open(self, name: str) -> _Device: ...
    def get_devices(self, local_only: bool, /) -> list[tuple[str, str, str, str]]: ...  # noqa: FBT001  as above


_library = cast(_Library, sane)
_SaneError = cast(type[Exception], _sane.error)  # pyright: ignore[reportUnknownMemberType]  untyped
_TYPE_BOOL, _TYPE_INT, _TYPE_FIXED, _TYPE_STRING = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Picture:
    """One side as the device gave it, 8 bits a channel, lines without gaps.

    A `bytearray` may be longer than the picture; it goes back to the device's `buffers`.
    """

    data: bytes | bytearray
    width_px: int
    height_px: int
    channels: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """`is_plain`: one pass, of a length that is known before; python-sane joins the others."""

    width_px: int
    lines: int
    channels: int
    is_plain: bool


def list_devices(*, local_only: bool) -> list[DeviceSeen]:
    """Raises BatchFailure."""
    try:
        _library.init()
        return [DeviceSeen(*seen) for seen in _library.get_devices(local_only)]
    except _SaneError as problem:
        raise failure(str(problem), Step.OPENING) from problem


def _opened(name: str) -> _Device:
    """By SANE's name for it, or by the stable one when it hangs on another port today."""
    try:
        return _library.open(name)
    except _SaneError:
        # A network scanner is not among the local ones; a search for the others takes no time.
        local = backend_of(name) not in _ON_THE_NETWORK
        here = [DeviceSeen(*seen) for seen in _library.get_devices(local)]
        present = present_name(name, here)
        if present is None:
            raise
        return _library.open(present)


class OpenDevice:
    """A device in the child's hands. Whoever asks it after `close` crashes python-sane."""

    def __init__(self, name: str) -> None:
        """Raises BatchFailure."""
        try:
            _library.init()
            self._device = _opened(name)
        except _SaneError as problem:
            raise failure(str(problem), Step.OPENING) from problem
        self.buffers = Buffers()

    def has(self, option: str) -> bool:
        """Whether the option exists and can be set as the device stands now."""
        found = self._find(option)
        return found is not None and bool(found.is_active()) and bool(found.is_settable())

    def constraint(self, option: str) -> Constraint:
        found = self._find(option)
        return found.constraint if found else None

    def put(self, option: str, value: Value) -> Value:
        """Set an option and read it back: devices clamp silently.

        Raises BatchFailure, OPTION_REFUSED.
        """
        if not self.has(option):
            raise BatchFailure(
                Situation.OPTION_REFUSED, f"the scanner has no option '{option}' now"
            )
        try:
            setattr(self._device, _attribute(option), value)
            return self.read(option)
        except (_SaneError, AttributeError, TypeError) as problem:
            raise BatchFailure(
                Situation.OPTION_REFUSED, f"{option} = {value!r} was refused: {problem}"
            ) from problem

    def read(self, option: str) -> Value:
        """By index: an option named like a method of python-sane's has no attribute."""
        found = self._device.opt[_attribute(option)]
        return self._device.dev.get_option(found.index)

    def sensor(self, option: str) -> Value | None:
        """A sensor's value now, None where there is none.

        Read twice: backends keep an old value until the same option is asked for again.
        """
        found = self._find(option)
        if found is None or not found.is_active():
            return None
        try:
            self.read(option)
            return self.read(option)
        except _SaneError:
            return None

    def feel(self, option: str) -> Value | None:
        """A sensor's value by one reading, None where there is none or it does not answer."""
        found = self._find(option)
        if found is None or not found.is_active():
            return None
        try:
            return self.read(option)
        except _SaneError:
            return None

    def typed(self, option: str, word: str) -> Value:
        """A word from a profile as the option's own type. Raises ValueError."""
        found = self._find(option)
        kind = found.type if found else _TYPE_STRING
        if kind == _TYPE_BOOL:
            return _as_bool(word)
        if kind == _TYPE_INT:
            return int(word)
        return float(word) if kind == _TYPE_FIXED else word

    def check_depth(self) -> None:
        """Before any paper moves. Raises BatchFailure, OPTION_REFUSED.

        python-sane reads deeper samples as a picture twice as high.
        """
        try:
            _, _, _, depth, _ = self._device.get_parameters()
        except _SaneError as problem:
            raise failure(str(problem), Step.SETTING) from problem
        if depth != _DEPTH:
            raise BatchFailure(Situation.OPTION_REFUSED, f"{depth} bits a sample, not {_DEPTH}")

    def next_picture(self) -> Picture:
        """Feed, scan, and read one side. Raises BatchFailure."""
        try:
            self._device.start()
            frame = self._frame()
            handle = handle_of(self._device.dev) if frame.is_plain else None
            if handle is not None:
                return self._read(handle, frame)
            data, width, height, channels, _ = self._device.dev.snap(1, 0)
        except (_SaneError, ReadFailed, RuntimeError, MemoryError) as problem:
            raise failure(str(problem), Step.SCANNING) from problem
        if width <= 0 or height <= 0 or len(data) != width * height * channels:
            raise BatchFailure(
                Situation.PAGE_DAMAGED,
                f"{len(data)} bytes for {width} x {height} x {channels}",
            )
        return Picture(data, width, height, channels)

    def _read(self, handle: int, frame: _Frame) -> Picture:
        """The lines that come count: some backends only guess how many there will be."""
        line_bytes = frame.width_px * frame.channels
        buffer = self.buffers.take(line_bytes * (frame.lines + frame.lines // 16 + 16))
        came = read_frame(handle, buffer)
        if came == 0 or came > len(buffer) or came % line_bytes:
            raise BatchFailure(
                Situation.PAGE_DAMAGED,
                f"{came} bytes for {frame.width_px} x {frame.lines} x {frame.channels}",
            )
        return Picture(buffer, frame.width_px, came // line_bytes, frame.channels)

    def _frame(self) -> _Frame:
        """Raises BatchFailure for frames that would be read wrongly."""
        form, last, (width, lines), _, line_bytes = self._device.get_parameters()
        channels = 1 if form == "gray" else 3
        if form in ("gray", "color") and line_bytes != width * channels:
            # python-sane ignores the gap and would shear the picture.
            raise BatchFailure(
                Situation.SCANNER_FAILED, f"{line_bytes} bytes a line for {width} x {channels}"
            )
        if line_bytes * max(lines, 1) > _LARGEST_PICTURE_BYTES:
            raise BatchFailure(
                Situation.OPTION_REFUSED, f"a picture of {width} x {lines} pixels is too large"
            )
        plain = form in ("gray", "color") and bool(last) and lines > 0 and width > 0
        return _Frame(width, lines, channels, is_plain=plain)

    def close(self) -> None:
        """Stop what runs and let the device go. May hang with the interpreter locked."""
        try:
            self._device.cancel()
            self._device.close()
        except _SaneError:
            # The process ends next, which lets go of the device in any case.
            return

    def _find(self, option: str) -> _Option | None:
        return self._device.opt.get(_attribute(option))


def _attribute(option: str) -> str:
    return option.replace("-", "_")


def _as_bool(word: str) -> bool:
    if word.lower() in ("1", "yes", "true", "on"):
        return True
    if word.lower() in ("0", "no", "false", "off"):
        return False
    raise ValueError(f"{word!r} is neither yes nor no")
