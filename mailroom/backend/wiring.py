"""Puts the backend together: one database, one blob store, the services that share them."""

import datetime as dt
import ssl
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mailroom.backend.adapters.blobs import Blobs, LocalBlobs
from mailroom.backend.adapters.bounces import Returned
from mailroom.backend.adapters.drawing import ChildDrawing
from mailroom.backend.adapters.keys import kept_signing_key
from mailroom.backend.adapters.lightening import Copies
from mailroom.backend.adapters.mail import Smtp
from mailroom.backend.adapters.s3 import S3Blobs, s3_client
from mailroom.backend.adapters.webhooks import Webhooks
from mailroom.backend.jobs.companies import companies_jobs, emptying_job, recheck_job
from mailroom.backend.jobs.jobs import Jobs
from mailroom.backend.jobs.schedule import Schedule
from mailroom.backend.jobs.table import platform_jobs
from mailroom.backend.model.database import Database
from mailroom.backend.model.upgrades import upgrade
from mailroom.backend.notices import words
from mailroom.backend.services.accepting import Accepting
from mailroom.backend.services.attempts import Attempts
from mailroom.backend.services.bounces import Bounces
from mailroom.backend.services.checkpoints import Checkpoints
from mailroom.backend.services.clock import Clock, utc_now
from mailroom.backend.services.company import Companies
from mailroom.backend.services.contents import Contents
from mailroom.backend.services.documents import Documents
from mailroom.backend.services.emptying import Emptying
from mailroom.backend.services.exporting import Exporter
from mailroom.backend.services.hooks import Hooks
from mailroom.backend.services.intake import Intake
from mailroom.backend.services.mailbox_users import MailboxUsers
from mailroom.backend.services.mailboxes import Mailboxes
from mailroom.backend.services.misdelivery import Misdeliveries
from mailroom.backend.services.notifying import Notifier
from mailroom.backend.services.oversight import Oversight
from mailroom.backend.services.pictures import Painter, Pictures
from mailroom.backend.services.programs import Programs
from mailroom.backend.services.recall import Recalls
from mailroom.backend.services.receipts import Receipts
from mailroom.backend.services.register import Registers
from mailroom.backend.services.scrubbing import Scrubber
from mailroom.backend.services.sessions import Sessions
from mailroom.backend.services.staff_users import StaffUsers
from mailroom.backend.services.stations import Stations
from mailroom.backend.services.together import Together
from mailroom.backend.services.trash import Trash
from mailroom.backend.settings import BackendSettings

_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Backend:
    """Close it when done: it owns a thread, a child process and connections."""

    settings: BackendSettings
    clock: Clock
    database: Database
    blobs: Blobs
    copies: Copies
    """Lighter ones, for services that take only so much."""
    children: tuple[ChildDrawing, ...]
    painter: Painter
    sessions: Sessions
    stations: Stations
    staff: StaffUsers
    registers: Registers
    intake: Intake
    recalls: Recalls
    users: MailboxUsers
    programs: Programs
    contents: Contents
    web_secret: str
    """Signs what a browser keeps for us for a minute."""
    mailboxes: Mailboxes
    trash: Trash
    emptying: Emptying
    pictures: Pictures
    companies: Companies
    misdeliveries: Misdeliveries
    exporter: Exporter
    hooks: Hooks
    checkpoints: Checkpoints
    oversight: Oversight
    jobs: Jobs
    schedule: Schedule

    def close(self) -> None:
        self.schedule.stop()
        self.painter.stop()
        for child in self.children:
            child.close()
        self.database.close()


def smtp_of(settings: BackendSettings) -> Smtp | None:
    """None while no server is named. Raises OSError when a file cannot be read."""
    if not settings.smtp_host:
        return None
    file = settings.smtp_password_file
    return Smtp(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=Path(file).read_text("utf-8").strip() if file else "",
        timeout_s=settings.outgoing_timeout_s,
        context=ssl.create_default_context(cafile=settings.smtp_ca_file or None),
    )


def returned_of(settings: BackendSettings) -> Returned | None:
    """None while no folder is named."""
    return Returned(Path(settings.bounces_folder)) if settings.bounces_folder else None


def blobs_of(settings: BackendSettings) -> Blobs:
    """Files in the data folder, or a bucket with a cache there."""
    if not settings.bucket:
        return LocalBlobs(settings.data / "blobs")
    return S3Blobs(
        bucket=settings.bucket,
        prefix=settings.bucket_prefix,
        cache=settings.data / "cache",
        cache_bytes=settings.bucket_cache_mb * _MB,
        client=s3_client(
            endpoint=settings.bucket_endpoint,
            region=settings.bucket_region,
            timeout_s=settings.outgoing_timeout_s,
        ),
    )


