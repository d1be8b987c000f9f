"""The worker pool: tasks run in limited child processes, urgent ones first."""

import pickle
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from mailroom.engines.workers.child import Child, Limits

P = ParamSpec("P")
T = TypeVar("T")


class WorkerPool:
    """Implements the pipeline's Workers. Safe to use from any thread.

    `count` workers take any work, urgent first. From two on there is one more that takes urgent
    work only: the address path never waits behind a page, and no core idles for its sake.
    Each task may take `wall_limit_s` seconds and `cpu_limit_s` CPU seconds; each worker's
    address space is bounded by `memory_limit_mb`. `warm_up` runs in every worker before its first
    task, to load models. Tasks, their arguments and results must be picklable, and a result may
    consist of the mailroom's own frozen dataclasses, enums and plain values only.

    A future raises the task's own MailroomError; WorkerLost when the worker died or met a limit;
    TaskFailed for any other exception, with its type and place but without its text.
    """

    def __init__(
        self,
        count: int,
        *,
        wall_limit_s: float = 120.0,
        cpu_limit_s: int = 100,
        memory_limit_mb: int = 2048,
        warm_up: Callable[[], None] | None = None,
    ) -> None:
        limits = Limits(wall_limit_s, cpu_limit_s, memory_limit_mb)
        self._queue = _Queue()
        self._slots = [
            _Slot(self._queue, Child(limits, warm_up, niceness=5), urgent_only=False)
            for _ in range(count)
        ]
        if count > 1:
            urgent = _Slot(self._queue, Child(limits, warm_up, niceness=0), urgent_only=True)
            self._slots.append(urgent)
        for slot in self._slots:
            slot.start()

    def submit(self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a task. Raises at once when the task cannot be pickled or the pool is closed."""
        return self._queue.put(_encoded(task, args, kwargs), urgent=False)

    def submit_urgent(
        self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Queue a task before all others that have not begun."""
        return self._queue.put(_encoded(task, args, kwargs), urgent=True)

    def peak_memory_mb(self) -> tuple[int, ...]:
        """The largest resident size of each living worker so far."""
        return tuple(peak for slot in self._slots if (peak := slot.child.peak_memory_mb()))

    def close(self) -> None:
        """Cancel what has not begun, kill what runs; no process is left when this returns."""
        self._queue.close()
        for slot in self._slots:
            slot.child.shut()
        for slot in self._slots:
            slot.join()


def _encoded(task: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    return pickle.dumps((task, args, kwargs))


@dataclass(frozen=True, slots=True)
class _Job:
    payload: bytes
    future: Future[Any]


class _Queue:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._urgent: deque[_Job] = deque()
        self._normal: deque[_Job] = deque()
        self._closed = False

    def put(self, payload: bytes, *, urgent: bool) -> Future[Any]:
        job = _Job(payload, Future())
        with self._changed:
            if self._closed:
                raise RuntimeError("the worker pool is closed")
            (self._urgent if urgent else self._normal).append(job)
            # All of them: the one thread woken alone might be the one that may not take it.
            self._changed.notify_all()
        return job.future

    def take(self, *, urgent_only: bool) -> _Job | None:
        """The next job, waiting for one; None when the pool is closed."""
        with self._changed:
            while not self._closed:
                if self._urgent:
                    return self._urgent.popleft()
                if self._normal and not urgent_only:
                    return self._normal.popleft()
                self._changed.wait()
        return None

    def close(self) -> None:
        with self._changed:
            self._closed = True
            for job in (*self._urgent, *self._normal):
                job.future.cancel()
            self._urgent.clear()
            self._normal.clear()
            self._changed.notify_all()


class _Slot(threading.Thread):
    """One worker's keeper.

    It lives as long as its workers: their parent-death signal is bound to the thread that
    started them.
    """

    def __init__(self, queue: _Queue, child: Child, *, urgent_only: bool) -> None:
        super().__init__(name="worker-keeper", daemon=True)
        self.child = child
        self._queue = queue
        self._urgent_only = urgent_only

    def run(self) -> None:
        self.child.start()
        while (job := self._queue.take(urgent_only=self._urgent_only)) is not None:
            if job.future.set_running_or_notify_cancel():
                self._perform(job)
        self.child.stop()

    def _perform(self, job: _Job) -> None:
        try:
            value = self.child.perform(job.payload)
        except Exception as error:  # noqa: BLE001  whatever it is, the waiting caller gets it
            job.future.set_exception(error)
        else:
            job.future.set_result(value)
        if not self.child.alive:
            self.child.start()
