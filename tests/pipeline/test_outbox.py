"""What is sealed is what is sent, until a receipt proves that it has arrived."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailroom.domain.batches import BatchMode
from mailroom.domain.decisions import Category, Decision, PaperRoute, Tier
from mailroom.domain.errors import (
    BackendRefused,
    BackendUnreachable,
    BytesChanged,
    MailroomError,
    ReceiptInvalid,
    SignInRefused,
)
from mailroom.domain.items import Item, ItemState
from mailroom.domain.outgoing import SealedItem
from mailroom.engines.link.http import HttpBackend
from mailroom.engines.link.session import BackendLink
from mailroom.engines.link.stationkey import StationKey
from mailroom.pipeline.outbox import Sealing, Sending
from tests.pipeline.desk import NOW, CaptureDesk
from tests.pipeline.feeder import Feeder, sheets
from tests.pipeline.receiver import Fault, Receiver, receiving

MARKETING = Decision(Category.MARKETING, Tier.A, PaperRoute.DESTROY, "test", "machine", NOW)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as server:
        yield server


@pytest.fixture
def backend(receiver: Receiver, tmp_path: Path) -> Iterator[HttpBackend]:
    backend = linked(receiver.url, tmp_path)
    yield backend
    backend.close()


def linked(url: str, folder: Path) -> HttpBackend:
    key = StationKey.open(folder / "station.key")
    pinned = folder / "backend.key"
    link = BackendLink(url, station="desk-1", key=key, pinned=pinned, now=_now)
    return HttpBackend(link)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def item(desk: CaptureDesk) -> Item:
    """A decided advertisement, sealed."""
    desk.feed(BatchMode.FACE, Feeder(sheets(1, 1)))
    item = replace(desk.items()[0], state=ItemState.RELEASING, decision=MARKETING)
    return Sealing("desk-1", desk.spool.seals.seal)(item)


@pytest.fixture
def send(desk: CaptureDesk, backend: HttpBackend) -> Sending:
    return Sending(desk.spool.seals.sealed, backend)


def test_a_verified_receipt_delivers(send: Sending, item: Item, receiver: Receiver) -> None:
    done = send(item)
    assert done.state is ItemState.DELIVERED
    assert done.receipt is not None
    assert list(receiver.items) == [item.id]
    assert item.face is not None
    assert receiver.blobs == {item.face.sha256: item.face.image.read_bytes()}


@pytest.mark.parametrize(
    ("fault", "situation"),
    [
        (Fault.UNAVAILABLE, BackendUnreachable),
        (Fault.CUT, BackendUnreachable),
        (Fault.GARBLED, BackendUnreachable),
        (Fault.OTHER_BYTES, ReceiptInvalid),
        (Fault.FORGED, ReceiptInvalid),
    ],
)
def test_an_unknown_outcome_is_tried_again_with_the_same_bytes(
    send: Sending,
    item: Item,
    receiver: Receiver,
    fault: Fault,
    situation: type[MailroomError],
) -> None:
    receiver.faults = [fault]
    with pytest.raises(situation):
        send(item)
    assert send(item).state is ItemState.DELIVERED
    assert len(set(receiver.puts)) == 1
    assert list(receiver.items) == [item.id]


def test_a_refusal_is_not_tried_again(send: Sending, item: Item, receiver: Receiver) -> None:
    receiver.faults = [Fault.REFUSED]
    with pytest.raises(BackendRefused):
        send(item)
    assert receiver.items == {}


def test_a_token_that_ended_is_renewed_in_passing(
    send: Sending, item: Item, receiver: Receiver
) -> None:
    receiver.faults = [Fault.SIGNED_OUT]
    assert send(item).state is ItemState.DELIVERED
    assert receiver.sign_ins == 2


def test_nobody_there(item: Item, desk: CaptureDesk, tmp_path: Path) -> None:
    backend = linked("http://127.0.0.1:9", tmp_path)
    with pytest.raises(BackendUnreachable):
        Sending(desk.spool.seals.sealed, backend)(item)
    backend.close()


def test_another_backend_under_the_same_address_is_not_believed(
    send: Sending, item: Item, tmp_path: Path
) -> None:
    send(item)
    with receiving() as other:
        stranger = linked(other.url, tmp_path)
        with pytest.raises(SignInRefused):
            stranger.put_item(_sealed(send, item))
        stranger.close()
    assert other.items == {}


def _sealed(send: Sending, item: Item) -> SealedItem:
    parcel = send.sealed(item.id)
    assert parcel is not None
    return parcel


def test_changed_bytes_are_never_sent(send: Sending, item: Item, receiver: Receiver) -> None:
    assert item.face is not None
    item.face.image.write_bytes(b"\xff\xd8 other \xff\xd9")
    with pytest.raises(BytesChanged):
        send(item)
    assert receiver.items == {}


def test_a_changed_manifest_is_never_sent(send: Sending, item: Item, receiver: Receiver) -> None:
    manifest = _sealed(send, item).manifest
    manifest.write_bytes(manifest.read_bytes().replace(b"marketing", b"scannable"))
    with pytest.raises(BytesChanged):
        send(item)
    assert receiver.items == {}


def test_a_changed_page_is_not_even_sealed(desk: CaptureDesk, item: Item) -> None:
    assert item.face is not None
    item.face.image.write_bytes(b"other")
    with pytest.raises(BytesChanged):
        Sealing("desk-1", desk.spool.seals.seal)(item)


def test_sealing_twice_gives_the_same_bytes(desk: CaptureDesk, item: Item) -> None:
    first = desk.spool.seals.sealed(item.id)
    Sealing("desk-1", desk.spool.seals.seal)(item)
    assert desk.spool.seals.sealed(item.id) == first