def open_backend(settings: BackendSettings, *, clock: Clock = utc_now) -> Backend:
    """Migrates the database first. Raises DatabaseUnsafe, KeyUnsafe."""
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.url, busy_timeout_s=settings.busy_timeout_s)
    upgrade(database)
    blobs = blobs_of(settings)
    key = kept_signing_key(settings.data / "backend.key")
    counting, drawing = (
        ChildDrawing(
            timeout_s=settings.render_timeout_s,
            memory_mb=settings.render_memory_mb,
            niceness=niceness,
        )
        # Stations wait for the count of pages; nobody waits for most of the drawing.
        for niceness in (0, 10)
    )
    pictures = Pictures(
        database, blobs, drawing, settings.page_width_px, settings.thumbnail_width_px
    )
    painter = Painter(pictures)
    sessions = Sessions(database, dt.timedelta(minutes=settings.session_idle_min))
    window = dt.timedelta(minutes=settings.sign_in_window_min)
    attempts = Attempts(database, settings.sign_in_failures, window)
    receipts = Receipts(key)
    accepting = Accepting(database, receipts, clock, settings.register_max_age_days, blobs)
    token_lasts = dt.timedelta(hours=settings.station_token_h)
    registers = Registers(database, clock, dt.timedelta(days=settings.register_keep_days))
    mailboxes = Mailboxes(database, clock)
    calls = Webhooks(settings.outgoing_timeout_s, open_to_all=settings.webhooks_anywhere)
    hooks = Hooks(database, clock, key, calls)
    checkpoints = Checkpoints(database, clock, key)
    known_jobs = platform_jobs(
        database,
        notifier=Notifier(
            database=database,
            clock=clock,
            mail=smtp_of(settings),
            sender=settings.mail_from,
            words=partial(
                words, address=f"{settings.public_url}/letters", support=settings.support_text
            ),
            hooks=hooks,
            calls=calls,
        ),
        bounces=Bounces(database, clock, key, returned_of(settings)),
        registers=registers,
        checkpoints=checkpoints,
        scrubber=Scrubber(database, blobs, checkpoints),
    )
    rechecking = recheck_job(database, blobs, clock, settings.recheck_share)
    emptying = Emptying(database, blobs, clock)
    ours = [*companies_jobs(database, clock), rechecking, emptying_job(emptying)]
    jobs = Jobs(database, clock, [*known_jobs, *ours])
    stations = Stations(
        database=database,
        sessions=sessions,
        attempts=attempts,
        key=key,
        clock=clock,
        leeway=dt.timedelta(seconds=settings.clock_leeway_s),
        token_lasts=token_lasts,
    )
    return Backend(
        settings=settings,
        clock=clock,
        database=database,
        blobs=blobs,
        copies=Copies(),
        children=(counting, drawing),
        painter=painter,
        sessions=sessions,
        stations=stations,
        staff=StaffUsers(database, sessions, stations, clock, token_lasts),
        registers=registers,
        intake=Intake(
            database=database,
            blobs=blobs,
            documents=Documents(blobs, counting),
            receipts=receipts,
            accepted=Together(accepting.accept),
            max_blob_bytes=settings.max_blob_mb * _MB,
            delivered=painter.hint,
        ),
        recalls=Recalls(database, clock),
        users=MailboxUsers(
            database=database,
            sessions=sessions,
            attempts=attempts,
            clock=clock,
            session_lasts=dt.timedelta(hours=settings.session_max_h),
        ),
        programs=Programs(database, sessions, attempts, clock, token_lasts),
        contents=Contents(
            database=database,
            blobs=blobs,
            drawing=counting,
            clock=clock,
            max_blob_bytes=settings.max_blob_mb * _MB,
            delivered=painter.hint,
        ),
        web_secret=key.derived("web session"),
        mailboxes=mailboxes,
        trash=Trash(database, blobs, clock),
        emptying=emptying,
        pictures=pictures,
        companies=Companies(database, clock),
        misdeliveries=Misdeliveries(database, clock),
        exporter=Exporter(database, blobs, mailboxes, clock),
        hooks=hooks,
        checkpoints=checkpoints,
        oversight=Oversight(database),
        jobs=jobs,
        schedule=Schedule(jobs),
    )
