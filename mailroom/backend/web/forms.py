"""Forms that only our own pages can have sent: a token bound to the reader's cookie."""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from typing import Final

from flask import Response, g, request

from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import SESSION_COOKIE, STAFF_COOKIE
from mailroom.backend.services.refusals import Refused, Why

FORM_COOKIE: Final = "mailroom_form"
_OWN_SITE: Final = frozenset({"same-origin", "none"})


def form_token() -> str:
    """For the hidden field `token`; before sign-in it makes the cookie it is bound to."""
    bound_to = next((cookie for cookie in _bound() if cookie), None)
    if not bound_to:
        bound_to = g.setdefault("form_cookie", secrets.token_urlsafe(24))
    return _token(bound_to)


def check_form() -> None:
    """Raises Refused(FORM_EXPIRED)."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    given = request.form.get("token", "")
    # As bytes: compare_digest refuses text that is not ASCII, and this is anybody's text.
    tokens = (_token(cookie).encode() for cookie in _bound() if cookie)
    ours = any(hmac.compare_digest(token, given.encode()) for token in tokens)
    if site not in _OWN_SITE or not ours:
        raise Refused(Why.FORM_EXPIRED, "The form is too old or not ours.")


def _bound() -> Iterator[str | None]:
    """The cookies that a form may be bound to."""
    for name in (SESSION_COOKIE, STAFF_COOKIE, FORM_COOKIE):
        yield request.cookies.get(name)


def keep_form_cookie(response: Response) -> Response:
    """After a request in which a token was made without a cookie."""
    cookie = g.get("form_cookie")
    if cookie is not None:
        set_cookie(response, FORM_COOKIE, cookie)
    return response


def set_cookie(response: Response, name: str, value: str, *, days: int | None = None) -> None:
    """Never readable by scripts, never sent from another site's forms."""
    response.set_cookie(
        name,
        value,
        max_age=days * 86_400 if days else None,
        httponly=True,
        secure=backend().settings.secure_cookies,
        samesite="Lax",
    )


def _token(bound_to: str) -> str:
    return hashlib.sha256(f"form|{bound_to}".encode()).hexdigest()
