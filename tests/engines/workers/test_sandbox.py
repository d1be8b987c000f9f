"""The sandbox: real crashes, real limits, real priorities, and nothing left behind."""

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from mailroom.domain.errors import TaskFailed, UnreadableImage, WorkerLost
from mailroom.domain.pages import Box
from mailroom.engines.workers.sandbox import WorkerPool
from tests.engines import sandbox_tasks as tasks

ROOT = Path(__file__).parents[3]
WAIT_S = 60


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1, wall_limit_s=20, cpu_limit_s=10, memory_limit_mb=512)
    yield pool
    pool.close()


def _gone(pid: int, within_s: float = 5.0) -> bool:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


def test_a_task_runs_in_another_process_and_its_value_comes_back(pool: WorkerPool):
    assert pool.submit(tasks.add, 2, second=3).result(WAIT_S) == 5
    assert pool.submit(tasks.own_pid).result(WAIT_S) != os.getpid()
    assert pool.submit(tasks.box).result(WAIT_S) == Box(1, 2, 3, 4)


@pytest.mark.parametrize("crash", [tasks.segfault, tasks.swell])
def test_a_crash_is_a_lost_worker_and_the_next_task_finds_a_new_one(
    pool: WorkerPool, crash: Callable[[], object]
):
    before = pool.submit(tasks.own_pid).result(WAIT_S)
    with pytest.raises(WorkerLost):
        pool.submit(crash).result(WAIT_S)
    assert pool.submit(tasks.own_pid).result(WAIT_S) != before
    assert _gone(before)


def test_an_endless_loop_ends_at_the_cpu_limit():
    pool = WorkerPool(1, wall_limit_s=60, cpu_limit_s=1)
    try:
        began = time.monotonic()
        with pytest.raises(WorkerLost):
            pool.submit(tasks.spin).result(WAIT_S)
        assert time.monotonic() - began < 30
    finally:
        pool.close()


@pytest.mark.parametrize("stuck", [tasks.hang, tasks.stop_self, tasks.ignore_everything])
def test_a_hang_ends_at_the_wall_limit(stuck: Callable[[], None]):
    pool = WorkerPool(1, wall_limit_s=1.0, cpu_limit_s=60)
    try:
        pid = pool.submit(tasks.own_pid).result(WAIT_S)
        began = time.monotonic()
        with pytest.raises(WorkerLost, match="wall limit"):
            pool.submit(stuck).result(WAIT_S)
        assert time.monotonic() - began < 6
        assert _gone(pid)
    finally:
        pool.close()


def test_cpu_time_is_granted_anew_for_every_task():
    pool = WorkerPool(1, cpu_limit_s=2)
    try:
        pids = {pool.submit(_burn_then_pid, 1.2).result(WAIT_S) for _ in range(4)}
        assert len(pids) == 1
    finally:
        pool.close()


def _burn_then_pid(cpu_s: float) -> int:
    until = time.process_time() + cpu_s
    while time.process_time() < until:
        pass
    return os.getpid()


def test_a_mailroom_error_arrives_as_itself(pool: WorkerPool):
    with pytest.raises(UnreadableImage, match="torn file"):
        pool.submit(tasks.unreadable).result(WAIT_S)


def test_a_bug_arrives_with_type_and_place_but_without_its_text(pool: WorkerPool):
    with pytest.raises(TaskFailed) as caught:
        pool.submit(tasks.bug).result(WAIT_S)
    assert "ValueError" in str(caught.value)
    assert "sandbox_tasks.py" in str(caught.value)
    assert "Hemliga" not in str(caught.value)


def test_what_cannot_be_pickled_is_said_at_once(pool: WorkerPool):
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        pool.submit(lambda: 1)
    with pytest.raises(TaskFailed):
        pool.submit(tasks.unpicklable).result(WAIT_S)


def test_only_values_come_back(pool: WorkerPool):
    with pytest.raises(WorkerLost, match="no value"):
        pool.submit(tasks.callable_value).result(WAIT_S)


