"""The sorting table in force on this station, kept through restarts; at first the shipped one."""

from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from mailroom.domain.errors import MailroomError
from mailroom.domain.policy import Policy, check
from mailroom.domain.policyfile import STANDARD
from mailroom.logs import log
from mailroom.spool.files import write_durably
from mailroom.wire import POLICY

_log = log("station")


class PolicySource(Protocol):
    """Raises BackendUnreachable, BackendRefused, SignInRefused."""

    def policy(self) -> Policy: ...


class PolicyKeeper:
    """Every table is checked here too: one that would weaken what is safety is never used.

    Reading is lock-free: a new table takes the old one's place whole. One thread refreshes.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "policy.json"
        self._policy = _kept(self._file)

    @property
    def policy(self) -> Policy:
        return self._policy

    def refresh(self, source: PolicySource) -> None:
        """Raises what the source raises, PolicyWrong, DiskFull, DiskFailed."""
        policy = source.policy()
        check(policy)
        if policy != self._policy:
            write_durably(self._file, POLICY.dump_json(policy))
            self._policy = policy


def _kept(file: Path) -> Policy:
    try:
        policy = POLICY.validate_json(file.read_bytes())
        check(policy)
    except FileNotFoundError:
        return STANDARD
    except (ValidationError, MailroomError):
        _log.warning("policy_not_read")
        return STANDARD
    return policy
