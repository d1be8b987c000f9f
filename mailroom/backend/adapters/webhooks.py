"""Webhook calls: signed, to public addresses only, never following where they are sent."""

import hashlib
import hmac
import ipaddress
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from mailroom.backend.adapters.targets import TargetRefuses, TargetUnreachable

TIMESTAMP: Final = "X-KIVRA-TIMESTAMP"
SIGNATURE: Final = "X-KIVRA-SIGNATURE"
_GONE: Final = 410
_OK: Final = range(200, 300)
_MOST_ANSWER: Final = 1 << 16


class AddressUnfit(ValueError):
    """Not an address that we call: not https, or not a host's name."""


@dataclass(frozen=True, slots=True)
class Webhooks:
    """`open_to_all` also calls plain http and addresses inside the house: for tests alone."""

    timeout_s: float
    open_to_all: bool = False
    ca_file: str | None = None

    def check(self, url: str) -> None:
        """Raises AddressUnfit."""
        parts = urlsplit(url)
        plain = self.open_to_all and parts.scheme == "http"
        if not (parts.scheme == "https" or plain) or not parts.hostname or parts.username:
            raise AddressUnfit("the address must be https://host/path")

    def call(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Raises TargetRefuses when it is gone (410), TargetUnreachable for all else but 2xx."""
        parts = urlsplit(url)
        try:
            with self._pool(parts) as pool:
                answer = pool.urlopen(
                    "POST",
                    parts._replace(scheme="", netloc="").geturl() or "/",
                    body=body,
                    headers={"Host": parts.netloc, "Content-Type": "application/json", **headers},
                    redirect=False,
                    retries=False,
                    timeout=urllib3.Timeout(self.timeout_s),
                    preload_content=False,
                )
                answer.read(_MOST_ANSWER)
        except (HTTPError, OSError, ValueError) as error:
            raise TargetUnreachable(type(error).__name__) from None
        if answer.status == _GONE:
            raise TargetRefuses(str(answer.status))
        if answer.status not in _OK:
            raise TargetUnreachable(str(answer.status))

    def _pool(self, parts: SplitResult) -> urllib3.HTTPConnectionPool:
        # Connected by the very address that was looked at: a name could answer differently twice.
        host = parts.hostname or ""
        address = self._address(host, parts.port or (443 if parts.scheme == "https" else 80))
        if parts.scheme == "http":
            return urllib3.HTTPConnectionPool(address, parts.port or 80)
        return urllib3.HTTPSConnectionPool(
            address,
            parts.port or 443,
            server_hostname=host,
            assert_hostname=host,
            ca_certs=self.ca_file,
            cert_reqs="CERT_REQUIRED",
        )

    def _address(self, host: str, port: int) -> str:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        public = all(ipaddress.ip_address(address).is_global for address in addresses)
        if not self.open_to_all and not public:
            raise OSError("an address inside the house")
        return addresses[0]


def signed(body: bytes, *, timestamp: int, secrets: Sequence[str]) -> dict[str, str]:
    """One signature per secret that counts today: a receiver needs to know one of them."""
    text = f"{timestamp}:".encode() + body
    marks = (
        "v1=" + hmac.new(secret.encode(), text, hashlib.sha256).hexdigest() for secret in secrets
    )
    return {TIMESTAMP: str(timestamp), SIGNATURE: ",".join(marks)}
