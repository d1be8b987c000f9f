"""A review queue over real envelopes at the end of a slow line: real backend, real client."""

import base64
import datetime as dt
import uuid
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from PIL import Image

from mailroom.backend.practice import seed
from mailroom.backend.services import review_offers
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import open_backend
from mailroom.bench.slowline import SlowLine
from mailroom.demo.services import practice_backend
from mailroom.domain.decisions import (
    Category,
    Decision,
    Doubt,
    DoubtReason,
    PaperRoute,
    Recipient,
    Tier,
)
from mailroom.domain.evidence import Evidence
from mailroom.domain.pages import Page, PageRole
from mailroom.domain.review import Offer, shown
from mailroom.domain.workdays import stockholm_date
from mailroom.engines.face.drawing import draw_face
from mailroom.engines.link.room import HttpRoom
from mailroom.evaluate.items import items_in, page_of
from mailroom.settings import resources

_NOTHING_READ: Final = Evidence((), 0, None, (), (), (), (), (), None, (), "")


@contextmanager
def distant_room(workspace: Path, *, cases: int, round_trip_s: float) -> Generator[HttpRoom]:
    """Somebody is signed in; so many items wait, each with a proposal one key accepts."""
    settings = BackendSettings(data=workspace / "backend")
    practice = seed(settings)
    _fill(settings, practice.station, cases)
    with practice_backend(workspace) as url:
        port = urlsplit(url).port or 0
        with (
            SlowLine(port, round_trip_s / 2) as line,
            closing(HttpRoom(line.url)) as room,
        ):
            room.sign_in(practice.operators[0], practice.secret)
            yield room


def _fill(settings: BackendSettings, station: str, cases: int) -> None:
    with closing(open_backend(settings)) as backend:
        now = backend.clock()
        with backend.database.writing() as session:
            for offer in islice(_offers(now), cases):
                review_offers.put(session, offer, station=station, now=now)


def _offers(now: dt.datetime) -> Iterator[Offer]:
    """Of the practice tray's envelopes, drawn as a station draws them."""
    tray = items_in(resources() / "samples" / "tray")
    faces = [_face(item.front) for item in tray if item.front is not None]
    drawn = [(face, draw_face(face, None, _NOTHING_READ)) for face in faces]
    for number, (face, pictures) in enumerate(cycle(drawn), start=1):
        side = base64.b64encode(pictures.sides[0]).decode("ascii")
        yield Offer(
            item=str(uuid.uuid4()),
            revision=1,
            scan_id=f"BENCH-{number:05}",
            arrived_on=stockholm_date(now),
            doubt=_doubt(now),
            evidence=_NOTHING_READ,
            snippet=base64.b64encode(pictures.snippet).decode("ascii"),
            pages=(shown(face, side),),
        )


def _face(file: Path) -> Page:
    with Image.open(file) as image:
        width, height = image.size
    return replace(page_of(file, PageRole.FACE, 0, "front"), width_px=width, height_px=height)


def _doubt(now: dt.datetime) -> Doubt:
    decision = Decision(
        category=Category.SCANNABLE,
        tier=Tier.B,
        route=PaperRoute.OPEN_AND_SCAN,
        rule="bench",
        decided_by="machine",
        decided_at=now,
        recipient=Recipient("5577067472", "Marklund Måleri AB"),
    )
    return Doubt(DoubtReason.ONE_READER, "r8_one_reader", decision)
