"""The review queue for pictures and tests: a busy one, an empty one, items on the screen."""

import base64
import datetime as dt
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRect
from PySide6.QtGui import QImage, QTransform

from mailroom.domain.errors import BackendRefused, BackendUnreachable
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.evidence import Evidence
from mailroom.domain.items import Item
from mailroom.domain.pages import Page
from mailroom.domain.review import (
    Case,
    Claimed,
    ClaimReview,
    Line,
    Offer,
    Queue,
    SeeReviews,
    Shown,
    Stage,
)
from mailroom.domain.sorting import Doubt, DoubtReason

DAY: Final = dt.date(2026, 11, 20)
NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
_DUE: Final = DAY + dt.timedelta(days=3)
_SIDE_PX: Final = 1500
_MARGIN_PX: Final = 36

QUEUE: Final = Queue(
    DAY,
    tuple(
        Line(
            f"0000{place}",
            f"BORD-{desk}-261120-{place * 7:05}",
            f"bord-{desk}",
            due,
            why,
            stage,
            by,
        )
        for place, (desk, due, why, stage, by) in enumerate(
            (
                (2, DAY - dt.timedelta(days=1), DoubtReason.NEAR_TWIN, Stage.SUPERVISOR, ""),
                (1, DAY, DoubtReason.CHECK_DIGIT, Stage.CLAIMED, "Ola"),
                (3, DAY, DoubtReason.TWO_NUMBERS, Stage.SECOND, ""),
                (2, _DUE, DoubtReason.NAME_DISAGREES, Stage.WAITING, ""),
                (1, _DUE, DoubtReason.HANDWRITING, Stage.WAITING, ""),
                (3, _DUE, DoubtReason.MARKETING_UNSURE, Stage.LATER, ""),
                (1, _DUE, DoubtReason.ONE_READER, Stage.SENT, ""),
            ),
            start=1,
        )
    ),
    overtaken=(),
)


def case_of(item: Item, *, second: bool = False) -> Case:
    """An item of the practice mail as another console would be shown it."""
    face, doubt, evidence = item.face, item.doubt, item.evidence
    assert face is not None  # noqa: S101  practice items in doubt have all three
    assert doubt is not None  # noqa: S101
    assert evidence is not None  # noqa: S101
    box = evidence.address
    part = None
    if box is not None:
        m = _MARGIN_PX
        part = QRect(box.x - m, box.y - m, box.width + 2 * m, box.height + 2 * m)
    offer = Offer(
        item=item.id,
        revision=item.revision,
        scan_id=item.scan_id,
        arrived_on=DAY,
        doubt=doubt,
        evidence=evidence,
        snippet=_jpeg(face, part),
        pages=tuple(_shown(page) for page in item.sheets[0].pages),
    )
    return Case(offer, "bord-2", _DUE, NOW + dt.timedelta(minutes=5), is_second=second)


def sample(item: Item) -> tuple[Event, ...]:
    """A random sample on the screen: its picture as it was captured, and no reading."""
    case, face = case_of(item), item.face
    assert face is not None  # noqa: S101  practice items have one
    raw = base64.b64encode(face.image.read_bytes()).decode("ascii")
    sides = (replace(case.offer.pages[0], jpeg=raw, is_upright=False),)
    unseen = Evidence((), 0, None, (), (), (), (), (), None, (), "")
    blind = Doubt(DoubtReason.BLIND_CHECK, "blind_check")
    offer = replace(case.offer, doubt=blind, evidence=unseen, snippet="", pages=sides)
    return (*busy(), RoomTold(ClaimReview(), Claimed(replace(case, offer=offer)), NOW))


def busy(*, stale: bool = False) -> tuple[Event, ...]:
    return (RoomTold(SeeReviews(), QUEUE, NOW, BackendUnreachable.code if stale else ""),)


def late() -> tuple[Event, ...]:
    """One's own verdict came after its desk's."""
    told = replace(QUEUE, overtaken=("BORD-2-261120-00031",))
    taken = RoomTold(ClaimReview(item="00002"), None, None, BackendRefused.code, "40950")
    return (RoomTold(SeeReviews(), told, NOW), taken)


def quiet() -> tuple[Event, ...]:
    return (RoomTold(SeeReviews(), Queue(DAY, ()), NOW),)


def held(item: Item, *, second: bool = False) -> tuple[Event, ...]:
    """The item is on the screen."""
    return (*busy(), RoomTold(ClaimReview(), Claimed(case_of(item, second=second)), NOW))


def _shown(page: Page) -> Shown:
    return Shown(
        page=page.id,
        role=page.role,
        width_px=page.width_px,
        height_px=page.height_px,
        dpi=page.dpi,
        turned_deg=page.turned_deg or 0,
        jpeg=_jpeg(page, None),
    )


def _jpeg(page: Page, part: QRect | None) -> str:
    image = QImage(str(page.image))
    if part is not None:
        image = image.copy(part.intersected(image.rect()))
    if max(image.width(), image.height()) > _SIDE_PX:
        wide = image.width() >= image.height()
        image = image.scaledToWidth(_SIDE_PX) if wide else image.scaledToHeight(_SIDE_PX)
    image = image.transformed(QTransform().rotate(page.turned_deg or 0))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 74)  # pyright: ignore[reportArgumentType, reportCallIssue]  the stubs want bytes
    return base64.b64encode(bytes(buffer.data().data())).decode("ascii")
