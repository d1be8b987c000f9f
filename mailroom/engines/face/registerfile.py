"""The day's register from its snapshot file, kept ready in each worker."""

from pathlib import Path

from mailroom.domain.register import Customer, Register, Standing
from mailroom.domain.twins import Directory
from mailroom.wire import RegisterSnapshot

_kept: dict[Path, tuple[tuple[int, int], Directory]] = {}


def directory_of(file: Path) -> Directory:
    """Read once per file and change; raises OSError or ValueError when it is no snapshot."""
    status = file.stat()
    state = status.st_mtime_ns, status.st_size
    kept = _kept.get(file)
    if kept is not None and kept[0] == state:
        return kept[1]
    snapshot = RegisterSnapshot.model_validate_json(file.read_bytes())
    directory = Directory(_register(snapshot))
    _kept.clear()
    _kept[file] = state, directory
    return directory


def _register(snapshot: RegisterSnapshot) -> Register:
    customers = {
        entry.number: Customer(
            entry.number,
            entry.name,
            entry.legal_form,
            Standing(entry.standing),
            entry.other_names,
        )
        for entry in snapshot.entries
    }
    return Register(snapshot.version, snapshot.day, customers)
