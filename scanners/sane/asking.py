"""Questions to a SANE device that feed nothing: what it can do, takes, and feels."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import cast

from scanners.api import Capabilities, OptionTried, Outcome, Sensors, Situation
from scanners.failure import BatchFailure
from scanners.messages import (
    AskCapabilities,
    CanDo,
    Felt,
    Report,
    ScanBatch,
    Tried,
    WatchSensors,
)
from scanners.sane import options, tuning
from scanners.sane.driver import Constraint, OpenDevice, Value
from scanners.sane.quirks import Quirks, quirks_of
from scanners.sane.tuning import same

Emit = Callable[[Report], None]

_SIGN_OF_LIFE_S = 2.0
_RANGE = 3


def tell_capabilities(order: AskCapabilities, emit: Emit) -> OpenDevice:
    """Raises BatchFailure."""
    device = OpenDevice(order.device)
    quirks = quirks_of(order.device)
    width, height = options.largest_mm(device)
    dpi, dpi_range = _resolutions(device.constraint("resolution"))
    emit(
        CanDo(
            Capabilities(
                sources=options.sources(device),
                modes=options.modes(device),
                dpi=dpi,
                dpi_range=dpi_range,
                max_width_mm=width,
                max_height_mm=height,
                double_feed=tuning.double_feed_kinds(device),
                has_imprinter=tuning.has_imprinter(device),
                has_button=quirks.button is not None,
                feels_paper=bool(quirks.loaded_sensors),
            )
        )
    )
    return device


def try_out(order: ScanBatch, emit: Emit) -> OpenDevice:
    """Raises BatchFailure only when the device cannot be opened."""
    device = OpenDevice(order.device)
    witness = _Witness(device, emit)
    for name, step in options.steps(witness, order, quirks_of(order.device)):
        witness.said = False
        try:
            step()
        except BatchFailure as failure:
            if not witness.said:
                emit(Tried(OptionTried(name, "", failure.detail, Outcome.REFUSED)))
    with suppress(BatchFailure):
        device.check_depth()
    return device


def watch(order: WatchSensors, emit: Emit, stop: Event) -> OpenDevice:
    """Until `stop`. Raises BatchFailure when the device does not answer any more."""
    device, quirks = OpenDevice(order.device), quirks_of(order.device)
    told, told_at = None, 0.0
    while True:
        felt = _felt(device, quirks)
        if felt != told or felt.button or monotonic() - told_at > _SIGN_OF_LIFE_S:
            emit(Felt(felt))
            told, told_at = felt, monotonic()
        if stop.wait(order.every_s):
            return device


def _felt(device: OpenDevice, quirks: Quirks) -> Sensors:
    """Each once: a backend asks the device anew when the first is read again.

    Reading one twice in a round would eat a press of the button.
    """
    loaded = [device.feel(name) for name in quirks.loaded_sensors]
    if loaded and all(value is None for value in loaded):
        raise BatchFailure(Situation.SCANNER_GONE, "its sensors are silent")
    return Sensors(
        paper_loaded=any(loaded) if loaded else None,
        cover_open=_flag(device, quirks.cover_sensor),
        ink_low=_flag(device, quirks.no_ink_sensor),
        button=bool(_flag(device, quirks.button)),
    )


def _flag(device: OpenDevice, option: str | None) -> bool | None:
    value = device.feel(option) if option else None
    return None if value is None else bool(value)


class _Witness:
    """Passes options on to the device and tells what became of each."""

    def __init__(self, device: OpenDevice, emit: Emit) -> None:
        self._device, self._emit = device, emit
        self.said = False

    def has(self, option: str) -> bool:
        return self._device.has(option)

    def constraint(self, option: str) -> Constraint:
        return self._device.constraint(option)

    def typed(self, option: str, word: str) -> Value:
        return self._device.typed(option, word)

    def check_depth(self) -> None:
        self._device.check_depth()

    def put(self, option: str, value: Value) -> Value:
        self.said = True
        try:
            got = self._device.put(option, value)
        except BatchFailure as failure:
            self._tell(option, value, failure.detail, Outcome.REFUSED)
            raise
        taken = same(got, value)
        self._tell(option, value, got, Outcome.ACCEPTED if taken else Outcome.CHANGED)
        return got

    def _tell(self, option: str, asked: Value, got: Value, outcome: Outcome) -> None:
        self._emit(Tried(OptionTried(option, str(asked), str(got), outcome)))


def _resolutions(limits: Constraint) -> tuple[tuple[int, ...], tuple[int, int] | None]:
    if isinstance(limits, tuple) and len(limits) == _RANGE:
        lowest, highest, _ = cast("tuple[float, float, float]", limits)
        return (), (round(lowest), round(highest))
    return tuple(round(float(dpi)) for dpi in cast("Sequence[float]", limits or ())), None
