"""When to try again: exponential back-off with jitter, as a pure function."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BackOff:
    """Waits double from `first_s` to at most `longest_s`."""

    first_s: float = 1.0
    longest_s: float = 300.0

    def wait_s(self, attempt: int, *, chance: float) -> float:
        """Seconds before try number `attempt` + 1, attempts counted from 1.

        `chance` in [0, 1) spreads many stations: the wait lies between half and all of the step.
        """
        doublings = min(max(attempt, 1) - 1, 32)
        step = min(self.first_s * 2.0**doublings, self.longest_s)
        return step * (0.5 + chance / 2)
