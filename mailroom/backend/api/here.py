"""The backend that this request is for, and who is asking."""

from flask import current_app, g, request

from mailroom.backend.services.audit import Actor, ActorKind
from mailroom.backend.services.sessions import Signed
from mailroom.backend.wiring import Backend

EXTENSION = "mailroom"


def backend() -> Backend:
    found: Backend = current_app.extensions[EXTENSION]
    return found


def caller() -> Signed:
    """Set by the guard before any view that has a policy other than PUBLIC."""
    signed: Signed = g.caller
    return signed


def mailbox_key() -> str:
    """The one mailbox this caller may see."""
    return caller().mailbox or ""


def actor() -> Actor:
    """The caller as the audit log names it."""
    return Actor(ActorKind(caller().kind.value), caller().subject)


def address() -> str:
    """Where the request came from."""
    return request.remote_addr or ""
