"""x"""

from apiflask import APIBlueprint
from flask import Response
from mailroom.backend.services.refusals import Why
from mailroom.backend.api.policies import Who, policy

web = APIBlueprint(
    "web", __name__, static_folder="static", static_url_path="/static", enable_openapi=False
)


@web.get("/in")
@policy(Who.PUBLIC)
def sign_in() -> str:
    return ""


def error_page(why: Why) -> Response:
    return Response(str(why.number), why.status)
