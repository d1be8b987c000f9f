"""Puts the backend together: one database, one blob store, the services that share them."""

import datetime as dt
from dataclasses import dataclass

from mailroom.backend.adapters.blobs import LocalBlobs
from mailroom.backend.adapters.drawing import ChildDrawing
from mailroom.backend.adapters.keys import kept_signing_key
from mailroom.backend.model.database import Database
from mailroom.backend.model.upgrades import upgrade
from mailroom.backend.services.accepting import Accepting
from mailroom.backend.services.attempts import Attempts
from mailroom.backend.services.clock import Clock, utc_now
from mailroom.backend.services.documents import Documents
from mailroom.backend.services.intake import Intake
from mailroom.backend.services.mailbox_users import MailboxUsers
from mailroom.backend.services.mailboxes import Mailboxes
from mailroom.backend.services.pictures import Painter, Pictures
from mailroom.backend.services.recall import Recalls
from mailroom.backend.services.receipts import Receipts
from mailroom.backend.services.register import Registers
from mailroom.backend.services.sessions import Sessions
from mailroom.backend.services.stations import Stations
from mailroom.backend.services.together import Together
from mailroom.backend.settings import BackendSettings

_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Backend:
    """Close it when done: it owns a thread, a child process and connections."""

    settings: BackendSettings
    clock: Clock
    database: Database
    blobs: LocalBlobs
    children: tuple[ChildDrawing, ...]
    painter: Painter
    sessions: Sessions
    stations: Stations
    registers: Registers
    intake: Intake
    recalls: Recalls
    users: MailboxUsers
    mailboxes: Mailboxes
    pictures: Pictures

    def close(self) -> None:
        self.painter.stop()
        for child in self.children:
            child.close()
        self.database.close()


def open_backend(settings: BackendSettings, *, clock: Clock = utc_now) -> Backend:
    """Migrates the database first. Raises DatabaseUnsafe, KeyUnsafe."""
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.url, busy_timeout_s=settings.busy_timeout_s)
    upgrade(database)
    blobs = LocalBlobs(settings.data / "blobs")
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
    accepting = Accepting(database, receipts, clock, settings.register_max_age_days)
    token_lasts = dt.timedelta(hours=settings.station_token_h)
    return Backend(
        settings=settings,
        clock=clock,
        database=database,
        blobs=blobs,
        children=(counting, drawing),
        painter=painter,
        sessions=sessions,
        stations=Stations(
            database=database,
            sessions=sessions,
            attempts=attempts,
            key=key,
            clock=clock,
            leeway=dt.timedelta(seconds=settings.clock_leeway_s),
            token_lasts=token_lasts,
        ),
        registers=Registers(database, clock, dt.timedelta(days=settings.register_keep_days)),
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
            token_lasts=token_lasts,
        ),
        mailboxes=Mailboxes(database, clock),
        pictures=pictures,
    )
