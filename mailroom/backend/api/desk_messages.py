"""Messages from the desk: what clerks, supervisors and administrators send."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from mailroom.backend.services.arrivals import Condition
from mailroom.backend.services.payment_options import Option
from mailroom.domain.dispatch import ConsignmentKind, DestructionReason
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.membership import EndReason, Scope, Step
from mailroom.domain.pricelist import FeeKind, Unit
from mailroom.domain.retiring import LiftReason
from mailroom.wire import ItemId, Message, Number

Word = Annotated[str, Field(min_length=1, max_length=64)]
Line = Annotated[str, Field(max_length=200)]
Label = Annotated[str, Field(min_length=1, max_length=64)]
Ore = Annotated[int, Field(ge=0, le=10**12)]
Items = Annotated[tuple[ItemId, ...], Field(min_length=1, max_length=500)]


class TrayArrival(Message):
    id: Word
    arrived_on: dt.date
    postal_operator: Word
    expected: Annotated[int, Field(ge=0, le=1_000_000)] | None = None


class Weighing(Message):
    grams: Annotated[int, Field(le=10**9)]


class Conditions(Message):
    conditions: tuple[Condition, ...]


class SharedCover(Message):
    envelope: ItemId


class Course(Message):
    to: PaperState


class BroughtBy(Message):
    postal_operator: Word


class BoxOpening(Message):
    shelf: Label | None = None


class Placing(Message):
    shelf: Label


class BoxCount(Message):
    counted: Annotated[int, Field(ge=0, le=100_000)]


class Custody(Message):
    to: Word


class Filing(Message):
    scan_id: Label
    box: Label


class Holding(Message):
    why: Line


class Lifting(Message):
    why: LiftReason


class Asking(Message):
    id: Word
    item: ItemId
    customer: Number


class Picking(Message):
    scan_id: Label


class AddressMessage(Message):
    name: Line
    street: Line
    postcode: Annotated[str, Field(max_length=20)]
    city: Line
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "SE"


class Packing(Message):
    kind: ConsignmentKind
    items: Items
    sender: AddressMessage | None = None


class Leaving(Message):
    tracking: Annotated[str, Field(max_length=64)] | None = None


class Tracking(Message):
    number: Annotated[str, Field(min_length=1, max_length=64)]


class Couriering(Message):
    title: Annotated[str, Field(min_length=1, max_length=96)]


class Proposal(Message):
    reason: DestructionReason
    items: Items


class Emails(Message):
    addresses: Annotated[tuple[Annotated[str, Field(max_length=254)], ...], Field(max_length=20)]


class Names(Message):
    name: Line
    others: Annotated[tuple[Line, ...], Field(max_length=20)] = ()


class Beginning(Message):
    signatories: Annotated[int, Field(ge=1, le=20)] = 1


class StepTaken(Message):
    step: Step
    by: Word


class NoticeGiven(Message):
    received_on: dt.date
    scope: Scope = Scope.PLUS
    reason: EndReason = EndReason.CUSTOMER


class OptionGiven(Message):
    option: Option
    expires_on: dt.date | None = None


class PriceGiven(Message):
    kind: FeeKind
    valid_from: dt.date
    unit: Unit
    ore: Ore
    vat_percent: Annotated[int, Field(ge=0, le=100)]


class CreditAsked(Message):
    """Positions of the invoice's lines, from 1; all of them when there are none."""

    lines: Annotated[tuple[Annotated[int, Field(ge=1, le=1000)], ...], Field(max_length=100)] = ()


class PaymentByHand(Message):
    key: Word
    statement: Annotated[int, Field(ge=1, le=10**12)]
    ore: Ore
    paid_on: dt.date


class Allotment(Message):
    statement: Annotated[int, Field(ge=1, le=10**12)]


class OperatorTold(Message):
    postal_operator: Word


class TermsPublished(Message):
    version: Word
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    valid_from: dt.date
    text: Annotated[str, Field(min_length=1, max_length=200_000)]


class FeatureIntroduced(Message):
    name: Word
    needs_consent: bool
