"""A server that speaks S3 and, as S3 promises, writes an object only once."""

import threading
from collections.abc import Iterable
from http import HTTPStatus
from typing import Self
from wsgiref.types import StartResponse, WSGIEnvironment

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

_CONFLICT = b"<Error><Code>ConditionalRequestConflict</Code></Error>"


class S3Server:
    """Moto's, one request at a time.

    Moto looks whether an object is there and then writes it, two things another request comes
    between; S3 does both at once.
    """

    def __init__(self) -> None:
        self.conflicts = 0
        """How many of the next writings meet another that is under way, as S3 says it: 409."""
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._turn = threading.Lock()
        self._server = make_server(
            "127.0.0.1", 0, self._answer, threaded=True, request_handler=MotoRequestHandler
        )
        self._thread = threading.Thread(target=self._server.serve_forever)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with self._turn:
            if self.conflicts and environ["REQUEST_METHOD"] == "PUT":
                self.conflicts -= 1
                environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
                status = HTTPStatus.CONFLICT
                start(f"{status} {status.phrase}", [("Content-Type", "application/xml")])
                return [_CONFLICT]
            return self._moto(environ, start)
