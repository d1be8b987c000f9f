"""How a route of the desk acts: one transaction, the person who acts, each key once."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, Final

from flask import Response, request
from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from mailroom.backend.api.here import backend, caller
from mailroom.backend.printing.texts import BY_LANGUAGE, PaperTexts
from mailroom.backend.services import once
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.backend.services.staff_users import staff_of
from mailroom.domain.seller import Seller

KEY_HEADER: Final = "Idempotency-Key"
_LONGEST_KEY: Final = 128
_ANYTHING: Final[TypeAdapter[Any]] = TypeAdapter(Any)


def shown(look: Callable[[Session], object]) -> Response:
    """What a look at the database gives, as JSON."""
    with backend().database.reading() as session:
        return _json(_written(look(session)))


def shown_to(look: Callable[[Session, Staff], object]) -> Response:
    """As `shown`, of what depends on who looks."""
    with backend().database.reading() as session:
        return _json(_written(look(session, staff_of(session, caller().subject))))


def done(act: Callable[[Session, Staff], object]) -> Response:
    """All of it or nothing; under a key of the caller's, once."""
    here, signed = backend(), caller()
    key = request.headers.get(KEY_HEADER, "")
    if len(key) > _LONGEST_KEY:
        raise Refused(Why.VALIDATION, "The key is longer than a key is.")
    text = f"{request.method} {request.path}\n".encode() + request.get_data()
    body = hashlib.sha256(text).hexdigest()
    with here.database.writing() as session:
        staff = staff_of(session, signed.subject)
        known = once.answered(session, signed.subject, key, body) if key else None
        if known is not None:
            return _json(known)
        answer = _written(act(session, staff))
        if key:
            once.remember(session, signed.subject, key, body, answer, now=here.clock())
    return _json(answer)


def told_once(act: Callable[[Session, Staff], object]) -> Response:
    """As `done`, where the answer holds a secret: under no key is it kept."""
    with backend().database.writing() as session:
        answer = _written(act(session, staff_of(session, caller().subject)))
    return _json(answer)


def printed(draw: Callable[[Session, PaperTexts], bytes]) -> Response:
    """A PDF in the house's language."""
    here = backend()
    with here.database.reading() as session:
        paper = draw(session, BY_LANGUAGE[here.settings.language])
    return Response(paper, mimetype="application/pdf")


def seller() -> Seller:
    """Of the settings."""
    of = backend().settings
    return Seller(
        name=of.seller_name,
        number=of.seller_number,
        street=of.seller_street,
        postcode=of.seller_postcode,
        city=of.seller_city,
        bankgiro=of.seller_bankgiro,
    )


def _written(answer: object) -> str:
    if answer is None:
        return "{}"
    if isinstance(answer, str | int | bool):
        return json.dumps({"value": answer})
    return _ANYTHING.dump_json(answer).decode()


def _json(text: str) -> Response:
    return Response(text, mimetype="application/json")
