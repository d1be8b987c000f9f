"""How fast the backend takes items, lists a large mailbox and searches a large archive."""

import datetime as dt
import itertools
import os
import sqlite3
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

from mailroom.backend import practice
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend, open_backend
from mailroom.bench import backend_archive
from mailroom.bench.figures import Figure, show
from mailroom.domain.workdays import stockholm_date
from mailroom.wire import ItemMessage

ROUNDS: Final = 3
ITEMS: Final = 400
"""Of each round, ours and the peer's in turn."""
ITEM_BYTES: Final = 150_000
_AT_ONCE: Final[int] = BackendSettings.model_fields["threads"].default
"""As many as the server serves by itself, with a station or a page behind each."""
_PEER: Final = "bare file + SQLite row, both fsynced"


def run(json_out: Path | None, *, letters: int = 100_000, originals: int = 1_000_000) -> int:
    """Wall time in this process, without HTTP and drawing, on the disk of temporary files."""
    with tempfile.TemporaryDirectory(prefix="mailroom-bench-") as folder:
        intake = _intake(Path(folder))
        archive = backend_archive.measured(Path(folder), letters=letters, originals=originals)
    show("backend: intake, list, search", [*intake, *archive], json_out)
    return 0


def _intake(folder: Path) -> list[Figure]:
    settings = BackendSettings(data=folder / "intake")
    practice.seed(settings)
    ours: list[float] = []
    peers: list[float] = []
    waits: list[float] = []
    with closing(open_backend(settings)) as backend, closing(_Bare(folder / "bare")) as bare:
        made = _items(backend)
        _timed(_sends(backend, itertools.islice(made, ITEMS // 8)))
        for _ in range(ROUNDS):
            batch = list(itertools.islice(made, ITEMS))
            seconds, each = _timed(_sends(backend, batch))
            ours.append(ITEMS / seconds)
            waits += each
            seconds, _ = _timed(lambda item=item: bare.put(*item) for item in batch)
            peers.append(ITEMS / seconds)
    waits.sort()
    rate = Figure("intake_per_s", median(ours), _PEER, median(peers))
    return [
        rate,
        Figure("ratio_to_bare", rate.ratio or 0.0),
        Figure("intake_p99_ms", waits[int(0.99 * (len(waits) - 1))] * 1000),
    ]


def _timed(works: Iterable[Callable[[], object]]) -> tuple[float, list[float]]:
    """Seconds for all of them, `_AT_ONCE` at a time, and for each."""

    def one(work: Callable[[], object]) -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        began = time.perf_counter()
        each = list(pool.map(one, works))
        return time.perf_counter() - began, each


def _sends(
    backend: Backend, items: Iterable[tuple[bytes, bytes]]
) -> Iterator[Callable[[], object]]:
    """What a station's two requests come to, from their bodies on."""

    def send(document: bytes, manifest: bytes) -> None:
        message = ItemMessage.model_validate_json(manifest)
        name = message.document.sha256 if message.document else ""
        backend.intake.put_blob(BytesIO(document), name)
        backend.intake.put_item(message, manifest)

    for document, manifest in items:
        yield lambda document=document, manifest=manifest: send(document, manifest)


def _items(backend: Backend) -> Iterator[tuple[bytes, bytes]]:
    """Letters of two pages, each document another's bytes, for all active companies in turn."""
    register = backend.registers.snapshot()
    active = [entry for entry in register.entries if entry.standing == "active"]
    chance = Random(7)  # noqa: S311  bytes that do not compress, the same in every run
    now = backend.clock()
    for count in itertools.count(1):
        company = active[count % len(active)]
        document = _document(chance.randbytes(ITEM_BYTES))
        message = _message(count, register.version, company.number, company.name, now)
        blob = {"sha256": sha256(document).hexdigest(), "size_bytes": len(document)}
        message["document"] = blob | {"media_type": "application/pdf"}
        yield document, ItemMessage.model_validate(message).model_dump_json().encode()


def _message(count: int, version: str, number: str, name: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "scan_id": f"M26-{count:06d}",
        "station": practice.STATION,
        "operator": practice.OPERATORS[0][0],
        "tray": {
            "id": "T1",
            "arrived_on": stockholm_date(now),
            "postal_operator": "PostNord",
            "expected": None,
        },
        "decision": {
            "category": "scannable",
            "tier": "a",
            "route": "open_and_scan",
            "rule": "all_agree",
            "decided_by": "machine",
            "decided_at": now,
            "policy_version": "bench",
        },
        "recipient": {"number": number, "name": name},
        "evidence": {
            "register_version": version,
            "numbers_seen": [number],
            "foreign_numbers": [],
            "readings": [],
            "marks": [],
            "address_lines": [name, number, "106 31 Stockholm"],
            "sender": "Leverantören AB",
            "sender_readable": True,
        },
        "pages": [_page(0, "face"), _page(1, "content"), _page(2, "content")],
        "sheet_count": 3,
        "face": None,
        "captured_at": now,
    }


def _page(number: int, role: str) -> dict[str, Any]:
    return {
        "number": number,
        "role": role,
        "sheet": number + 1,
        "sha256": f"{number:064x}",
        "width_px": 2480,
        "height_px": 3508,
        "dpi": 300,
        "blank": False,
        "turned_deg": 0,
        "text": " ".join(backend_archive.words(Random(number), 180)),  # noqa: S311
    }


def _document(content: bytes) -> bytes:
    """A PDF of two pages around bytes that no page draws."""
    pages = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        pages,
        pages,
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
    ]
    target, starts = BytesIO(), list[int]()
    target.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        starts.append(target.tell())
        target.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    table = target.tell()
    target.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    target.writelines(b"%010d 00000 n \n" % start for start in starts)
    target.write(b"trailer<</Root 1 0 R/Size %d>>\n" % (len(objects) + 1))
    target.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return target.getvalue()


class _Bare:
    """What one would write first, and no rule of ours: a file, a row, each durable."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        address = folder / "bare.sqlite"
        with closing(self._connected(address)) as line:
            line.execute("CREATE TABLE item (id TEXT PRIMARY KEY, body BLOB)")
        self._lines = [self._connected(address) for _ in range(_AT_ONCE)]
        self._free = list(self._lines)

    def put(self, document: bytes, manifest: bytes) -> None:
        name = sha256(document).hexdigest()
        handle = os.open(self._folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            os.write(handle, document)
            os.fsync(handle)
        finally:
            os.close(handle)
        line = self._free.pop()
        line.execute("INSERT INTO item VALUES (?, ?)", (name, manifest))
        self._free.append(line)

    def close(self) -> None:
        for line in self._lines:
            line.close()

    def _connected(self, address: Path) -> sqlite3.Connection:
        line = sqlite3.connect(address, timeout=60, isolation_level=None, check_same_thread=False)
        line.execute("PRAGMA journal_mode=WAL")
        line.execute("PRAGMA synchronous=FULL")
        return line
