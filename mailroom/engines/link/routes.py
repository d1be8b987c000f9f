"""How one kind of question about the room is asked over HTTP."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Route:
    """How a kind of question is asked; `path` is below /v1/desk.

    `answer` says what comes back, None that nothing does; `is_paper` that it is a PDF's bytes.
    `key` makes a repeated act count once.
    """

    method: str
    path: Callable[[Any], str]
    answer: TypeAdapter[Any] | None = None
    body: Callable[[Any], bytes] | None = None
    key: Callable[[Any], str] | None = None
    is_paper: bool = False
