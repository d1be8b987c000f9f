"""Past items decided again by a draft of the sorting table, from the evidence that was kept."""

import datetime as dt
import json
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.mail import ItemRow, ManifestRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services.faces import face_of
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.sorting_policy import checked, in_force
from mailroom.backend.services.staff import Staff
from mailroom.domain.decisions import Category
from mailroom.domain.evidence import Evidence
from mailroom.domain.policy import SORTED_BY_TABLE, Policy, PolicyRow
from mailroom.domain.policyversions import Moved, Replay, way
from mailroom.domain.review import Shown
from mailroom.domain.workdays import stockholm_date
from mailroom.wire import EvidenceMessage

_DAYS: Final = 30
_MOST: Final = 2000
_LISTED: Final = 40
_AT_ONCE: Final = 100
"""Manifests in memory."""
_OF_THE_TABLE: Final = frozenset(mark.value for mark in SORTED_BY_TABLE)


def replay(
    session: Session,
    blobs: Blobs,
    rows: tuple[PolicyRow, ...],
    *,
    staff: Staff,
    now: dt.datetime,
) -> Replay:
    """The newest items of the last month, restricted ones left out.

    Without a mark of the table an item goes the same way by every version. Raises
    Refused(SUPERVISOR_ONLY, POLICY).
    """
    staff.must_supervise("A supervisor tries the sorting table.")
    today = stockholm_date(now)
    before = in_force(session, today)
    draft = Policy(before.version + 1, today, rows)
    checked(draft, before)
    of, unread, moved = 0, 0, list[Moved]()
    for row, body in session.execute(_newest(now)):
        of += 1
        read = json.loads(body).get("evidence")
        if read is None or not _OF_THE_TABLE & set(read["marks"]):
            continue
        evidence = EvidenceMessage.model_validate(read).whole
        if evidence is None:
            unread += 1
        elif (one := _moved(row, evidence, before, draft)) is not None:
            moved.append(one)
    newest = session.get_one(ItemRow, moved[0].item) if moved else None
    first = face_of(session, blobs, newest) if newest else None
    return Replay(of, unread, len(moved), tuple(moved[:_LISTED]), _DAYS, first)


def face(session: Session, blobs: Blobs, item: str, *, staff: Staff) -> Shown:
    """Of an item that a replay may show. Raises Refused(SUPERVISOR_ONLY, NOT_FOUND)."""
    staff.must_supervise("A supervisor looks at past items.")
    row, piece = session.get(ItemRow, item), session.get(MailpieceRow, item)
    may = row is not None and piece is not None and not piece.restricted
    shown = face_of(session, blobs, row) if row is not None and may else None
    if shown is None:
        raise Refused(Why.NOT_FOUND, "There is no picture of that item.")
    return shown


def _newest(now: dt.datetime) -> Select[ItemRow, bytes]:
    return (
        select(ItemRow, ManifestRow.body)
        .join(ManifestRow, ManifestRow.item == ItemRow.id)
        .join(MailpieceRow, MailpieceRow.item == ItemRow.id)
        .where(
            ItemRow.received_at > now - dt.timedelta(days=_DAYS),
            MailpieceRow.restricted.is_(False),
        )
        .order_by(ItemRow.received_at.desc())
        .limit(_MOST)
        .execution_options(yield_per=_AT_ONCE)
    )


def _moved(row: ItemRow, evidence: Evidence, before: Policy, draft: Policy) -> Moved | None:
    was = way(evidence, before, at=row.decided_at)
    will_be = way(evidence, draft, at=row.decided_at)
    if was == will_be:
        return None
    kinds = dict.fromkeys(mark.kind for mark in evidence.marks if mark.kind in SORTED_BY_TABLE)
    return Moved(
        item=row.id,
        scan_id=row.scan_id,
        arrived_on=row.arrived_on,
        before=was,
        after=will_be,
        became=Category(row.category),
        marks=tuple(kinds),
    )
