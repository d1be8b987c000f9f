"""How senders write digitally, in the shape of Kivra's tenant API: whom they reach, and sending."""

import hashlib
import json
from typing import Final

from apiflask import APIBlueprint
from flask import Response, url_for
from sqlalchemy.orm import Session

from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import backend, caller
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.api.schemas import (
    TenantContent,
    TenantContentAnswer,
    TenantContentCourse,
    VatNumberDiff,
    VatNumbers,
)
from mailroom.backend.model.tenants import TenantRow
from mailroom.backend.services import receivers
from mailroom.backend.services.contents import Written
from mailroom.backend.services.programs import MATCH, SEND
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.ids import NotAnOrgNumber, parse_vat_number, vat_number_of

tenant = APIBlueprint("tenant", __name__, tag="Sending")

_TENANT: Final = "/v2/tenant"
_OWN: Final = f"{_TENANT}/<key:tenant_key>"
_USUAL: Final = (401, 403, 404, 503)


@tenant.get(_TENANT)
@contract(tenant, "The tenants that the caller may send for", security="bearer", refuses=_USUAL)
@policy(Who.TENANT, MATCH)
def tenants() -> list[dict[str, str]]:
    return [{"key": caller().subject}]


@tenant.post(f"{_OWN}/content")
@contract(
    tenant,
    "Send a letter; the same payload again delivers nothing more",
    takes=TenantContent,
    gives=TenantContentAnswer,
    status=201,
    security="bearer",
    also={200: "It was here already"},
    refuses=(400, 401, 403, 404, 413, 429, 503),
)
@policy(Who.TENANT, SEND)
def send(
    tenant_key: str, message: TenantContent
) -> tuple[TenantContentAnswer, int, dict[str, str]]:
    (part,) = message.parts
    written = Written(
        vat_number=message.vat_number,
        subject=message.subject,
        media_type=part.content_type,
        data=part.data,
        payload_sha256=_payload(message),
    )
    sent = backend().contents.send(_own(tenant_key), written)
    place = url_for("tenant.course", tenant_key=tenant_key, content=sent.letter)
    answer = TenantContentAnswer(
        subject=message.subject, generated_at=message.generated_at, type=message.type
    )
    headers = {"kivra-objkey": sent.letter, "location": place}
    return answer, 201 if sent.created else 200, headers


@tenant.get(f"{_OWN}/content/<key:content>")
@contract(
    tenant,
    "How far a letter has come",
    gives=TenantContentCourse,
    security="bearer",
    refuses=_USUAL,
)
@policy(Who.TENANT, SEND)
def course(tenant_key: str, content: str) -> TenantContentCourse:
    here = backend()
    found = here.contents.course(_own(tenant_key), content)
    return TenantContentCourse(
        key=found.letter,
        subject=found.subject,
        received_at=found.received_at,
        notified_at=here.oversight.notified_at(found.letter),
        viewed_at=found.viewed_at,
    )


@tenant.post(f"{_OWN}/companymatch/vatnr")
@contract(
    tenant,
    "Which of these VAT numbers the tenant's letters reach",
    takes=VatNumbers,
    gives=VatNumbers,
    security="bearer",
    refuses=(400, 401, 403, 404, 413, 503),
)
@policy(Who.TENANT, MATCH)
def match(tenant_key: str, message: VatNumbers) -> VatNumbers:
    here, numbers = backend(), _numbers(message.list)
    with here.database.reading() as session:
        sender = _sender(session, tenant_key)
        found = receivers.reached(session, sender, list(numbers.values()), now=here.clock())
    return VatNumbers(list=tuple(text for text, number in numbers.items() if number in found))


@tenant.get(f"{_OWN}/company")
@contract(
    tenant,
    "The VAT numbers of all whom its letters reach; the header diff-id names the list",
    security="bearer",
    refuses=_USUAL,
)
@policy(Who.TENANT, MATCH)
def companies(tenant_key: str) -> Response:
    here = backend()
    with here.database.writing() as session:
        listing = receivers.listed(session, _sender(session, tenant_key), now=here.clock())
    body = json.dumps([vat_number_of(number) for number in listing.numbers])
    return Response(body, mimetype="application/json", headers={"diff-id": listing.id})


@tenant.get(f"{_OWN}/company/diff/<list:diff_id>")
@contract(
    tenant,
    "Who came and who left since a list, for 31 days",
    gives=VatNumberDiff,
    security="bearer",
    refuses=(401, 403, 404, 410, 503),
)
@policy(Who.TENANT, MATCH)
def difference(tenant_key: str, diff_id: str) -> VatNumberDiff:
    here = backend()
    with here.database.reading() as session:
        sender = _sender(session, tenant_key)
        found = receivers.differing(session, sender, diff_id, now=here.clock())
    return VatNumberDiff(
        added=tuple(vat_number_of(number) for number in found.added),
        removed=tuple(vat_number_of(number) for number in found.removed),
    )


def _own(tenant_key: str) -> str:
    if tenant_key != caller().subject:
        raise Refused(Why.NOT_FOUND, "There is nothing here with that name.")
    return tenant_key


def _sender(session: Session, tenant_key: str) -> TenantRow:
    return session.get_one(TenantRow, _own(tenant_key))


def _payload(message: TenantContent) -> str:
    """Everything that was sent but the time at which it was generated."""
    rest = message.model_dump(mode="json", exclude={"generated_at"})
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def _numbers(texts: tuple[str, ...]) -> dict[str, str]:
    """The ten digits of those that are VAT numbers, by how they were written."""
    found: dict[str, str] = {}
    for text in texts:
        try:
            found[text] = parse_vat_number(text)
        except NotAnOrgNumber:
            continue
    return found
