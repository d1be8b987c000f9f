"""Blobs are whole or not there, named by what they contain, and never changed."""

import io
import threading
from pathlib import Path

import pytest

from mailroom.backend.adapters.blobs import BlobDiffers, BlobTooLarge, LocalBlobs
from mailroom.backend.wiring import Backend
from tests.backend.builders import Desk, jpeg, pdf, sha

DATA = b"x" * 600_000


@pytest.fixture
def blobs(tmp_path: Path) -> LocalBlobs:
    return LocalBlobs(tmp_path / "blobs")


def put(blobs: LocalBlobs, data: bytes, *, name: str | None = None, limit: int = 1 << 20):
    return blobs.put(io.BytesIO(data), sha256=name or sha(data), limit_bytes=limit)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_blob_comes_back_as_it_was(blobs: LocalBlobs):
    assert put(blobs, DATA).created
    assert blobs.size(sha(DATA)) == len(DATA)
    with blobs.open(sha(DATA)) as source:
        assert source.read() == DATA


def test_the_same_again_is_not_created_again(blobs: LocalBlobs):
    put(blobs, DATA)
    before = blobs.file(sha(DATA)).stat()
    assert not put(blobs, DATA).created
    assert blobs.file(sha(DATA)).stat().st_ino == before.st_ino


def test_other_bytes_than_the_name_leave_nothing(blobs: LocalBlobs, tmp_path: Path):
    with pytest.raises(BlobDiffers):
        put(blobs, DATA, name=sha(b"other"))
    assert files(tmp_path) == []


def test_too_much_leaves_nothing(blobs: LocalBlobs, tmp_path: Path):
    with pytest.raises(BlobTooLarge):
        put(blobs, DATA, limit=1000)
    assert files(tmp_path) == []


def test_eight_at_once_make_one_file(blobs: LocalBlobs, tmp_path: Path):
    together, created = threading.Barrier(8), []

    def work() -> None:
        together.wait()
        created.append(put(blobs, DATA).created)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(created) == [False] * 7 + [True]
    assert files(tmp_path) == [blobs.file(sha(DATA))]


def test_a_station_sends_a_blob_once(desk: Desk):
    first, again = desk.put_blob(pdf("Hej")), desk.put_blob(pdf("Hej"))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json


def test_a_wrong_hash_is_refused(desk: Desk, backend: Backend):
    answer = desk.put_blob(pdf("Hej"), name=sha(b"other"))
    assert (answer.status_code, answer.json["code"]) == (422, 42200)
    assert backend.blobs.size(sha(b"other")) is None


def test_too_large_is_refused(desk: Desk, backend: Backend):
    limit = backend.settings.max_blob_mb << 20
    answer = desk.put_blob(b"%PDF-" + b"0" * limit)
    assert (answer.status_code, answer.json["code"]) == (413, 41300)


def test_another_kind_is_refused(desk: Desk):
    assert desk.put_blob(jpeg(), kind="text/html").json["code"] == 40028


@pytest.mark.parametrize(
    "name",
    [
        "../../backend.key",
        "..%2f..%2fbackend.key",
        "%2e%2e/%2e%2e/backend.key",
        "A" * 64,
        "a" * 63,
        "a" * 64 + "%00",
        "a" * 64 + "%0a",
        "incoming",
    ],
)
def test_tricks_with_paths_find_nothing(shared_desk: Desk, name: str):
    answer = shared_desk.client.put(
        f"/v1/station/blobs/{name}",
        data=b"x",
        content_type="application/pdf",
        headers=shared_desk.headers,
    )
    assert answer.status_code in {404, 405}
    data = shared_desk.practice.key_file.parent
    assert not (data / "blobs").exists() or files(data / "blobs") == []
