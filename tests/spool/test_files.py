"""Files are whole or not there, whatever ends the process or fills the disk."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mailroom.domain.errors import DiskFailed, DiskFull
from mailroom.points import KILL_AT, Point
from mailroom.spool.files import Reserve, write_durably

_WRITE_TWICE = """
import sys
from pathlib import Path
from mailroom.spool.files import write_durably
target = Path(sys.argv[1])
write_durably(target, b"old" * 1000)
write_durably(target, b"new" * 1000)
"""


@pytest.mark.parametrize("point", [Point.FILE_WRITTEN, Point.FILE_SYNCED, Point.FILE_RENAMED])
@pytest.mark.parametrize("count", [1, 2])
def test_a_killed_write_leaves_the_old_or_the_new(tmp_path: Path, point: Point, count: int) -> None:
    target = tmp_path / "a" / "b" / "file"
    run = subprocess.run(
        [sys.executable, "-c", _WRITE_TWICE, str(target)],
        env={**os.environ, KILL_AT: f"{point}:{count}"},
        check=False,
    )
    assert run.returncode == -signal.SIGKILL
    held = target.read_bytes() if target.exists() else None
    before = None if count == 1 else b"old" * 1000
    after = (b"old" if count == 1 else b"new") * 1000
    assert held == (after if point is Point.FILE_RENAMED else before)


def test_a_full_disk_is_a_situation_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "file"
    write_durably(target, b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(DiskFull):
            write_durably(target, b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_failing_device_is_a_situation() -> None:
    with pytest.raises(DiskFailed):
        write_durably(Path("/proc/nowhere/file"), b"x")


def test_no_batch_begins_below_the_reserve(tmp_path: Path) -> None:
    plenty = Reserve(tmp_path, reserve_mb=1, spare_mb=1)
    plenty.check()
    assert plenty.keep_spare()
    assert (tmp_path / "spare").stat().st_size == 1024 * 1024
    assert plenty.keep_spare()
    assert plenty.give_spare()
    assert not plenty.give_spare()
    short = Reserve(tmp_path, reserve_mb=plenty.free_mb() * 2, spare_mb=1)
    assert not short.keep_spare()
    with pytest.raises(DiskFull):
        short.check()
