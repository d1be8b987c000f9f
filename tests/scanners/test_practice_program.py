"""The practice feeder as a program: started, loaded, broken and asked over HTTP."""

import http.client
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scanners.api import ScannerInfo, Situation
from scanners.host import SaneScanner
from tests.scanners.batches import request, run
from tests.scanners.pages import Tray


@pytest.fixture
def address(tmp_path: Path, tray_of: Callable[[int, int], Tray]) -> Iterator[str]:
    """The feeder is loaded with three sheets, two sides each."""
    folder = tray_of(3, 1).sheets[0].front.parent
    command = [sys.executable, "-m", "scanners.practice", folder]
    with subprocess.Popen(
        [*command, "--sane-config", tmp_path / "config"], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout
        yield program.stdout.readline().strip()
        program.send_signal(signal.SIGTERM)
        assert program.wait(10) == 0


def ask(
    address: str, verb: str, body: object = None, **headers: str
) -> tuple[int, dict[str, object]]:
    link = http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)
    try:
        method = "GET" if body is None else "POST"
        link.request(method, f"/ctl/{verb}", None if body is None else json.dumps(body), headers)
        answer = link.getresponse()
        return answer.status, json.loads(answer.read() or b"{}")
    finally:
        link.close()


def test_it_listens_on_loopback_only(address: str) -> None:
    assert urlsplit(address).hostname == "127.0.0.1"


def test_it_scans_what_it_was_loaded_with_and_more(
    address: str, tmp_path: Path, tray_of: Callable[[int, int], Tray]
) -> None:
    more = tray_of(1, 9).sheets[0]
    status, state = ask(address, "load", {"sheets": [{"front": str(more.front)}]})
    assert (status, state["hopper"]) == (200, 4)
    info = ScannerInfo("practice", "practice", "airscan")
    scanner = SaneScanner(info, "airscan:e0:PracticeFeeder", tmp_path / "config")

    assert run(scanner, request(tmp_path / "b")).numbers == [2, 4, 6, 18]
    assert ask(address, "state")[1]["fed"] == 4


def test_a_fault_ordered_over_http_happens_and_is_cleared(address: str, tmp_path: Path) -> None:
    info = ScannerInfo("practice", "practice", "airscan")
    scanner = SaneScanner(info, "airscan:e0:PracticeFeeder", tmp_path / "config")
    ask(address, "fault", {"kind": "jam", "sheet": 2})

    jammed = run(scanner, request(tmp_path / "one")).ended
    ask(address, "clear", {})
    ask(address, "refeed", {"count": jammed.lost_sheets})
    again = run(scanner, request(tmp_path / "two"))

    assert jammed.situation is Situation.PAPER_JAM
    assert again.numbers == [4, 6]


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("load", {"folder": "/nowhere"}),
        ("load", {"sheets": [{"front": "/etc/hostname"}]}),
        ("load", {"sheets": 7}),
        ("fault", {"kind": "earthquake"}),
        ("fault", {}),
        ("refeed", {"count": "all"}),
        ("dance", {}),
        ("load", []),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(address: str, verb: str, body: object) -> None:
    before = ask(address, "state")

    assert ask(address, verb, body)[0] == 400
    assert ask(address, "state") == before


def test_a_web_page_cannot_play_with_the_feeder(address: str) -> None:
    assert ask(address, "reset", {}, Origin="http://example.org")[0] == 403
    assert ask(address, "reset", {}, Host="example.org")[0] == 403
    assert ask(address, "state")[1]["hopper"] == 3
