"""What was done on schedule or by hand, and how it went."""

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class JobRunRow(Table):
    """`ended_at` None while it runs or when it died; `result` is done or failed.

    `counts` is JSON of what was done, in numbers; `error` is a code, never words from mail.
    """

    __tablename__ = "job_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str]
    asked_by: Mapped[str]
    began_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    result: Mapped[str | None]
    counts: Mapped[str]
    error: Mapped[str | None]

    __table_args__ = (Index("ix_job_run_job", "job", "began_at"),)
