"""Structured logs on standard error, without personal data: events in the past tense, with keys."""

import logging
import sys
from collections import deque
from json import dumps as json_of

import structlog

_LINES_KEPT = 400
_recent: deque[str] = deque(maxlen=_LINES_KEPT)


def recent() -> tuple[str, ...]:
    """The last lines of this process, oldest first, one JSON object each; for a support bundle."""
    return tuple(_recent)


def _remember(
    _logger: structlog.typing.WrappedLogger, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    _recent.append(json_of(event, default=str))
    return event


def configure(*, verbose: bool = False, json: bool = False) -> None:
    """Call once per process. `json` writes one object a line, for machines."""
    renderer = (
        structlog.processors.JSONRenderer()
        if json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _remember,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.DEBUG if verbose else logging.INFO
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def log(subject: str) -> structlog.typing.FilteringBoundLogger:
    """A logger for one subject, e.g. `outbox`. Never pass it anything read from mail."""
    return structlog.get_logger(subject=subject)
