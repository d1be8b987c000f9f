"""Fills the printed papers: labels, statements, pick lists, protocols, hand-over lists."""

import datetime as dt
from collections.abc import Sequence

from mailroom.backend.printing.collecting import kilograms
from mailroom.backend.printing.papers import Column, Cover, Sheet, cover, sheet, sticker
from mailroom.backend.printing.texts import PaperTexts
from mailroom.backend.services.destructions import Protocol
from mailroom.backend.services.statements import Kind, Statement, vat_by_rate
from mailroom.domain.amounts import amount_text
from mailroom.domain.giro import bankgiro_text
from mailroom.domain.ids import org_number_text, vat_number_of
from mailroom.domain.labels import LabelKind
from mailroom.domain.parcels import Consignment
from mailroom.domain.seller import Seller
from mailroom.domain.shelves import Contents, Pull

_SHOWN_DIGITS = 32


def statement_pdf(statement: Statement, seller: Seller, texts: PaperTexts) -> bytes:
    """An invoice with what is needed to pay it, or a credit note."""
    is_credit = statement.kind is Kind.CREDIT
    facts = [
        (texts.number, str(statement.number)),
        (texts.customer, org_number_text(statement.customer)),
        (texts.issued, statement.issued_on.isoformat()),
    ]
    foot = [_seller_line(seller, texts)]
    if is_credit:
        facts.append((texts.credits, str(statement.credits)))
    else:
        bankgiro, due = bankgiro_text(seller.bankgiro), statement.due_on.isoformat()
        facts += [
            (texts.due, due),
            (texts.bankgiro, bankgiro),
            (texts.reference, statement.reference),
        ]
        said = texts.pay_foot.format(bankgiro=bankgiro, reference=statement.reference, due=due)
        foot.insert(0, said)
    rates = vat_by_rate(statement.lines)
    vats = [(texts.vat.format(percent=rate), amount_text(vat)) for rate, (_, vat) in rates.items()]
    total = (texts.credited if is_credit else texts.to_pay, amount_text(statement.gross_ore))
    return sheet(
        Sheet(
            title=texts.credit_note if is_credit else texts.invoice,
            address=(
                statement.name,
                statement.street,
                f"{statement.postcode} {statement.city}".strip(),
            ),
            facts=tuple(facts),
            columns=(
                Column(texts.fee, 0.36),
                Column(texts.period, 0.3),
                Column(texts.quantity, 0.08, right=True),
                Column(texts.price, 0.12, right=True),
                Column(texts.amount, 0.14, right=True),
            ),
            rows=[
                (
                    texts.fees[line.kind],
                    _period(line.first_day, line.last_day),
                    str(line.quantity),
                    amount_text(line.unit_ore),
                    amount_text(line.net_ore),
                )
                for line in statement.lines
            ],
            sums=((texts.net, amount_text(statement.net_ore)), *vats, total),
            foot=tuple(foot),
        )
    )


def consignment_pdf(consignment: Consignment, seller: Seller, texts: PaperTexts) -> bytes:
    """The label for its cover."""
    town = f"{consignment.postcode} {consignment.city}"
    home = f"{seller.street}, {seller.postcode} {seller.city}"
    notes = [texts.consignments[consignment.kind]]
    if consignment.courier:
        notes.append(consignment.courier)
    if consignment.weight_g is not None:
        weight = kilograms(consignment.weight_g, texts)
        notes.append(f"{texts.weight_title} {weight}")
    if consignment.tracking is not None:
        notes.append(texts.tracking.format(number=consignment.tracking))
    return cover(
        Cover(
            code=consignment.label,
            to=(consignment.name, consignment.street, town),
            returns_to=(texts.undeliverable, seller.name, home),
            badge=texts.carriers[consignment.carrier or ""],
            notes=tuple(notes),
        )
    )


