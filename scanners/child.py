"""The program that owns the device: `python -m scanners.child` obeys one order and ends.

Orders come on standard input, reports leave on standard output; both are `scanners.messages`.
"""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import BinaryIO, TypeVar

from scanners.api import Situation
from scanners.escl import asking as escl_asking
from scanners.escl import batch as escl_batch
from scanners.escl.link import ScannerUnreachable
from scanners.failure import BatchFailure
from scanners.messages import (
    AskCapabilities,
    Driver,
    Ended,
    ListDevices,
    MessageTorn,
    Report,
    ScanBatch,
    StopBatch,
    WatchSensors,
    from_line,
    to_line,
)
from scanners.sane import asking, batch
from scanners.sane.driver import OpenDevice, list_devices

Emit = Callable[[Report], None]
Question = TypeVar("Question", ScanBatch, AskCapabilities, WatchSensors)

_PR_SET_PDEATHSIG = 1


class _Reports:
    """The way to the parent. Descriptor 1 itself goes to standard error: backends print there."""

    def __init__(self) -> None:
        self._out = os.dup(1)
        os.dup2(2, 1)
        self._lock = Lock()

    def send(self, report: Report) -> None:
        line = memoryview(to_line(report))
        with self._lock:
            while line:
                line = line[os.write(self._out, line) :]


def main() -> None:
    """`scanners.child PARENT`: the parent's process id, in case it is dead already."""
    _die_with(int(sys.argv[1]))
    reports = _Reports()
    threading.excepthook = _end_loudly
    orders = sys.stdin.buffer
    try:
        order = from_line(orders.readline())
    except MessageTorn:
        os._exit(2)
    stop = Event()
    Thread(target=_listen, args=(orders, stop), daemon=True).start()
    _obey(order, reports, stop)
    # No interpreter shutdown and no sane_exit: drivers hang and crash there, and all is said.
    os._exit(0)


def _obey(order: object, reports: _Reports, stop: Event) -> None:
    match order:
        case ScanBatch() if not order.dry_run:
            _scan(order, reports, stop)
        case ScanBatch():
            _ask(order, reports, escl_asking.try_out, asking.try_out)
        case AskCapabilities():
            _ask(order, reports, escl_asking.tell_capabilities, asking.tell_capabilities)
        case WatchSensors():
            _ask(
                order,
                reports,
                lambda order, emit: escl_asking.watch(order, emit, stop),
                lambda order, emit: asking.watch(order, emit, stop),
            )
        case ListDevices():
            _report_devices(order, reports)
        case _:
            return


def _scan(order: ScanBatch, reports: _Reports, stop: Event) -> None:
    if order.driver is Driver.ESCL:
        escl_batch.scan_batch(order, reports.send, stop)
        return
    device = batch.scan_batch(order, reports.send, stop)
    if device is not None:
        device.close()


def _ask(
    order: Question,
    reports: _Reports,
    of_escl: Callable[[Question, Emit], None],
    of_sane: Callable[[Question, Emit], OpenDevice],
) -> None:
    """A question that feeds nothing: the answers, and how it ended, before the device closes."""
    device: OpenDevice | None = None
    try:
        if order.driver is Driver.ESCL:
            of_escl(order, reports.send)
        else:
            device = of_sane(order, reports.send)
    except BatchFailure as failure:
        reports.send(Ended(failure.situation, failure.detail))
    except ScannerUnreachable as problem:
        reports.send(Ended(Situation.SCANNER_GONE, str(problem)))
    else:
        reports.send(Ended(Situation.STOPPED))
    if device is not None:
        device.close()


def _report_devices(order: ListDevices, reports: _Reports) -> None:
    try:
        for seen in list_devices(local_only=order.local_only):
            reports.send(seen)
    except BatchFailure as failure:
        reports.send(Ended(failure.situation, failure.detail))
    else:
        reports.send(Ended(Situation.FEEDER_EMPTY))


def _listen(orders: BinaryIO, stop: Event) -> None:
    """A stop is heard between sheets; the end of input means that the parent is gone."""
    for line in orders:
        if isinstance(from_line(line), StopBatch):
            stop.set()
    os._exit(3)


def _end_loudly(args: threading.ExceptHookArgs) -> None:
    """A bug in a thread must not leave the others waiting for it: the parent hears of it."""
    threading.__excepthook__(args)
    os._exit(1)


def _die_with(parent: int) -> None:
    """By the kernel's hand: a driver may hang with the interpreter locked."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(3)


if __name__ == "__main__":
    main()
