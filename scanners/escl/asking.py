"""Questions to an eSCL scanner that feed nothing: what it can do, takes, and feels."""

from collections.abc import Callable, Iterator
from threading import Event
from time import monotonic

from scanners.api import (
    Capabilities,
    Mode,
    OptionTried,
    Outcome,
    Sensors,
    Situation,
    Source,
)
from scanners.escl.abilities import COLOUR_MODES, JPEG, InputAbilities, read_abilities
from scanners.escl.link import EsclLink
from scanners.escl.status import EsclProbe
from scanners.failure import BatchFailure
from scanners.messages import AskCapabilities, CanDo, Felt, Report, ScanBatch, Tried, WatchSensors

Emit = Callable[[Report], None]

_MM_PER_UNIT = 25.4 / 300
_SIGN_OF_LIFE_S = 2.0


def tell_capabilities(order: AskCapabilities, emit: Emit) -> None:
    """Raises BatchFailure, ScannerUnreachable."""
    link = EsclLink(order.device)
    inputs = {source: abilities for source in Source if (abilities := _input(link, source))}
    if not inputs:
        raise BatchFailure(Situation.SCANNER_FAILED, "the scanner names no source")
    first = inputs.get(Source.FEEDER) or next(iter(inputs.values()))
    modes = tuple(m for m in Mode if not first.modes or COLOUR_MODES[m] in first.modes)
    emit(
        CanDo(
            Capabilities(
                sources=tuple(inputs),
                modes=modes,
                dpi=tuple(sorted(first.resolutions)),
                dpi_range=first.resolution_range,
                max_width_mm=round(first.max_width * _MM_PER_UNIT, 1),
                max_height_mm=round(first.max_height * _MM_PER_UNIT, 1),
                feels_paper=True,
            )
        )
    )


def try_out(order: ScanBatch, emit: Emit) -> None:
    """Raises BatchFailure for a source that there is not, and ScannerUnreachable."""
    for tried in _tried(order, read_abilities(EsclLink(order.device), order.source)):
        emit(Tried(tried))


def watch(order: WatchSensors, emit: Emit, stop: Event) -> None:
    """Until `stop`. Raises ScannerUnreachable when the scanner does not answer any more."""
    probe, told, told_at = EsclProbe(order.device), None, 0.0
    while True:
        status = probe.read()
        felt = Sensors(
            paper_loaded=False if status.is_empty else True if status.is_loaded else None,
            cover_open=status.situation is Situation.COVER_OPEN,
        )
        if felt != told or monotonic() - told_at > _SIGN_OF_LIFE_S:
            emit(Felt(felt))
            told, told_at = felt, monotonic()
        if stop.wait(order.every_s):
            return


def _input(link: EsclLink, source: Source) -> InputAbilities | None:
    try:
        return read_abilities(link, source)
    except BatchFailure:
        return None


def _tried(order: ScanBatch, can: InputAbilities) -> Iterator[OptionTried]:
    yield OptionTried("InputSource", order.source, order.source, Outcome.ACCEPTED)
    mode = COLOUR_MODES[order.mode]
    yield _choice("ColorMode", mode, sorted(can.modes), taken=not can.modes or mode in can.modes)
    is_jpeg = not can.formats or JPEG in can.formats
    yield _choice("DocumentFormat", JPEG, sorted(can.formats), taken=is_jpeg)
    offered = sorted(can.resolutions or can.resolution_range or ())
    taken = can.takes_dpi(order.dpi)
    yield _choice("XResolution", str(order.dpi), [str(dpi) for dpi in offered], taken=taken)
    sizes = (("Width", order.width_mm, can.max_width), ("Height", order.height_mm, can.max_height))
    for name, asked, largest in sizes:
        got = min(asked, largest * _MM_PER_UNIT) if largest else asked
        outcome = Outcome.ACCEPTED if got == asked else Outcome.CHANGED
        yield OptionTried(name, f"{asked:.1f}", f"{got:.1f}", outcome)
    for option, word in order.options.items():
        yield OptionTried(option, word, "", Outcome.REFUSED)


def _choice(option: str, asked: str, offered: list[str], *, taken: bool) -> OptionTried:
    got = asked if taken else ", ".join(offered)
    return OptionTried(option, asked, got, Outcome.ACCEPTED if taken else Outcome.REFUSED)