def test_no_secret_of_the_environment_reaches_a_worker(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MAILROOM_KEY", "secret")
    pool = WorkerPool(1)
    try:
        environment = pool.submit(tasks.environment).result(WAIT_S)
    finally:
        pool.close()
    assert "MAILROOM_KEY" not in environment
    assert environment["OMP_THREAD_LIMIT"] == "1"


def test_a_worker_reaches_no_network_where_the_kernel_allows_it(pool: WorkerPool):
    ways = (["unshare", "-n", "true"], ["unshare", "-rn", "true"])
    tried = [subprocess.run(way, check=False, capture_output=True).returncode for way in ways]
    with socket.create_server(("127.0.0.1", 0)) as server:
        reached = pool.submit(tasks.connect, server.getsockname()[1]).result(WAIT_S)
    assert reached == all(tried)


def test_urgent_work_goes_first(pool: WorkerPool, tmp_path: Path):
    notes = tmp_path / "notes"
    futures = [pool.submit(tasks.note, notes, "first", 0.5)]
    _until(notes.exists)
    futures += [pool.submit(tasks.note, notes, "page") for _ in range(3)]
    futures += [pool.submit_urgent(tasks.note, notes, "face")]
    for future in futures:
        future.result(WAIT_S)
    assert notes.read_text().split() == ["first", "face", "page", "page", "page"]


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_urgent_work_never_waits_behind_pages():
    pool = WorkerPool(2)
    try:
        pages = [pool.submit(tasks.hang, 30.0) for _ in range(4)]
        _until(lambda: sum(page.running() for page in pages) == 2)
        assert pool.submit_urgent(tasks.add, 1, 1).result(20) == 2
        assert not any(page.done() for page in pages)
    finally:
        pool.close()


def test_warm_up_comes_before_the_first_task_and_again_in_a_new_worker():
    pool = WorkerPool(1, warm_up=tasks.warm)
    try:
        assert pool.submit(tasks.is_warm).result(WAIT_S)
        with pytest.raises(WorkerLost):
            pool.submit(tasks.segfault).result(WAIT_S)
        assert pool.submit(tasks.is_warm).result(WAIT_S)
    finally:
        pool.close()


def test_a_worker_that_cannot_start_loses_its_task_instead_of_hanging():
    pool = WorkerPool(1, warm_up=tasks.fail_to_warm)
    try:
        with pytest.raises(WorkerLost):
            pool.submit(tasks.own_pid).result(WAIT_S)
    finally:
        pool.close()


def test_closing_leaves_no_process_and_no_waiting_caller():
    before = set(psutil.Process().children(recursive=True))
    pool = WorkerPool(2)
    grandchild = pool.submit(tasks.start_grandchild).result(WAIT_S)
    running = [pool.submit(tasks.hang) for _ in range(2)]
    waiting = pool.submit(tasks.own_pid)
    _until(lambda: all(task.running() for task in running))
    pool.close()
    assert waiting.cancelled()
    for task in running:
        with pytest.raises(WorkerLost):
            task.result(0)
    assert _gone(grandchild)
    assert set(psutil.Process().children(recursive=True)) <= before
    with pytest.raises(RuntimeError):
        pool.submit(tasks.own_pid)


def test_workers_die_with_their_parent():
    program = (
        "from mailroom.engines.workers.sandbox import WorkerPool\n"
        "from tests.engines import sandbox_tasks as tasks\n"
        "pool = WorkerPool(1)\n"
        "print(pool.submit(tasks.own_pid).result(60), flush=True)\n"
        "pool.submit(tasks.spin).result(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    with parent.stdout:
        worker = int(parent.stdout.readline())
    assert psutil.pid_exists(worker)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert _gone(worker)


def test_the_pool_says_how_much_memory_its_workers_took(pool: WorkerPool):
    pool.submit(tasks.own_pid).result(WAIT_S)
    (peak,) = pool.peak_memory_mb()
    assert 5 < peak < 200
