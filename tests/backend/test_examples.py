"""The example client does against the real server what its text says."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mailroom.backend.__main__ import main
from mailroom.backend.adapters.webhooks import signed
from mailroom.domain.pagework import PageWork
from mailroom.engines.document.clauses import breaches_in
from mailroom.engines.document.pdf import write_document
from tests.backend.builders import ACTIVE, NOW, pdf
from tests.backend.serving import Server
from tests.engines.paper import item
from tests.engines.paper import page as captured

Run = Callable[..., subprocess.CompletedProcess[str]]
CLIENT = Path(__file__).parents[2] / "resources" / "examples" / "mailbox_client.py"


@pytest.fixture
def run(server: Server, capsys: pytest.CaptureFixture[str]):
    data = ["--data", str(server.settings.data)]
    company = ["--company", ACTIVE[0]]
    secrets = {}
    for words in (["integrator", "books"], ["tenant", "power", "--name", "Kraftbolaget AB"]):
        assert main([*data, *words, *company]) == 0
        secrets[words[1]] = capsys.readouterr().out.split()[-1]

    def run(client: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(CLIENT), f"http://127.0.0.1:{server.port}", client, *words],
            env=os.environ | {"MAILBOX_SECRET": secrets[client]},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def test_what_one_program_sends_another_fetches(run: Run, tmp_path: Path):
    document = tmp_path / "brev.pdf"
    document.write_bytes(pdf("Hej"))
    letter = ("send", f"SE{ACTIVE[0]}01", "Elnätsavgift", str(document))
    first, again = run("power", *letter), run("power", *letter)
    assert (first.returncode, first.stdout) == (0, again.stdout), first.stderr
    (tmp_path / "fetched").mkdir()
    fetched = run("books", "fetch", str(tmp_path / "fetched"))
    assert fetched.returncode == 0, fetched.stderr
    (file,) = (tmp_path / "fetched").iterdir()
    assert (file.stem, file.read_bytes()) == (first.stdout.strip(), document.read_bytes())
    nobody = run("power", "send", "SE202100548901", "Hej", str(document))
    assert nobody.returncode == 1


def test_a_service_with_a_limit_gets_a_light_copy_and_the_archive_keeps_its_own(
    run: Run, tmp_path: Path
):
    document = _heavy(tmp_path)
    letter = ("send", f"SE{ACTIVE[0]}01", "Ett foto", str(document))
    assert run("power", *letter).returncode == 0
    most_kb = document.stat().st_size // 2000
    for folder, *limit in (("light", str(most_kb)), ("whole",)):
        (tmp_path / folder).mkdir()
        fetched = run("books", "fetch", str(tmp_path / folder), *limit)
        assert fetched.returncode == 0, fetched.stderr
    (light,), (whole,) = ((tmp_path / name).iterdir() for name in ("light", "whole"))
    assert whole.read_bytes() == document.read_bytes()
    assert 0 < light.stat().st_size <= most_kb * 1000
    assert not breaches_in(light)
    assert run("books", "fetch", str(tmp_path / "light"), "1").returncode == 1


def _heavy(folder: Path) -> Path:
    """A page that nothing but a picture can stand for, as the station writes it."""
    noise = np.random.default_rng(5).integers(0, 255, (1100, 800, 3), dtype=np.uint8)
    file = folder / "photo.jpg"
    Image.fromarray(noise).resize((2480, 3508)).save(file, dpi=(300, 300))
    one = captured(file)
    work = PageWork(one.id, False, 0, True, 0.0, "", None, unread=True)  # noqa: FBT003  its own order
    return write_document(item([one]), [work], folder / "letter.pdf").file


def test_a_call_is_believed_by_its_signature_and_its_time():
    is_genuine = runpy.run_path(str(CLIENT))["is_genuine"]
    now = NOW.timestamp()
    headers = signed(b"{}", timestamp=int(now), secrets=["new", "old"])
    assert is_genuine(headers, b"{}", "old", now=now)
    assert is_genuine(headers, b"{}", "new", now=now + 60)
    assert not is_genuine(headers, b"{ }", "new", now=now)
    assert not is_genuine(headers, b"{}", "another", now=now)
    assert not is_genuine(headers, b"{}", "new", now=now + 3600)
