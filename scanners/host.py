"""The parent's side of a scanner: one child per batch, watched, and nothing raised."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock

from scanners import batch_lock
from scanners.api import (
    BatchEvent,
    BatchRequest,
    Capabilities,
    OptionTried,
    PageScanned,
    ScannerInfo,
    ScannerTrouble,
    Sensors,
    SheetFeeding,
    Situation,
)
from scanners.batch_lock import BatchLive, hold_batch
from scanners.child_link import ChildDied, ChildLink, ChildSilent
from scanners.escl.link import ScannerUnreachable
from scanners.escl.status import EsclProbe
from scanners.escl.witness import EsclWitness, Statement
from scanners.ledger import SheetLedger
from scanners.messages import (
    AskCapabilities,
    Asking,
    CanDo,
    Driver,
    Ended,
    Felt,
    Order,
    PageWritten,
    Report,
    ScanBatch,
    StopBatch,
    Tried,
    WatchSensors,
)
from scanners.page_files import disk_situation, page_name
from scanners.sane.configuration import escl_url_of
from scanners.verdict import judge

# From exec to the first question; airscan alone waits 10 s for a busy scanner.
_OPENING_S = 30.0
# A driver that closes its device longer than this hangs; all pages are safe by then.
_CLOSING_S = 3.0
# A child that watches says something every two seconds.
_SIGNS_OF_LIFE_S = 8.0

batch_is_live = batch_lock.batch_is_live
wait_until_dead = batch_lock.wait_until_dead


class ChildScanner:
    """A device that a child process scans from, told apart by `driver`.

    A batch is iterated in one thread that lives as long as the batch: the child dies with the
    thread that started it. With an `escl_url` the scanner itself is asked about the batch.
    """

    def __init__(  # noqa: PLR0913  what one driver or the other needs
        self,
        info: ScannerInfo,
        driver: Driver,
        device: str,
        *,
        sane_config_dir: Path | None = None,
        escl_url: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.info = info
        self._environment = environment
        self._driver, self._device = driver, device
        self._sane_config_dir, self._escl_url = sane_config_dir, escl_url
        self._stop = Event()
        self._child: ChildLink | None = None
        self._changing_child = Lock()

    def scan(self, request: BatchRequest) -> Iterator[BatchEvent]:
        """See `Scanner.scan`. The folder is made if need be.

        `SheetFeeding` runs ahead: it may come before the pages of the sheet before it.
        """
        self._stop.clear()
        return self._scan(request)

    def capabilities(self) -> Capabilities:
        """See `Scanner.capabilities`."""
        asked = self._ask(AskCapabilities(self._device, self._driver), _OPENING_S)
        answers = [report.capabilities for report in asked if isinstance(report, CanDo)]
        if not answers:
            raise ScannerTrouble(Situation.SCANNER_FAILED, "the scanner told nothing of itself")
        return answers[0]

    def try_out(self, request: BatchRequest) -> Iterator[OptionTried]:
        """See `Scanner.try_out`."""
        order = replace(ScanBatch.of(self._device, request, self._driver), dry_run=True)
        for report in self._ask(order, _OPENING_S):
            if isinstance(report, Tried):
                yield report.option

    def watch(self, every_s: float = 0.5) -> Iterator[Sensors]:
        """See `Scanner.watch`. The device is held until the iterator ends."""
        self._stop.clear()
        order = WatchSensors(self._device, self._driver, every_s)
        before: Sensors | None = None
        for report in self._ask(order, _OPENING_S, _SIGNS_OF_LIFE_S + every_s):
            if isinstance(report, Felt) and (report.sensors != before or report.sensors.button):
                before = report.sensors
                yield report.sensors

    def _ask(
        self, order: Order, first_s: float, later_s: float = _OPENING_S
    ) -> Generator[Report, None, None]:
        """The child's answers until it ends. Raises ScannerTrouble."""
        with ChildLink(self._sane_config_dir, environment=self._environment) as child:
            self._take_child(child)
            try:
                child.send(order)
                if self._stop.is_set():
                    child.send(StopBatch())
                timeout_s = first_s
                while True:
                    report = child.receive(timeout_s)
                    timeout_s = later_s
                    if isinstance(report, Ended):
                        break
                    yield report
                child.wait(_CLOSING_S)
            except ChildSilent as silence:
                raise ScannerTrouble(Situation.SCANNER_STALLED, str(silence)) from silence
            except ChildDied as death:
                raise ScannerTrouble(Situation.SCANNER_FAILED, str(death)) from death
            finally:
                self._take_child(None)
        if report.situation is not Situation.STOPPED:
            raise ScannerTrouble(report.situation, report.detail)

    def stop(self) -> None:
        """End after the sheet being scanned; without a batch, nothing."""
        with self._changing_child:
            self._stop.set()
            if self._child:
                self._child.send(StopBatch())

    def close(self) -> None:
        """Between batches nothing is held; a batch that runs is stopped."""
        self.stop()

    @property
    def child_pid(self) -> int | None:
        """The running batch's child, for those who watch processes."""
        child = self._child
        return child.pid if child else None

    def _scan(self, request: BatchRequest) -> Iterator[BatchEvent]:
        order = ScanBatch.of(self._device, request, self._driver)
        ledger = SheetLedger(sides=len(order.sides))
        witness = EsclWitness(EsclProbe(self._escl_url)) if self._escl_url else None
        if witness:
            try:
                witness.begin()
            except ScannerUnreachable as problem:
                yield judge(Ended(Situation.SCANNER_GONE, str(problem)), ledger, Statement())
                return
        statement = Statement()
        try:
            ended = yield from self._scan_in_child(order, request, ledger)
        finally:
            # Also when the batch is abandoned: the device must not be left with our job.
            if witness:
                statement = witness.end()
        yield judge(ended, ledger, statement)

    def _scan_in_child(
        self, order: ScanBatch, request: BatchRequest, ledger: SheetLedger
    ) -> Generator[BatchEvent, None, Ended]:
        try:
            request.folder.mkdir(parents=True, exist_ok=True)
            with (
                hold_batch(request.folder) as lock,
                ChildLink(self._sane_config_dir, [lock], self._environment) as child,
            ):
                self._take_child(child)
                try:
                    child.send(order)
                    if self._stop.is_set():
                        child.send(StopBatch())
                    ended = yield from _follow(child, request, ledger)
                    if ended.situation is not Situation.SCANNER_STALLED:
                        child.wait(_CLOSING_S)
                finally:
                    self._take_child(None)
                return ended
        except BatchLive:
            return Ended(Situation.SCANNER_BUSY, "another batch is scanned into the folder")
        except OSError as problem:
            return Ended(*disk_situation(problem, "beginning the batch"))

    def _take_child(self, child: ChildLink | None) -> None:
        with self._changing_child:
            self._child = child


