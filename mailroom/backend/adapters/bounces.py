"""Messages that come back: a mail server's report that it could not deliver (RFC 3464)."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from pathlib import Path
from typing import Any, Final

_LARGEST: Final = 1 << 20
_REPORT: Final = "multipart/report"
_STATUS: Final = "message/delivery-status"
_ORIGINALS: Final = frozenset({"message/rfc822", "text/rfc822-headers"})
_FAILED: Final = "failed"
_FOR_GOOD: Final = "5."


@dataclass(frozen=True, slots=True)
class Bounce:
    """One address that will never be reached; `identity` is the Message-ID of what was sent."""

    identity: str
    address: str
    status: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A folder in the Maildir form, where a mail server puts what comes back to our address."""

    folder: Path

    def unread(self) -> Iterator[Path]:
        """What has come and was not `read`."""
        yield from sorted((self.folder / "new").iterdir())

    def read(self, file: Path) -> None:
        """It stays, for whoever reads what people answered."""
        file.rename(self.folder / "cur" / f"{file.name}:2,S")


def bounces_in(file: Path) -> list[Bounce]:
    """None for anything else than a report of a lasting failure. Raises OSError."""
    if file.stat().st_size > _LARGEST:
        return []
    report = message_from_bytes(file.read_bytes())
    if report.get_content_type() != _REPORT:
        return []
    parts = list(report.walk())
    identity = next((found for found in map(_identity, parts) if found), "")
    blocks = [block for part in parts if part.get_content_type() == _STATUS for block in _of(part)]
    return [
        Bounce(identity, address, str(block["Status"])[:20])
        for block in blocks
        if str(block["Action"]).strip().casefold() == _FAILED
        and str(block["Status"]).startswith(_FOR_GOOD)
        and (address := _address(block))
    ]


def _identity(part: Message) -> str:
    if part.get_content_type() not in _ORIGINALS:
        return ""
    inside = _of(part)
    original = inside[0] if inside else message_from_string(str(part.get_payload()))
    return str(original["Message-ID"] or "").strip()


def _of(part: Message) -> list[Message]:
    inside: Any = part.get_payload()
    return list(inside) if part.is_multipart() else []


def _address(block: Message) -> str:
    """As we wrote it, if the server tells; a server may have sent it on to another one."""
    written = block["Original-Recipient"] or block["Final-Recipient"] or ""
    return str(written).rpartition(";")[2].strip()
