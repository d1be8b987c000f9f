"""Sign-in through an OpenID Connect provider: authorization code, PKCE, nonce; local accounts stay.

A person at the provider is linked to an account of ours beforehand: whoever is unknown stays out.
"""

from typing import Any, Final

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response, current_app, session
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError

from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import SESSION_COOKIE, Who, policy
from mailroom.backend.services.identities import Vouched
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.settings import BackendSettings
from mailroom.backend.web import forms
from mailroom.backend.web.pages import language, redirect_to, show_page, web
from mailroom.domain.errors import MailroomError
from mailroom.logs import log

_NAME: Final = "provider"
_FLOW_COOKIE: Final = "mailroom_flow"


class Unvouched(MailroomError):
    """The provider did not answer, or its answer does not hold."""

    code = "unvouched"


def install(app: Flask, settings: BackendSettings, *, secret: str) -> None:
    """`secret` signs the cookie that holds one sign-in's state until the browser is back."""
    app.secret_key = secret
    app.config["SESSION_COOKIE_NAME"] = _FLOW_COOKIE
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.config["SESSION_COOKIE_SECURE"] = settings.secure_cookies
    if not settings.oidc_issuer:
        return
    library: Any = OAuth(app)
    library.register(
        _NAME,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid",
            "code_challenge_method": "S256",
            "timeout": settings.outgoing_timeout_s,
        },
    )


@web.get("/in/provider")
@policy(Who.PUBLIC)
def go_to_provider() -> ResponseReturnValue:
    try:
        return go("/in/provider/back")
    except Unvouched:
        return _refused()


@web.get("/in/provider/back")
@policy(Who.PUBLIC)
def back_from_provider() -> ResponseReturnValue:
    try:
        token = backend().users.sign_in_as(vouched())
    except (Unvouched, Refused):
        return _refused()
    response = redirect_to("/letters")
    forms.set_cookie(response, SESSION_COOKIE, token)
    response.delete_cookie(forms.FORM_COOKIE)
    return response


def go(back: str) -> ResponseReturnValue:
    """To the provider, which sends the browser to the path `back`. Raises Unvouched."""
    try:
        # Our own address, never the one that the request claims to have come to.
        return _client().authorize_redirect(f"{backend().settings.public_url}{back}")
    except (OAuthError, OSError) as error:
        raise _unvouched(error) from error


def vouched() -> Vouched:
    """Whom the provider's answer is about. Raises Unvouched."""
    try:
        # Checks the state, the PKCE verifier, the token's signature, issuer, audience and nonce.
        claims: Any = _client().authorize_access_token()["userinfo"]
        return Vouched(str(claims["iss"]), str(claims["sub"]))
    except (OAuthError, OSError, JoseError, KeyError, ValueError) as error:
        raise _unvouched(error) from error
    finally:
        session.clear()


def _client() -> Any:  # noqa: ANN401  untyped
    found: Any = current_app.extensions.get("authlib.integrations.flask_client")
    client: Any = getattr(found, _NAME, None) if found is not None else None
    if client is None:
        raise Refused(Why.NOT_FOUND, "There is no provider.")
    return client


def _unvouched(error: Exception) -> Unvouched:
    log("sign-in").info("the provider's answer was refused", situation=type(error).__name__)
    return Unvouched("the provider vouches for nobody")


def _refused() -> ResponseReturnValue:
    page = show_page("sign_in.html", problem=language().provider_refused, login="")
    return Response(page, Why.SIGN_IN_REFUSED.status, mimetype="text/html")
