"""The mailbox as programs read it, in the shape of Kivra's partner API."""

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Final

from apiflask import APIBlueprint
from flask import Response, request, send_file, url_for

from mailroom.backend.adapters.lightening import NotLighter, TooManyCopies
from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import actor, address, backend, mailbox_key
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.api.schemas import (
    Company,
    Content,
    ContentChange,
    Labels,
    Part,
    PaymentOption,
    PostalAddress,
    Services,
    TokenAnswer,
)
from mailroom.backend.services.mailboxes import Letter, Mailbox, Wanted
from mailroom.backend.services.paying import paying_of
from mailroom.backend.services.printed_payment import Payment
from mailroom.backend.services.programs import MARK, READ
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.ids import vat_number_of

partner = APIBlueprint("partner", __name__, tag="Mailbox")

_COMPANY: Final = "/v3/partner/company"
_SUBJECTS: Final = {"authority": "Myndighetspost", "letter": "Brev"}
_YES_NO: Final = {"true": True, "false": False}
_MOST: Final = 500
_MOST_KB: Final = 1_000_000
_GRANT: Final = "client_credentials"


@partner.post("/v1/auth")
@contract(
    partner,
    "A token for a client's id and secret (HTTP Basic)",
    gives=TokenAnswer,
    security="basic",
    refuses=(400, 401, 429),
)
@policy(Who.PUBLIC)
def grant() -> TokenAnswer:
    asked = request.authorization
    if asked is None or asked.type != "basic" or not asked.username or not asked.password:
        raise Refused(Why.NOT_SIGNED_IN, "Send the client's id and secret as HTTP Basic.")
    form = request.form
    if form.get("grant_type", _GRANT) != _GRANT:
        raise Refused(Why.VALIDATION, "The only grant here is client_credentials.")
    granted = backend().programs.grant(
        asked.username,
        asked.password,
        wanted=form.get("scope", "").split(),
        address=address(),
    )
    return TokenAnswer(
        state=form.get("state", ""),
        access_token=granted.token,
        expires_in=granted.expires_in,
        scope=granted.scope,
    )


@partner.get(_COMPANY)
@contract(partner, "The companies' keys", security="bearer", refuses=(401, 403))
@policy(Who.INTEGRATOR, READ)
def companies() -> list[str]:
    return [mailbox_key()]


@partner.get(f"{_COMPANY}/<key:company>")
@contract(partner, "A company", gives=Company, security="bearer", refuses=(401, 403, 404))
@policy(Who.INTEGRATOR, READ)
def company(company: str) -> Company:
    found = own(company)
    contact = backend().companies.contact(found.number)
    name, street, _ = contact.kivra_address
    fallback = contact.delivery
    return Company(
        key=found.key,
        name=found.name,
        vat_number=vat_number_of(found.number),
        scanning_address=PostalAddress(
            name=name, street=street, postal_code="106 31", city="Stockholm"
        ),
        scanning_fallback_address=PostalAddress(
            name=fallback.name,
            street=fallback.street,
            postal_code=fallback.postcode,
            city=fallback.city,
        )
        if fallback
        else None,
        services=Services(scanning=True),
    )


@partner.get(f"{_COMPANY}/<key:company>/content")
@contract(
    partner,
    "The keys of its letters, newest first",
    security="bearer",
    query={
        "handled": "true or false",
        "viewed": "true or false",
        "trashed": "true or false: in the company's trash",
        "before": "A letter's key: go on after it",
    },
    refuses=(400, 401, 403, 404),
)
@policy(Who.INTEGRATOR, READ)
def contents(company: str) -> list[str]:
    found = own(company)
    wanted = Wanted(
        viewed=_yes_no("viewed"),
        handled=_yes_no("handled"),
        trashed=_yes_no("trashed"),
        before=request.args.get("before"),
        limit=_MOST,
    )
    return [letter.key for letter in backend().mailboxes.letters(found.key, wanted).letters]


