"""One decorator for what a route takes, gives and refuses: it checks, answers and documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from apiflask import APIBlueprint
from pydantic import BaseModel

from mailroom.wire import ErrorAnswer

View = TypeVar("View", bound=Callable[..., object])

_READS = "__reads__"


@dataclass(frozen=True, slots=True)
class Reads:
    """What a view reads besides a JSON body: parameters with their meaning, a raw body."""

    query: Mapping[str, str]
    body: tuple[str, ...]


_WORDS = {
    400: "The request is not as agreed",
    401: "No valid token, or the sign-in was refused",
    403: "The token is not meant for this",
    404: "Not here, or not the caller's to know of",
    409: "Disagrees with what the backend knows",
    410: "No longer kept",
    413: "Too large",
    422: "The bytes are not what their name says",
    429: "Too many attempts",
    503: "Try again shortly",
}


_NO_CONTENT = 204
_JSON = "application/json"
PDF = "application/pdf"
XML = "application/xml"


def contract(  # noqa: PLR0913  everything that is said of a route stands in one place
    blueprint: APIBlueprint,
    summary: str,
    *,
    takes: type[BaseModel] | None = None,
    gives: type[BaseModel] | None = None,
    status: int = 200,
    security: str | None = None,
    also: Mapping[int, str] | None = None,
    query: Mapping[str, str] | None = None,
    body: tuple[str, ...] = (),
    file: str = "",
    refuses: tuple[int, ...] = (),
) -> Callable[[View], View]:
    """`takes` is read from a JSON body and handed to the view as `message`.

    `also` names other statuses of success; `query` and `body` say what the view reads for
    itself: optional parameters and the media types of a raw body. `file` is the media type of an
    answer that is one. The library's decorators are not fully typed.
    """
    responses: dict[Any, Any] = {**(also or {}), **_refusals(refuses)}
    if gives is None:
        responses.setdefault(status, _as_asked(file) if status != _NO_CONTENT else "Done")

    def describe(view: View) -> View:
        described: Any = view
        if takes is not None:
            given: Any = blueprint.input(takes, arg_name="message")  # pyright: ignore[reportUnknownMemberType]  as above
            described = given(described)
        if gives is not None:
            answer: Any = blueprint.output(gives, status_code=status)  # pyright: ignore[reportUnknownMemberType]  as above
            described = answer(described)
        name = f"{blueprint.name}.{view.__name__}"
        document: Any = blueprint.doc(  # pyright: ignore[reportUnknownMemberType]  as above
            summary=summary, responses=responses, security=security, operation_id=name
        )
        described = document(described)
        setattr(described, _READS, Reads(query or {}, body))
        return described

    return describe


def complete(document: dict[str, Any], views: Mapping[str, Callable[..., object]]) -> None:
    """Add to the OpenAPI document what the views read for themselves."""
    for path in document["paths"].values():
        for operation in path.values():
            # Operations are named after their endpoint, see `contract`.
            reads = getattr(views[operation["operationId"]], _READS, Reads({}, ()))
            for name, text in reads.query.items():
                parameter = {"name": name, "in": "query", "description": text}
                parameter |= {"required": False, "schema": {"type": "string"}}
                operation.setdefault("parameters", []).append(parameter)
            if reads.body:
                schema = {"schema": {"type": "string", "format": "binary"}}
                content = dict.fromkeys(reads.body, schema)
                operation["requestBody"] = {"required": True, "content": content}


def _as_asked(file: str) -> dict[str, Any]:
    schema = {"type": "string", "format": "binary"} if file else {}
    return {"description": "As asked", "content": {file or _JSON: {"schema": schema}}}


def _refusals(statuses: tuple[int, ...]) -> dict[int, Any]:
    content = {"application/json": {"schema": ErrorAnswer.model_json_schema()}}
    return {status: {"description": _WORDS[status], "content": content} for status in statuses}
