"""A request under the caller's own key is carried out once; again it has the same answer."""

import datetime as dt

from sqlalchemy import delete
from sqlalchemy.orm import Session

from mailroom.backend.model.messages import OnceRow
from mailroom.backend.services.refusals import Refused, Why

_KEPT = dt.timedelta(days=30)


def answered(session: Session, caller: str, key: str, body_sha256: str) -> str | None:
    """The answer it was given. Raises Refused(OTHER_CONTENT) for the key with another body."""
    row = session.get(OnceRow, (caller, key))
    if row is None:
        return None
    if row.body_sha256 != body_sha256:
        raise Refused(Why.OTHER_CONTENT, "That key was used for another request.")
    return row.answer


def remember(  # noqa: PLR0913  whose key, for what, with which answer, when
    session: Session, caller: str, key: str, body_sha256: str, answer: str, *, now: dt.datetime
) -> None:
    """In the transaction that carries it out; keys older than a month are forgotten."""
    session.execute(delete(OnceRow).where(OnceRow.at < now - _KEPT))
    row = OnceRow(
        caller=caller, key=key, body_sha256=body_sha256, status=200, answer=answer, at=now
    )
    session.add(row)
