"""What an agreement rests on: activation, terms, payment options, features that need consent."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mailroom.backend.model.base import Table


class ActivationRow(Table):
    """A customer on its way to an agreement (R9); `activated_at` when all six steps stood."""

    __tablename__ = "activation"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), index=True)
    signatories: Mapped[int]
    begun_at: Mapped[dt.datetime]
    activated_at: Mapped[dt.datetime | None]


class ActivationStepRow(Table):
    """One thing done by one person; joint signatories each have theirs."""

    __tablename__ = "activation_step"

    activation: Mapped[int] = mapped_column(ForeignKey("activation.id"), primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    done_by: Mapped[str] = mapped_column(primary_key=True)
    done_at: Mapped[dt.datetime]


class TermsRow(Table):
    """A version's text in one language; Swedish is the master (R2)."""

    __tablename__ = "terms"

    version: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date]
    text: Mapped[str]
    sha256: Mapped[str]


class AcceptanceRow(Table):
    """Who accepted which version when, so that every day has its terms (R2)."""

    __tablename__ = "terms_acceptance"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), index=True)
    version: Mapped[str]
    language: Mapped[str]
    accepted_at: Mapped[dt.datetime]
    accepted_by: Mapped[str]


class PaymentOptionRow(Table):
    """How a customer pays (R28); `state` is active, failed, expired or removed."""

    __tablename__ = "payment_option"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), index=True)
    kind: Mapped[str]
    state: Mapped[str]
    registered_at: Mapped[dt.datetime]
    expires_on: Mapped[dt.date | None]
    ended_at: Mapped[dt.datetime | None]


class FeatureRow(Table):
    """Something the service can do; `needs_consent` when it costs or is the customer's choice."""

    __tablename__ = "feature"

    name: Mapped[str] = mapped_column(primary_key=True)
    needs_consent: Mapped[bool]
    introduced_on: Mapped[dt.date]


class ConsentRow(Table):
    """A customer's yes to such a feature (R10)."""

    __tablename__ = "feature_consent"

    customer: Mapped[str] = mapped_column(ForeignKey("customer.number"), primary_key=True)
    feature: Mapped[str] = mapped_column(ForeignKey("feature.name"), primary_key=True)
    given_at: Mapped[dt.datetime]
    given_by: Mapped[str]
    withdrawn_at: Mapped[dt.datetime | None]
