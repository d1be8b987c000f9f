"""Every expected failure carries a stable code and a remedy; anything else is a bug."""

from enum import StrEnum
from typing import ClassVar


class Remedy(StrEnum):
    OPERATOR = "operator"
    """A person can put it right now; the console says how."""
    RETRY = "retry"
    """It passes with time; try again with back-off."""
    HOLD = "hold"
    """The item stops here until a person has looked."""


class MailroomError(Exception):
    """`code` is stable and is what logs and the console's texts are keyed by.

    The message never contains anything that was read from mail.
    """

    code: ClassVar[str] = "mailroom"
    remedy: ClassVar[Remedy] = Remedy.HOLD


class UnreadableImage(MailroomError):
    code = "unreadable_image"
    remedy = Remedy.HOLD


class ImageTooLarge(MailroomError):
    code = "image_too_large"
    remedy = Remedy.HOLD


class WorkerLost(MailroomError):
    """The worker process died or ran out of its time, memory or CPU limit."""

    code = "worker_lost"
    remedy = Remedy.RETRY


class TaskFailed(MailroomError):
    """A task in a worker raised something unexpected: a bug. The message names type and place."""

    code = "task_failed"
    remedy = Remedy.HOLD


class BackendUnreachable(MailroomError):
    code = "backend_unreachable"
    remedy = Remedy.RETRY


class ClockOff(BackendUnreachable):
    """The backend takes nothing that is signed at another time than its own: all is sent later."""

    code = "clock_off"


class BackendRefused(MailroomError):
    """The backend decided otherwise (409); the item is held, its bytes stay."""

    code = "backend_refused"
    remedy = Remedy.HOLD


class BytesChanged(MailroomError):
    """A file is not what was captured or sealed; it is never sent."""

    code = "bytes_changed"
    remedy = Remedy.HOLD


class ReceiptInvalid(MailroomError):
    """The answer does not prove that the backend has these bytes."""

    code = "receipt_invalid"
    remedy = Remedy.RETRY


class SignInRefused(MailroomError):
    code = "sign_in_refused"
    remedy = Remedy.OPERATOR


class RoomClosed(MailroomError):
    """Nobody is signed in with the backend here: the whole room cannot be seen."""

    code = "room_closed"
    remedy = Remedy.OPERATOR


class NotAllowed(MailroomError):
    """The person's roles do not hold what was asked for."""

    code = "not_allowed"
    remedy = Remedy.OPERATOR


class RegisterStale(MailroomError):
    """The register is older than a day: nothing is routed automatically (R50)."""

    code = "register_stale"
    remedy = Remedy.OPERATOR


class DiskFull(MailroomError):
    code = "disk_full"
    remedy = Remedy.OPERATOR


class DiskFailed(MailroomError):
    """A write or fsync failed. Fatal to the batch: an fsync is never retried (fsyncgate)."""

    code = "disk_failed"
    remedy = Remedy.OPERATOR


class SpoolTooNew(MailroomError):
    """The local database was written by a newer version; nothing is touched."""

    code = "spool_too_new"
    remedy = Remedy.OPERATOR


class LanguageMissing(MailroomError):
    """A language of the settings has no reading model here; the message names it."""

    code = "language_missing"
    remedy = Remedy.OPERATOR


class NotDurable(MailroomError):
    """The local database does not run with power-safe settings; nothing is scanned."""

    code = "not_durable"
    remedy = Remedy.OPERATOR


class CommandRefused(MailroomError):
    """An operator's command that the item's state does not allow."""

    code = "command_refused"
    remedy = Remedy.OPERATOR
