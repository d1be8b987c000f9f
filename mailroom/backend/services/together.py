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
    one: One
    answer: Answer | None = None
    error: Exception | None = None
    done: bool = False


@dataclass(slots=True)
class Together(Generic[One, Answer]):
    """Whoever gets the turn works for everybody who is waiting by then, `most` at a time.

    `work` answers in order, with an exception for who is refused. When it raises, each is tried
    alone: nobody fails for a neighbour.
    """

    work: Callable[[Sequence[One]], Sequence[Answer | Exception]]
    most: int = 64
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _waiting: deque[_Waiting[One, Answer]] = field(default_factory=deque["_Waiting[One, Answer]"])

    def put(self, one: One) -> Answer:
        """Returns when the work on it has been done. Raises what `work` said or raised."""
        mine = _Waiting[One, Answer](one)
        self._waiting.append(mine)
        while not mine.done:
            with self._turn:
                if not mine.done:
                    self._work_on(self._taken())
        if mine.error is not None:
            raise mine.error
        if mine.answer is None:
            raise RuntimeError("the work gave no answer")
        return mine.answer

    def _taken(self) -> list[_Waiting[One, Answer]]:
        taken: list[_Waiting[One, Answer]] = []
        while self._waiting and len(taken) < self.most:
            taken.append(self._waiting.popleft())
        return taken

    def _work_on(self, group: list[_Waiting[One, Answer]]) -> None:
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
            each.done = True
