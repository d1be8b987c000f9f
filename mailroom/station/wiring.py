"""The station's composition root: the only place that chooses engines."""

import datetime as dt
import os
from functools import partial

from mailroom.domain.batches import SheetSeen
from mailroom.domain.decisions import Decision, Doubt, DoubtReason, Tier
from mailroom.domain.evidence import Evidence
from mailroom.domain.pages import Page
from mailroom.domain.sorting import decide
from mailroom.engines.document.madewith import made_with
from mailroom.engines.document.pdf import write_document
from mailroom.engines.face.drawing import draw_face
from mailroom.engines.face.outside import read_face
from mailroom.engines.face.separator import read_boundary
from mailroom.engines.link.http import HttpBackend
from mailroom.engines.link.room import HttpRoom
from mailroom.engines.link.session import BackendLink
from mailroom.engines.link.stationkey import StationKey
from mailroom.engines.ocr.tessdata import require_languages
from mailroom.engines.page.imprint import read_imprint
from mailroom.engines.page.work import read_page
from mailroom.engines.settled import write_settled
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.engines.workers.warmup import warm_up
from mailroom.pipeline.document import DocumentStage
from mailroom.pipeline.ports import Workers
from mailroom.pipeline.proof import Proving
from mailroom.settings import StationSettings
from mailroom.spool.spool import Spool
from mailroom.station.drivers import Drivers
from mailroom.station.parts import Parts, Rules
from mailroom.station.profiles import read_profiles
from mailroom.station.register import RegisterKeeper
from mailroom.station.service import LocalStation
from mailroom.station.sortingtable import PolicyKeeper
from scanners.host import batch_is_live


def build_station(settings: StationSettings) -> LocalStation:
    """A running station. The caller closes it.

    Raises SpoolTooNew, NotDurable, DiskFull, DiskFailed when the workspace cannot be trusted,
    SignInRefused when the station's key file is damaged, ProfilesWrong for a file of profiles,
    LanguageMissing when a language of the settings is not installed.
    """
    require_languages(settings.more_languages)
    station = LocalStation(_parts(settings))
    station.start()
    return station


def _parts(settings: StationSettings) -> Parts:
    workspace = settings.workspace
    spool = Spool(workspace, station=settings.station, reserve_mb=settings.reserve_mb, now=_now)
    max_age = dt.timedelta(hours=settings.register_max_age_h)
    register = RegisterKeeper(workspace, max_age=max_age, now=_now)
    policy = PolicyKeeper(workspace)
    count = settings.workers or os.cpu_count() or 1
    workers = WorkerPool(count, warm_up=partial(warm_up, settings.more_languages))
    return Parts(
        rules=Rules(
            settings.station,
            dt.timedelta(seconds=settings.release_delay_s),
            document_threads=count,
            review_after=_review_after(settings),
        ),
        spool=spool,
        register=register,
        policy=policy,
        backend=_backend(settings),
        scanners=Drivers(settings.feeders),
        workers=workers,
        read_face=read_face,
        draw_face=draw_face,
        decide=_Rulebook(register, policy, auto_release=settings.auto_release_tier_a),
        read_imprint=read_imprint,
        document=_document_stage(settings, workers, register),
        boundary=_Boundaries(workers, register),
        is_live=batch_is_live,
        now=_now,
        room=HttpRoom(settings.backend_url),
        profiles=read_profiles(settings.profiles),
    )


def _review_after(settings: StationSettings) -> dt.timedelta | None:
    if settings.review_after_s < 0:
        return None
    return dt.timedelta(seconds=settings.review_after_s)


def _document_stage(
    settings: StationSettings, workers: Workers, register: RegisterKeeper
) -> DocumentStage:
    key = _station_key(settings)
    return DocumentStage(
        workers,
        lambda item: settings.workspace / "work" / item.id,
        partial(read_page, more_languages=settings.more_languages),
        write_document,
        lambda: register.register.customers if register.register else {},
        Proving(
            settings.station,
            key.public,
            key.sign,
            write_settled,
            _now,
            made_with(settings.more_languages),
        ),
    )


def _station_key(settings: StationSettings) -> StationKey:
    return StationKey.open(settings.key_file or settings.workspace / "station.key")


def _backend(settings: StationSettings) -> HttpBackend:
    key = _station_key(settings)
    pinned = settings.workspace / "backend.key"
    return HttpBackend(
        BackendLink(
            settings.backend_url, station=settings.station, key=key, pinned=pinned, now=_now
        )
    )


class _Rulebook:
    """The rules with the table in force and the register's age; whether tier A may pass alone."""

    def __init__(
        self, register: RegisterKeeper, policy: PolicyKeeper, *, auto_release: bool
    ) -> None:
        self._register, self._policy = register, policy
        self._auto_release = auto_release

    def __call__(self, evidence: Evidence) -> Decision | Doubt:
        stale, table = self._register.is_stale, self._policy.policy
        outcome = decide(evidence, at=_now(), register_stale=stale, policy=table)
        if isinstance(outcome, Decision) and outcome.tier is Tier.A and not self._auto_release:
            return Doubt(DoubtReason.CONFIRM, "r8_tier_a_confirmed_by_a_person", outcome)
        return outcome


class _Boundaries:
    """Sheets of a stack are looked at in a worker, before anything that waits."""

    def __init__(self, workers: Workers, register: RegisterKeeper) -> None:
        self._workers = workers
        self._register = register

    def __call__(self, front: Page) -> SheetSeen:
        seen = self._workers.submit_urgent(read_boundary, front, self._register.file)
        return seen.result()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
