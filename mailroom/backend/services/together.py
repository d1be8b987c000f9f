"""Work that costs the same for one as for many (a durable commit) is done for all who wait."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

One = TypeVar("One")
Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Waiting(Generic[One, Answer]):
    """`called` is set when it has an answer, and when it is to lead."""

    one: One
    called: threading.Event = field(default_factory=threading.Event)
    leads: bool = False
    answer: Answer | None = None
    error: Exception | None = None


@dataclass(slots=True)
class Together(Generic[One, Answer]):
    """Whoever leads works for everybody who is waiting by then, `most` at a time.

    Then the first who came meanwhile leads; the others sleep until they have their answers.
    `work` answers in order, with an exception for who is refused. When it raises, each is tried
    alone: nobody fails for a neighbour.
    """

    work: Callable[[Sequence[One]], Sequence[Answer | Exception]]
    most: int = 64
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _led: bool = False
    _waiting: deque[_Waiting[One, Answer]] = field(default_factory=deque["_Waiting[One, Answer]"])

    def put(self, one: One) -> Answer:
        """Returns when the work on it has been done. Raises what `work` said or raised."""
        mine = _Waiting[One, Answer](one)
        with self._guard:
            self._waiting.append(mine)
            mine.leads, self._led = not self._led, True
        if not mine.leads:
            mine.called.wait()
        if mine.leads:
            self._lead()
        if mine.error is not None:
            raise mine.error
        if mine.answer is None:
            raise RuntimeError("the work gave no answer")
        return mine.answer

    def _lead(self) -> None:
        with self._guard:
            count = min(self.most, len(self._waiting))
            group = [self._waiting.popleft() for _ in range(count)]
        try:
            self._work_on(group)
        finally:
            for each in group:
                each.called.set()
            with self._guard:
                follower = self._waiting[0] if self._waiting else None
                self._led = follower is not None
            if follower is not None:
                follower.leads = True
                follower.called.set()

    def _work_on(self, group: Sequence[_Waiting[One, Answer]]) -> None:
        try:
            answers = self.work([each.one for each in group])
        except Exception as error:  # noqa: BLE001  handed to whom it concerns, and raised there
            if len(group) > 1:
                for each in group:
                    self._work_on([each])
                return
            answers = [error]
        for each, answer in zip(group, answers, strict=True):
            if isinstance(answer, Exception):
                each.error = answer
            else:
                each.answer = answer