class SaneScanner(ChildScanner):
    """A device that SANE knows as `device`, with `sane_config_dir` as SANE's configuration.

    The address of an airscan device is found in the configuration when it stands there;
    `environment` is added to ours for the backend.
    """

    def __init__(
        self,
        info: ScannerInfo,
        device: str,
        sane_config_dir: Path | None = None,
        *,
        escl_url: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            info,
            Driver.SANE,
            device,
            sane_config_dir=sane_config_dir,
            escl_url=escl_url or escl_url_of(device, sane_config_dir),
            environment=environment,
        )


class EsclScanner(ChildScanner):
    """A network or ipp-usb scanner at its eSCL root address, `http://HOST:PORT/eSCL/`.

    Pages are the scanner's own JPEG bytes, each checked and durable before the next is asked
    for, so the scanner holds at most what it feeds ahead by itself.
    """

    def __init__(self, info: ScannerInfo, url: str) -> None:
        super().__init__(info, Driver.ESCL, url, escl_url=url)


def _follow(
    child: ChildLink, request: BatchRequest, ledger: SheetLedger
) -> Generator[BatchEvent, None, Ended]:
    """The child's reports as events, each within its time, until it ends one way or another."""
    timeout_s = max(_OPENING_S, request.page_timeout_s)
    while True:
        try:
            report = child.receive(timeout_s)
        except ChildSilent as silence:
            return Ended(Situation.SCANNER_STALLED, str(silence))
        except ChildDied as death:
            return Ended(Situation.SCANNER_FAILED, str(death))
        if isinstance(report, Ended):
            return report
        timeout_s = request.page_timeout_s
        event = _event(report, request, ledger)
        if event:
            yield event


def _event(report: Report, request: BatchRequest, ledger: SheetLedger) -> BatchEvent | None:
    match report:
        case Asking():
            return SheetFeeding(report.sheet) if ledger.ask(report.sheet) else None
        case PageWritten():
            ledger.save(report.sheet, report.side)
            return PageScanned(
                sheet=report.sheet,
                side=report.side,
                file=request.folder / page_name(report.sheet, report.side),
                width_px=report.width_px,
                height_px=report.height_px,
                dpi=report.dpi,
                findings=report.findings,
                streaks_mm=report.streaks_mm,
            )
        case _:
            return None
