"""An integrator's webhooks: who is called when a letter has come, and with which secrets."""

from typing import Final

from flask import Response

from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import backend
from mailroom.backend.api.partner import own, partner
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.api.schemas import Webhook, WebhookRequest
from mailroom.backend.services.hooks import Hook
from mailroom.backend.services.programs import HOOKS

_WEBHOOKS: Final = "/v3/partner/company/<key:company>/webhook"


@partner.get(_WEBHOOKS)
@contract(partner, "The webhooks", security="bearer", refuses=(401, 403, 404))
@policy(Who.INTEGRATOR, HOOKS)
def webhooks(company: str) -> list[dict[str, object]]:
    found = backend().hooks.all(own(company).key)
    return [_webhook(hook).model_dump(mode="json") for hook in found]


@partner.post(_WEBHOOKS)
@contract(
    partner,
    "Call this address for each new letter",
    takes=WebhookRequest,
    gives=Webhook,
    status=201,
    security="bearer",
    refuses=(400, 401, 403, 404, 413),
)
@policy(Who.INTEGRATOR, HOOKS)
def add_webhook(company: str, message: WebhookRequest) -> Webhook:
    return _webhook(backend().hooks.add(own(company).key, message.url))


@partner.post(f"{_WEBHOOKS}/<hook:webhook>/rotate")
@contract(
    partner,
    "A new secret; the old one signs as well for a day",
    gives=Webhook,
    security="bearer",
    refuses=(401, 403, 404),
)
@policy(Who.INTEGRATOR, HOOKS)
def rotate_webhook(company: str, webhook: str) -> Webhook:
    return _webhook(backend().hooks.rotate(own(company).key, webhook))


@partner.delete(f"{_WEBHOOKS}/<hook:webhook>")
@contract(partner, "Call it no more", status=204, security="bearer", refuses=(401, 403, 404))
@policy(Who.INTEGRATOR, HOOKS)
def remove_webhook(company: str, webhook: str) -> Response:
    backend().hooks.remove(own(company).key, webhook)
    return Response(status=204)


def _webhook(hook: Hook) -> Webhook:
    return Webhook(
        id=hook.id, url=hook.url, active=hook.active, secrets=hook.secrets, overlaps=hook.overlaps
    )
