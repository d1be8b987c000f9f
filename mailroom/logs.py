"""Structured logs on standard error, without personal data: events in the past tense, with keys."""

import logging
import sys

import structlog


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
