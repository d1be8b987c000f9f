"""An eSCL scanner's own word on a batch that a driver ran, and the clearing up after it."""

from contextlib import suppress
from dataclasses import dataclass

from scanners.escl.link import ScannerUnreachable
from scanners.escl.status import EsclJob, EsclProbe, EsclStatus


@dataclass(frozen=True, slots=True)
class Statement:
    """`job` counts the batch's images, None when the scanner keeps no count of them.

    `silence` says why the scanner did not answer after the batch.
    """

    status: EsclStatus | None = None
    job: EsclJob | None = None
    silence: str = ""


class EsclWitness:
    """Asked before and after one batch. Its jobs are those that were not there before."""

    def __init__(self, probe: EsclProbe) -> None:
        self._probe = probe
        self._earlier: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Raises ScannerUnreachable."""
        self._earlier = frozenset(job.uri for job in self._probe.read().jobs)

    def end(self) -> Statement:
        """End the batch's jobs that still run: with their client gone they keep it busy."""
        try:
            running = [job for job in self._ours(self._probe.read()) if job.is_running]
            for job in running:
                with suppress(ScannerUnreachable):
                    self._probe.delete_job(job)
            status = self._probe.read()
        except ScannerUnreachable as problem:
            return Statement(silence=str(problem))
        return Statement(status, _together(self._ours(status)))

    def _ours(self, status: EsclStatus) -> list[EsclJob]:
        return [job for job in status.jobs if job.uri not in self._earlier]


def _together(jobs: list[EsclJob]) -> EsclJob | None:
    if not jobs:
        return None
    return EsclJob(
        uri=jobs[0].uri,
        completed=sum(job.completed for job in jobs),
        to_transfer=sum(job.to_transfer for job in jobs),
        is_running=any(job.is_running for job in jobs),
    )
