"""The register on this station: a file for the workers, a table in memory for typing."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from rapidfuzz import fuzz, process

from mailroom.domain.register import Customer, Register, Standing
from mailroom.spool.files import write_durably
from mailroom.wire import RegisterDiff, RegisterEntry, RegisterSnapshot

_RESEMBLES = 60.0


class RegisterSource(Protocol):
    """Raises BackendUnreachable, BackendRefused, SignInRefused."""

    def register(self, since: str | None) -> RegisterSnapshot | RegisterDiff: ...


class RegisterKeeper:
    """Reads the register daily, keeps it through restarts, knows its age (R50).

    Reading is lock-free: a new register takes the old one's place whole. One thread refreshes.
    """

    def __init__(
        self, folder: Path, *, max_age: dt.timedelta, now: Callable[[], dt.datetime]
    ) -> None:
        self._file = folder / "register.json"
        self._checked_file = folder / "register.checked"
        self._max_age = max_age
        self._now = now
        self._snapshot, self._checked_at = _kept(self._file, self._checked_file)
        self._register = _register(self._snapshot)
        self._names = _names(self._register)

    @property
    def file(self) -> Path | None:
        """The snapshot as JSON; None before the first one came."""
        return self._file if self._snapshot is not None else None

    @property
    def version(self) -> str | None:
        return self._snapshot.version if self._snapshot else None

    @property
    def day(self) -> dt.date | None:
        return self._snapshot.day if self._snapshot else None

    @property
    def checked_at(self) -> dt.datetime | None:
        """When the backend last said what is in force; None before it ever did."""
        return self._checked_at

    @property
    def is_stale(self) -> bool:
        """Whether nothing may be routed automatically: too long since the last good reading."""
        return self._checked_at is None or self._now() - self._checked_at > self._max_age

    @property
    def register(self) -> Register | None:
        return self._register

    def refresh(self, source: RegisterSource) -> None:
        """Bring it up to date. Raises what the source raises, DiskFull, DiskFailed."""
        answer = source.register(self.version)
        if isinstance(answer, RegisterDiff) and self._snapshot is not None:
            snapshot = applied(self._snapshot, answer)
        elif isinstance(answer, RegisterSnapshot):
            snapshot = answer
        else:
            return
        if snapshot != self._snapshot:
            write_durably(self._file, snapshot.model_dump_json().encode())
            register = _register(snapshot)
            self._names = _names(register)
            self._register, self._snapshot = register, snapshot
        self._checked_at = self._now()
        write_durably(self._checked_file, self._checked_at.isoformat().encode())

    def customer(self, number: str) -> Customer | None:
        return self._register.customers.get(number) if self._register else None

    def find(self, text: str, *, limit: int) -> tuple[Customer, ...]:
        """By the number's beginning, or by the name's likeness; best first."""
        wanted = text.strip()
        if not wanted or self._register is None:
            return ()
        digits = wanted.replace("-", "").replace(" ", "")
        if digits.isdigit():
            numbers = sorted(one for one in self._register.customers if one.startswith(digits))
            return tuple(self._register.customers[one] for one in numbers[:limit])
        return self._alike(wanted.casefold(), limit)

    def _alike(self, wanted: str, limit: int) -> tuple[Customer, ...]:
        names = self._names
        found = process.extract(
            wanted,
            [name for name, _ in names],
            scorer=fuzz.WRatio,
            limit=limit * 2,
            score_cutoff=_RESEMBLES,
        )
        best = dict.fromkeys(names[index][1].number for _, _, index in found)
        customers = (self.customer(number) for number in list(best)[:limit])
        return tuple(customer for customer in customers if customer is not None)


def applied(snapshot: RegisterSnapshot, diff: RegisterDiff) -> RegisterSnapshot:
    """The snapshot with a day's changes in it; entries stay in the order of their numbers."""
    entries = {entry.number: entry for entry in snapshot.entries}
    for number in diff.removed:
        entries.pop(number, None)
    entries |= {entry.number: entry for entry in diff.added}
    ordered = tuple(entries[number] for number in sorted(entries))
    return RegisterSnapshot(version=diff.version, day=diff.day, entries=ordered)


def _kept(file: Path, checked: Path) -> tuple[RegisterSnapshot | None, dt.datetime | None]:
    try:
        snapshot = RegisterSnapshot.model_validate_json(file.read_bytes())
        return snapshot, dt.datetime.fromisoformat(checked.read_text())
    except (FileNotFoundError, ValueError):
        # Nothing yet, or nothing that can be read: the next reading asks for the whole register.
        return None, None


def _register(snapshot: RegisterSnapshot | None) -> Register | None:
    if snapshot is None:
        return None
    customers = {entry.number: _customer(entry) for entry in snapshot.entries}
    return Register(snapshot.version, snapshot.day, customers)


def _customer(entry: RegisterEntry) -> Customer:
    return Customer(
        number=entry.number,
        name=entry.name,
        legal_form=entry.legal_form,
        standing=Standing(entry.standing),
        other_names=entry.other_names,
    )


def _names(register: Register | None) -> list[tuple[str, Customer]]:
    if register is None:
        return []
    return [
        (name.casefold(), customer)
        for customer in register.customers.values()
        for name in (customer.name, *customer.other_names)
    ]
