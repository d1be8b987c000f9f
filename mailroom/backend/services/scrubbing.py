"""Scrubbing: that what we were given is still there, bit for bit, and that the log is whole."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.database import Database
from mailroom.backend.model.mail import BlobRow
from mailroom.backend.services import erasing
from mailroom.backend.services.checkpoints import Checkpoints
from mailroom.domain.errors import MailroomError
from mailroom.logs import log

_CHUNK = 1 << 20
_AT_ONCE = 1000


class ScrubFoundDamage(MailroomError):
    """Something is missing or is not as it was written; the log says which."""

    code = "damage_found"


@dataclass(frozen=True, slots=True)
class Scrubber:
    database: Database
    blobs: Blobs
    checkpoints: Checkpoints

    def scrub(self) -> Mapping[str, int]:
        """Counts what was looked at. Raises ScrubFoundDamage when it has seen all.

        What a company deleted is not looked for; files that were left of it go now.
        """
        erasing.finish(self.database, self.blobs)
        counts = Counter[str]()
        last = ""
        while True:
            with self.database.reading() as session:
                some = select(BlobRow.sha256).where(
                    BlobRow.sha256 > last, BlobRow.erased_at.is_(None)
                )
                names = session.scalars(some.order_by(BlobRow.sha256).limit(_AT_ONCE)).all()
            if not names:
                break
            counts.update(self._state(name) for name in names)
            last = names[-1]
        flaw = self.checkpoints.verify()
        if flaw is not None:
            log("scrub").error("the audit log is not whole", number=flaw.number, why=flaw.why)
        if flaw is not None or counts["missing"] or counts["changed"]:
            raise ScrubFoundDamage("missing or changed")
        return counts

    def _state(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            with self.blobs.open(name) as source:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
        except FileNotFoundError:
            log("scrub").error("a blob is missing", sha256=name)
            return "missing"
        if digest.hexdigest() != name:
            log("scrub").error("a blob has changed", sha256=name)
            return "changed"
        return "whole"
