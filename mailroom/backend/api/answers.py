"""How the backend answers when it says no, and the headers of every answer."""

import uuid
from collections.abc import Callable, Mapping
from typing import Final

from apiflask import HTTPError
from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import DatabaseError
from werkzeug.exceptions import HTTPException

from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.errors import DiskFailed
from mailroom.logs import log
from mailroom.wire import ErrorAnswer

_PAGE: Final = "mailroom.error_page"
_PROGRAMS: Final = ("/v1/", "/v2/", "/v3/", "/openapi.json", "/health")
_RETRY_AFTER_S: Final = {429: "60", 503: "5"}
_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_BY_STATUS: Final[Mapping[int, tuple[Why, str]]] = {
    400: (Why.MALFORMED, "The request cannot be read."),
    404: (Why.NOT_FOUND, "There is nothing here with that name."),
    405: (Why.METHOD, "That cannot be done here."),
    413: (Why.TOO_LARGE, "The body is larger than we take."),
    415: (Why.UNSUPPORTED_TYPE, "The body is not of a kind we take."),
}


def install(app: Flask, *, page: Callable[[Why], Response]) -> None:
    """Error handlers and headers; `page` shows a refusal to a person."""
    app.extensions[_PAGE] = page
    app.before_request(_correlate)
    app.after_request(_dress)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(HTTPError, _invalid)
    app.register_error_handler(HTTPException, _of_the_protocol)
    app.register_error_handler(DatabaseError, _unavailable)
    app.register_error_handler(DiskFailed, _unavailable)
    app.register_error_handler(RecursionError, _nested_too_deep)


def refused(error: Refused) -> Response:
    """JSON for programs, a page for people."""
    log("api").info("refused", code=error.why.number, endpoint=request.endpoint)
    if not request.path.startswith(_PROGRAMS):
        show: Callable[[Why], Response] = current_app.extensions[_PAGE]
        return show(error.why)
    answer = ErrorAnswer(
        code=error.why.number, short_message=error.why.word, long_message=error.sentence
    )
    response = Response(answer.model_dump_json(), error.why.status, mimetype="application/json")
    response.headers["x-error-code"] = str(error.why.number)
    if error.why.status in _RETRY_AFTER_S:
        response.headers["Retry-After"] = _RETRY_AFTER_S[error.why.status]
    return response


def _correlate() -> None:
    # Always our own: a caller's would be somebody else's text in our logs.
    g.correlation_id = str(uuid.uuid4())


def _dress(response: Response) -> Response:
    response.headers["x-correlation-id"] = g.get("correlation_id", "")
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "web.static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _invalid(error: HTTPError) -> Response:
    detail: dict[str, dict[str, list[str]]] = error.detail or {}
    places = [str(place)[:80] for flaws in detail.values() for place in flaws][:5]
    sentence = "The message is not as agreed: " + ", ".join(places) if places else error.message
    why = Why.VALIDATION if places else Why.MALFORMED
    return refused(Refused(why, sentence))


def _of_the_protocol(error: HTTPException) -> Response:
    if error.code is not None and error.code in range(300, 400):
        return Response(status=error.code, headers=error.get_headers())
    unknown = (Why.INTERNAL, "Something went wrong here. Try again later.")
    why, sentence = _BY_STATUS.get(error.code or 500, unknown)
    response = refused(Refused(why, sentence))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _unavailable(error: DatabaseError | DiskFailed) -> Response:
    log("api").error("storage failed", situation=type(error).__name__)
    return refused(Refused(Why.UNAVAILABLE, "The storage did not answer. Try again shortly."))


def _nested_too_deep(error: RecursionError) -> Response:
    del error
    return refused(Refused(Why.MALFORMED, "The body is nested too deeply."))
