"""Serves the application with waitress until it is told to stop."""

import signal
import socket
from pathlib import Path
from types import FrameType
from typing import Any

from flask import Flask
from waitress.server import create_server

from mailroom.backend.settings import BackendSettings
from mailroom.logs import log

_MB = 1 << 20


def serve(app: Flask, settings: BackendSettings, *, port_file: Path | None) -> None:
    """Until SIGTERM or SIGINT. The port is in `port_file` once connections are accepted."""
    listening = socket.create_server((settings.host, settings.port))
    port = int(listening.getsockname()[1])
    server = create_server(app, sockets=[listening], **_adjustments(settings))
    signal.signal(signal.SIGTERM, _stop)
    log("server").info("started", host=settings.host, port=port)
    if port_file is not None:
        _write(port_file, port)
    server.run()
    server.close()
    log("server").info("stopped")


def _adjustments(settings: BackendSettings) -> dict[str, Any]:
    adjustments: dict[str, Any] = {
        "threads": settings.threads,
        # Above our own limit, so that the refusal is ours and says why.
        "max_request_body_size": 2 * settings.max_blob_mb * _MB,
        "ident": "",
        "clear_untrusted_proxy_headers": True,
    }
    if settings.trusted_proxy:
        adjustments["trusted_proxy"] = settings.trusted_proxy
        adjustments["trusted_proxy_headers"] = {"x-forwarded-for", "x-forwarded-proto"}
    return adjustments


def _write(file: Path, port: int) -> None:
    part = file.with_name(file.name + ".part")
    part.write_text(f"{port}\n", "ascii")
    part.replace(file)


def _stop(number: int, frame: FrameType | None) -> None:
    # The one exception that the server's loop neither swallows nor lets through: it returns.
    del number, frame
    raise SystemExit
