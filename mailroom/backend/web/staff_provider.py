"""Our own people sign in through the same provider, to their own pages."""

from apiflask import APIBlueprint
from flask.typing import ResponseReturnValue

from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import STAFF_COOKIE, Who, policy
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.web import abandoned, forms
from mailroom.backend.web.pages import language, redirect_to
from mailroom.backend.web.provider import Unvouched, go, vouched
from mailroom.backend.web.staff import show, staff


@staff.get("/in/provider")
@policy(Who.PUBLIC)
def go_to_provider() -> ResponseReturnValue:
    try:
        return go("/staff/in/provider/back")
    except Unvouched:
        return _refused()


@staff.get("/in/provider/back")
@policy(Who.PUBLIC)
def back_from_provider() -> ResponseReturnValue:
    try:
        token = backend().staff.sign_in_as(vouched())
    except (Unvouched, Refused):
        return _refused()
    response = redirect_to("/staff/")
    forms.set_cookie(response, STAFF_COOKIE, token)
    response.delete_cookie(forms.FORM_COOKIE)
    return response


PAGES = (abandoned,)


def staff_pages() -> APIBlueprint:
    """With all of them on it."""
    return staff


def _refused() -> ResponseReturnValue:
    page = show("staff_sign_in.html", problem=language().provider_refused, user="")
    return page, Why.SIGN_IN_REFUSED.status
