"""Blobs are whole or not there, named by what they contain, and never changed."""

import io
import os
import shutil
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.backend.adapters.blobs import BlobDiffers, Blobs, BlobTooLarge, LocalBlobs
from mailroom.backend.adapters.s3 import S3Blobs, s3_client
from mailroom.backend.wiring import Backend
from mailroom.domain.errors import DiskFailed
from tests.backend.builders import Desk, jpeg, pdf, sha
from tests.backend.s3 import S3Server

DATA = b"x" * 600_000


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    with S3Server() as server:
        yield server


@pytest.fixture(params=["files", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "files":
        return LocalBlobs(tmp_path / "blobs")
    return bucket(request, tmp_path / "cache")


def bucket(request: pytest.FixtureRequest, cache: Path) -> S3Blobs:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "tests")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
        server: S3Server = request.getfixturevalue("s3")
        client = s3_client(endpoint=server.address, region="eu-north-1", timeout_s=10)
        name = f"bucket-{uuid.uuid4().hex}"
        place = {"LocationConstraint": "eu-north-1"}
        client.create_bucket(Bucket=name, CreateBucketConfiguration=place)
    # One byte: whatever has not been asked for lately is thrown out of the cache.
    return S3Blobs(bucket=name, prefix="mail/", cache=cache, cache_bytes=1, client=client)


def put(blobs: Blobs, data: bytes, *, name: str | None = None, limit: int = 1 << 20):
    return blobs.put(io.BytesIO(data), sha256=name or sha(data), limit_bytes=limit)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_blob_comes_back_as_it_was(blobs: Blobs):
    assert put(blobs, DATA).created
    assert blobs.size(sha(DATA)) == len(DATA)
    with blobs.open(sha(DATA)) as source:
        assert source.read() == DATA


def test_the_same_again_is_not_created_again(blobs: Blobs):
    put(blobs, DATA)
    before = blobs.file(sha(DATA)).stat()
    assert not put(blobs, DATA).created
    assert blobs.file(sha(DATA)).stat().st_ino == before.st_ino


def test_what_is_removed_is_gone_and_may_be_removed_again_and_come_back(blobs: Blobs):
    put(blobs, DATA)
    blobs.file(sha(DATA))
    for _ in range(2):
        blobs.remove(sha(DATA))
        assert blobs.size(sha(DATA)) is None
        with pytest.raises(FileNotFoundError):
            blobs.file(sha(DATA)).open("rb")
    assert put(blobs, DATA).created


def test_what_is_not_there_is_said_as_of_files(blobs: Blobs):
    assert blobs.size(sha(b"nothing")) is None
    with pytest.raises(FileNotFoundError):
        blobs.open(sha(b"nothing"))
    with pytest.raises(FileNotFoundError):
        blobs.file(sha(b"nothing")).open("rb")


def test_a_cache_that_was_emptied_is_filled_again(request: pytest.FixtureRequest, tmp_path: Path):
    blobs = bucket(request, tmp_path / "cache")
    put(blobs, DATA)
    assert blobs.file(sha(DATA)).read_bytes() == DATA
    shutil.rmtree(tmp_path / "cache")
    assert blobs.file(sha(DATA)).read_bytes() == DATA


def test_the_cache_loses_what_nobody_asked_for_lately(
    request: pytest.FixtureRequest, tmp_path: Path
):
    blobs = bucket(request, tmp_path / "cache")
    names = [sha(b"%d" % number) for number in range(50)]
    for number in range(50):
        put(blobs, b"%d" % number)
    for name in names[:49]:
        os.utime(blobs.file(name), (1, 1))
    blobs.file(names[49])
    assert files(tmp_path / "cache") == [tmp_path / "cache" / names[49][:2] / names[49]]


def test_a_bucket_that_does_not_answer_is_a_disk_that_failed(
    request: pytest.FixtureRequest, tmp_path: Path
):
    blobs = bucket(request, tmp_path / "cache")
    blobs.client.delete_bucket(Bucket=blobs.bucket)
    with pytest.raises(DiskFailed):
        put(blobs, DATA)


def test_a_writing_that_meets_another_is_tried_again(
    request: pytest.FixtureRequest, tmp_path: Path, s3: S3Server
):
    """What it met may be a removal: "there already" would then be said of nothing."""
    blobs = bucket(request, tmp_path / "cache")
    s3.conflicts = 2
    assert put(blobs, DATA).created
    assert blobs.size(sha(DATA)) == len(DATA)


def test_writings_that_meet_others_for_ever_are_a_disk_that_failed(
    request: pytest.FixtureRequest, tmp_path: Path, s3: S3Server
):
    blobs = bucket(request, tmp_path / "cache")
    s3.conflicts = 3
    with pytest.raises(DiskFailed):
        put(blobs, DATA)
    assert s3.conflicts == 0


def test_other_bytes_than_the_name_leave_nothing(blobs: Blobs, tmp_path: Path):
    with pytest.raises(BlobDiffers):
        put(blobs, DATA, name=sha(b"other"))
    assert files(tmp_path) == []


def test_too_much_leaves_nothing(blobs: Blobs, tmp_path: Path):
    with pytest.raises(BlobTooLarge):
        put(blobs, DATA, limit=1000)
    assert files(tmp_path) == []


def test_eight_at_once_make_one_file(blobs: Blobs, tmp_path: Path):
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
    assert blobs.file(sha(DATA)).read_bytes() == DATA
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
