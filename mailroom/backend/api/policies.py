"""Who may call what: every route carries one policy, and a route without one stops the program."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from flask import Flask, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mailroom.backend.api.here import backend
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.sessions import Kind, Signed

SESSION_COOKIE: Final = "mailroom_session"
STAFF_COOKIE: Final = "mailroom_staff"
_MARK = "__policy__"
_BEARER = "bearer "

View = TypeVar("View", bound=Callable[..., object])


class Who(StrEnum):
    PUBLIC = "public"
    STATION = "station"
    INTEGRATOR = "integrator"
    TENANT = "tenant"
    """A sender's program."""
    MAILBOX_USER = "mailbox_user"
    OPERATOR = "operator"
    STAFF = "staff"
    """Our own people in a browser."""


_COOKIES: Final = {Who.MAILBOX_USER: SESSION_COOKIE, Who.STAFF: STAFF_COOKIE}
_DOORS: Final = {Who.MAILBOX_USER: "web.sign_in", Who.STAFF: "staff.sign_in"}


@dataclass(frozen=True, slots=True)
class Policy:
    """`scope` is what the caller's token must hold besides being of the right kind."""

    who: Who
    scope: str = ""


_LIBRARYS_OWN: Final[Mapping[str, Policy]] = {
    "openapi.spec": Policy(Who.PUBLIC),
    "web.static": Policy(Who.PUBLIC),
}


class RouteWithoutPolicy(Exception):
    """A bug of ours, found when the program starts."""


def policy(who: Who, scope: str = "") -> Callable[[View], View]:
    """Stand it right above the function."""

    def mark(view: View) -> View:
        setattr(view, _MARK, Policy(who, scope))
        return view

    return mark


def policy_of(app: Flask, endpoint: str) -> Policy:
    """Raises RouteWithoutPolicy."""
    found = getattr(app.view_functions.get(endpoint), _MARK, _LIBRARYS_OWN.get(endpoint))
    if not isinstance(found, Policy):
        raise RouteWithoutPolicy(endpoint)
    return found


def guard(app: Flask) -> None:
    """Check that each route has a policy, and enforce it before each request."""
    for endpoint in _endpoints(app):
        policy_of(app, endpoint)

    def enforce() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None
        wanted = policy_of(app, request.endpoint)
        if wanted.who is Who.PUBLIC:
            return None
        signed = _signed(wanted)
        if signed is None:
            if wanted.who in _DOORS:
                return redirect(url_for(_DOORS[wanted.who]))
            raise Refused(Why.NOT_SIGNED_IN, "Sign in first: there is no valid token.")
        # Before the scope: a page that refuses somebody still says who is signed in.
        g.caller = signed
        if wanted.scope and wanted.scope not in signed.scopes:
            raise Refused(Why.FORBIDDEN, "The token is not meant for this.")
        return None

    app.before_request(enforce)


def _endpoints(app: Flask) -> Iterable[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules()}


def _signed(wanted: Policy) -> Signed | None:
    cookie = _COOKIES.get(wanted.who)
    token = request.cookies.get(cookie, "") if cookie else _bearer()
    if not token:
        return None
    here = backend()
    return here.sessions.find(token, Kind(wanted.who.value), now=here.clock())


def _bearer() -> str:
    header = request.headers.get("Authorization", "")
    return header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else ""
