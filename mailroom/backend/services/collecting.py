"""What one driver takes along: the packed consignments of a carrier, and what lies in each."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.dispatch import ConsignmentItemRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.services import consignments
from mailroom.domain.dispatch import ConsignmentState
from mailroom.domain.parcels import Consignment


@dataclass(frozen=True, slots=True)
class Load:
    """`scan_ids` are those on the items' labels, in order."""

    consignment: Consignment
    scan_ids: tuple[str, ...]


def load_of(session: Session, consignment: Consignment) -> Load:
    inside = (
        select(ItemRow.scan_id)
        .join(ConsignmentItemRow, ConsignmentItemRow.item == ItemRow.id)
        .where(ConsignmentItemRow.consignment == consignment.label)
        .order_by(ItemRow.scan_id)
    )
    return Load(consignment, tuple(session.scalars(inside)))


def collection(session: Session, label: str) -> tuple[Load, ...]:
    """The consignment and all that still wait for the same driver, by label.

    One that has left already stands alone, so that its list can be printed again.
    Raises Refused(LABEL or NOT_FOUND).
    """
    asked = consignments.find(session, label)
    together = (asked,)
    if asked.state is ConsignmentState.OPEN:
        waiting = consignments.waiting(session)
        together = tuple(one for one in waiting if _driver(one) == _driver(asked))
    return tuple(load_of(session, one) for one in sorted(together, key=lambda one: one.label))


def _driver(one: Consignment) -> tuple[str, str, str]:
    """A courier by its name and service, the post, or the operator that brought it."""
    return one.carrier or "", one.courier, one.postal_operator or ""
