"""The list that a driver signs: every consignment taken along, what lies in it, and its number."""

import datetime as dt
from collections.abc import Iterator, Sequence

from mailroom.backend.printing.papers import Column, Sheet, sheet
from mailroom.backend.printing.texts import PaperTexts
from mailroom.backend.services.collecting import Load
from mailroom.domain.parcels import Consignment
from mailroom.domain.seller import Seller
from mailroom.domain.workdays import STOCKHOLM

_G_PER_KG = 1000
_UNKNOWN = "\N{EN DASH}"


def collection_pdf(
    loads: Sequence[Load], *, by: str, seller: Seller, now: dt.datetime, texts: PaperTexts
) -> bytes:
    """Driver and handing person (`by`) sign it. `loads` holds at least one, all of one driver."""
    town = f"{seller.postcode} {seller.city}".strip()
    facts = [
        (texts.made, f"{now.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"),
        (texts.consignments_count, str(len(loads))),
        (texts.items_count, str(sum(len(load.scan_ids) for load in loads))),
    ]
    weights = [load.consignment.weight_g for load in loads]
    known = [weight for weight in weights if weight is not None]
    if len(known) == len(weights):
        facts.append((texts.weight_title, kilograms(sum(known), texts)))
    return sheet(
        Sheet(
            title=texts.hand_over.format(operator=driver_of(loads[0].consignment, texts)),
            address=(seller.name, seller.street, town),
            facts=tuple(facts),
            columns=(
                Column(texts.consignment, 0.15),
                Column(texts.scan_id, 0.26),
                Column(texts.town, 0.21),
                Column(texts.tracking_title, 0.26),
                Column(texts.weight_title, 0.12, right=True),
            ),
            rows=[row for load in loads for row in _rows(load, texts)],
            signatures=(texts.driver_signs, texts.hander_signs.format(name=by)),
        )
    )


def driver_of(one: Consignment, texts: PaperTexts) -> str:
    """Who takes it along, by name and service where a courier is chosen."""
    return one.courier or one.postal_operator or texts.carriers[one.carrier or ""].capitalize()


def kilograms(grams: int, texts: PaperTexts) -> str:
    return f"{grams / _G_PER_KG:.3f} kg".replace(".", texts.decimals)


def _rows(load: Load, texts: PaperTexts) -> Iterator[tuple[str, ...]]:
    """One line for each item; what is said of the whole consignment stands on its first."""
    one = load.consignment
    weight = _UNKNOWN if one.weight_g is None else kilograms(one.weight_g, texts)
    whole = (one.label, one.city or _UNKNOWN, one.tracking or _UNKNOWN, weight)
    for place, scan_id in enumerate(load.scan_ids):
        label, to, number, weighs = ("", "", "", "") if place else whole
        yield label, scan_id, to, number, weighs
