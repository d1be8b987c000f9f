"""A real mail server on loopback, with TLS, that refuses as it is told."""

import datetime as dt
import ipaddress
import ssl
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SECOND = "ekonomi@example.com"
"""The company's second address, where a test registers one."""


class Postbox:
    """Takes what is sent; refuses as it is told."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.refusals: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802  the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  as above
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        del server
        assert session.ssl is not None
        self.taken.append((list(envelope.rcpt_tos), envelope.content))
        return "250 OK"


class MailServer(Controller):
    """On a port of the system's choice."""

    def __init__(self, postbox: Postbox, certificate: Path) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        super().__init__(
            postbox, hostname="127.0.0.1", port=0, tls_context=context, require_starttls=True
        )

    def _trigger_server(self) -> None:
        # The library would connect to the port it was given, which is none in particular.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def make_certificate(folder: Path) -> Path:
    """Key and certificate of this machine for an hour before and a day after now, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file
