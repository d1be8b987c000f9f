"""E-mail by SMTP: TLS unless the settings say otherwise, one connection for many messages."""

import datetime as dt
import smtplib
import ssl
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal, Protocol

from mailroom.backend.adapters.targets import TargetRefuses, TargetUnreachable

_PERMANENT = 500


class Line(Protocol):
    def send(self, message: EmailMessage) -> None:
        """Raises TargetRefuses, TargetUnreachable."""
        ...


@dataclass(frozen=True, slots=True)
class Smtp:
    """`security` tls is TLS from the first byte, starttls after a greeting."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    user: str
    password: str
    timeout_s: float
    context: ssl.SSLContext

    @contextmanager
    def line(self) -> Generator[Line]:
        """Raises TargetUnreachable when nobody answers or the server does not let us in."""
        try:
            server = self._opened()
        except (OSError, smtplib.SMTPException) as error:
            raise TargetUnreachable(_answer(error)) from None
        try:
            yield _Line(server)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()

    def _opened(self) -> smtplib.SMTP:
        if self.security == "tls":
            server = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout_s, context=self.context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout_s)
        try:
            if self.security == "starttls":
                server.starttls(context=self.context)
            if self.user:
                server.login(self.user, self.password)
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
        return server


@dataclass(frozen=True, slots=True)
class _Line:
    server: smtplib.SMTP

    def send(self, message: EmailMessage) -> None:
        try:
            self.server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, _ = next(iter(error.recipients.values()))
            raise _failure(code) from None
        except smtplib.SMTPResponseException as error:
            raise _failure(error.smtp_code) from None
        except (OSError, smtplib.SMTPException) as error:
            raise TargetUnreachable(_answer(error)) from None


@dataclass(frozen=True, slots=True)
class Written:
    """What a message says; nothing of it comes from mail."""

    subject: str
    text: str


def addressed(
    written: Written, *, to: str, sender: str, identity: str, at: dt.datetime
) -> EmailMessage:
    """`identity` is the same for every attempt, so that a mail reader shows one."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, written.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = identity
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.text)
    return message


def _failure(code: int) -> TargetRefuses | TargetUnreachable:
    if code >= _PERMANENT:
        return TargetRefuses(str(code))
    return TargetUnreachable(str(code))


def _answer(error: Exception) -> str:
    """The server's code, or what kind of silence it was."""
    code = getattr(error, "smtp_code", None)
    return str(code) if code else type(error).__name__