def label_pdf(label: str, texts: PaperTexts) -> bytes:
    """A sticker for a box or a shelf."""
    is_box = label.startswith(f"M{LabelKind.BOX}")
    return sticker(label, texts.box if is_box else texts.shelf)


def range_pdf(contents: Contents, texts: PaperTexts) -> bytes:
    """The sticker of a full box: its label, and the first and the last day it holds."""
    days = sorted(original.arrived_on for original in contents.originals)
    range_ = f"{days[0].isoformat()} \N{EN DASH} {days[-1].isoformat()}" if days else texts.box
    count = f"{texts.lines}: {len(contents.originals)}"
    return sticker(contents.box.label, f"{range_}   {count}")


def contents_pdf(contents: Contents, now: dt.datetime, texts: PaperTexts) -> bytes:
    """Laid on top of the box: every original by position, without its sender or customer."""
    return sheet(
        Sheet(
            title=f"{texts.box} {contents.box.label}",
            facts=(
                (texts.shelf, contents.box.shelf or ""),
                (texts.made, now.isoformat(" ", "minutes")),
                (texts.lines, str(len(contents.originals))),
            ),
            columns=(
                Column(texts.place, 0.15, right=True),
                Column("", 0.05),
                Column(texts.scan_id, 0.4),
                Column(texts.arrived, 0.3),
            ),
            rows=[
                (str(each.position), "", each.scan_id, each.arrived_on.isoformat())
                for each in contents.originals
            ],
        )
    )


def pick_list_pdf(pulls: Sequence[Pull], now: dt.datetime, texts: PaperTexts) -> bytes:
    """In walking order; every line can be ticked off by scanning."""
    return sheet(
        Sheet(
            title=texts.pick_list,
            facts=(
                (texts.made, now.isoformat(" ", "minutes")),
                (texts.lines, str(len(pulls))),
            ),
            columns=(
                Column(texts.shelf, 0.2),
                Column(texts.box, 0.2),
                Column(texts.place, 0.2, right=True),
                Column("", 0.03),
                Column(texts.scan_id, 0.22),
                Column(texts.due, 0.15, right=True),
            ),
            rows=[
                (
                    pull.shelf or "",
                    pull.box or texts.on_desk,
                    str(pull.position or ""),
                    "",
                    pull.scan_id,
                    pull.due_on.isoformat(),
                )
                for pull in pulls
            ],
        )
    )


def protocol_pdf(protocol: Protocol, texts: PaperTexts) -> bytes:
    """What the two sign."""
    return sheet(
        Sheet(
            title=f"{texts.protocol} {protocol.number}",
            facts=(
                (texts.reason, texts.reasons[protocol.reason]),
                (texts.proposed_by, protocol.proposed_by),
                (texts.approved_by, protocol.approved_by),
                (texts.carried_out, protocol.carried_out_at[:16].replace("T", " ")),
                (texts.lines, str(len(protocol.lines))),
            ),
            columns=(
                Column(texts.scan_id, 0.25),
                Column(texts.arrived, 0.2),
                Column(texts.outside, 0.55),
            ),
            rows=[
                (line.scan_id, line.arrived_on, (line.face or "")[:_SHOWN_DIGITS])
                for line in protocol.lines
            ],
            signatures=(
                texts.first_signature.format(name=protocol.carried_out_by),
                texts.second_signature.format(name=protocol.witnessed_by),
            ),
            foot=(texts.fingerprint.format(sha256=protocol.sha256),),
        )
    )


def _period(first: dt.date, last: dt.date) -> str:
    if first == last:
        return first.isoformat()
    return f"{first.isoformat()} – {last.isoformat()}"  # noqa: RUF001  a span is printed so


def _seller_line(seller: Seller, texts: PaperTexts) -> str:
    return texts.seller_foot.format(
        name=seller.name,
        street=seller.street,
        postcode=seller.postcode,
        city=seller.city,
        number=org_number_text(seller.number),
        vat=vat_number_of(seller.number),
    )