@partner.get(f"{_COMPANY}/<key:company>/content/<key:content>")
@contract(
    partner,
    "A letter; with `part=1` its PDF",
    gives=Content,
    security="bearer",
    query={
        "part": "1 for the document itself",
        "most_kb": "With part=1: a copy of at most so many thousand bytes, with lighter pictures",
    },
    refuses=(400, 401, 403, 404, 413, 503),
)
@policy(Who.INTEGRATOR, READ)
def content(company: str, content: str) -> Response:
    found = own(company)
    part = request.args.get("part")
    if part not in {None, "1"}:
        raise Refused(Why.QUERY, "A letter has one part.")
    most_kb = _kilobytes("most_kb")
    here = backend()
    if part is None:
        letter = here.mailboxes.letter(found.key, content)
        body = _content(found, letter).model_dump_json()
        return Response(body, mimetype="application/json")
    letter = here.mailboxes.letter(found.key, content)
    document = _within(here.blobs.file(letter.document), most_kb)
    here.mailboxes.note_download(found.key, content, actor=actor())
    return send_file(
        document,
        "application/pdf",
        as_attachment=True,
        download_name=file_name(letter),
    )


@partner.patch(f"{_COMPANY}/<key:company>/content/<key:content>")
@contract(
    partner,
    "Mark a letter",
    takes=ContentChange,
    gives=Content,
    security="bearer",
    refuses=(400, 401, 403, 404, 409, 413),
)
@policy(Who.INTEGRATOR, MARK)
def mark(company: str, content: str, message: ContentChange) -> Content:
    found = own(company)
    labels = message.labels
    letter = backend().mailboxes.mark(
        found.key,
        content,
        actor=actor(),
        viewed=labels.viewed,
        handled=labels.handled,
        trashed=labels.trashed,
    )
    return _content(found, letter)


def _within(document: Path, most_kb: int | None) -> Path | BytesIO:
    """The document itself where it is light enough. Raises Refused(TOO_LARGE, COPY_WAITS)."""
    if most_kb is None or document.stat().st_size <= most_kb * 1000:
        return document
    try:
        return BytesIO(backend().copies.lightened(document, most_kb))
    except NotLighter:
        sentence = "No copy weighs so little. Fetch the letter whole, or allow more."
        raise Refused(Why.TOO_LARGE, sentence) from None
    except TooManyCopies:
        sentence = "Other copies are being made. Ask again in a few seconds, or take it whole."
        raise Refused(Why.COPY_WAITS, sentence) from None


def _kilobytes(name: str) -> int | None:
    text = request.args.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_KB):
        raise Refused(Why.QUERY, f"{name} is a number of kilobytes, from 1 to {_MOST_KB}.")
    return int(text)


def file_name(letter: Letter) -> str:
    """What a downloaded document is called: the scan id, never a name."""
    plain = "".join(sign for sign in letter.scan_id if sign.isascii() and sign.isalnum())
    return f"{plain or letter.key}.pdf"


def own(company: str) -> Mailbox:
    """The caller's one company. Raises Refused(NOT_FOUND) for any other."""
    if company != mailbox_key():
        raise Refused(Why.NOT_FOUND, "There is nothing here with that name.")
    return backend().mailboxes.mailbox(company)


def _yes_no(name: str) -> bool | None:
    text = request.args.get(name)
    if text is None:
        return None
    if text not in _YES_NO:
        raise Refused(Why.QUERY, f"{name} is true or false.")
    return _YES_NO[text]


def _content(mailbox: Mailbox, letter: Letter) -> Content:
    here = backend()
    read = here.mailboxes.pages(mailbox.key, letter.key)
    paying = paying_of(read.texts, read.codes)
    paid = (_payment_option(paying.payment, paying.due_on),) if paying.payment else ()
    address_ = url_for("partner.content", company=mailbox.key, content=letter.key, part=1)
    part = Part(
        content_type="application/pdf",
        name=file_name(letter),
        sha256=letter.document,
        size=here.blobs.size(letter.document) or 0,
        url=address_,
    )
    return Content(
        key=letter.key,
        created_at=letter.scanned_at,
        received_at=letter.available_at,
        receiver_name=mailbox.name,
        receiver_vat_number=vat_number_of(mailbox.number),
        sender_name=letter.sender,
        subject=letter.subject or _SUBJECTS.get(letter.kind, _SUBJECTS["letter"]),
        origin=letter.origin,
        labels=Labels(
            governmental=letter.kind == "authority",
            handled=letter.handled_at is not None,
            trashed=letter.trashed_at is not None,
            viewed=letter.viewed,
        ),
        type="invoice" if paid else "other",
        parts=(part,),
        payment_options=paid,
    )


def _payment_option(payment: Payment, due_on: dt.date | None) -> PaymentOption:
    return PaymentOption(
        account=payment.giro,
        amount=payment.amount_ore,
        due_at=due_on,
        reference=payment.reference,
        type=payment.giro_kind,
    )
