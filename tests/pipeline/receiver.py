"""A small real HTTP server that keeps what a station sends, and fails as it is told."""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Fault(StrEnum):
    """What goes wrong with the next item."""

    UNAVAILABLE = "unavailable"
    CUT = "cut"
    """The item is kept, but its answer breaks off."""
    GARBLED = "garbled"
    REFUSED = "refused"
    OTHER_BYTES = "other_bytes"
    FORGED = "forged"
    SIGNED_OUT = "signed_out"


class Receiver(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = Ed25519PrivateKey.generate()
        self.faults: list[Fault] = []
        self.items: dict[str, bytes] = {}
        self.puts: list[bytes] = []
        self.blobs: dict[str, bytes] = {}
        self.sign_ins = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def public(self) -> str:
        return base64.b64encode(self.key.public_key().public_bytes_raw()).decode()

    def receipt(self, item: str, body: bytes, fault: Fault | None) -> dict[str, object]:
        sha256 = hashlib.sha256(b"other" if fault is Fault.OTHER_BYTES else body).hexdigest()
        pages, now = len(json.loads(body)["pages"]), dt.datetime.now(dt.UTC)
        said = f"{item}|-|{sha256}|{pages}|{now.isoformat()}|1"
        signer = Ed25519PrivateKey.generate() if fault is Fault.FORGED else self.key
        return {
            "item": item,
            "mailbox": None,
            "sha256": sha256,
            "page_count": pages,
            "received_at": now.isoformat(),
            "log_index": 1,
            "signature": base64.b64encode(signer.sign(said.encode())).decode(),
        }


class _Handler(BaseHTTPRequestHandler):
    server: Receiver  # pyright: ignore[reportIncompatibleVariableOverride]  always this one
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self._body()
        self.server.sign_ins += 1
        answer = {"access_token": "t", "expires_in": 600, "backend_key": self.server.public}
        self._answer(200, json.dumps(answer).encode())

    def do_PUT(self) -> None:
        body, name = self._body(), self.path.rsplit("/", 1)[1]
        if "/blobs/" in self.path:
            self.server.blobs[name] = body
            self._answer(201, b"{}")
            return
        fault = self.server.faults.pop(0) if self.server.faults else None
        if fault in (Fault.UNAVAILABLE, Fault.REFUSED, Fault.SIGNED_OUT):
            self._answer({Fault.UNAVAILABLE: 503, Fault.REFUSED: 409}.get(fault, 401), b"{}")
            return
        self.server.puts.append(body)
        self.server.items[name] = body
        answer = json.dumps(self.server.receipt(name, body, fault)).encode()
        if fault is Fault.GARBLED:
            answer = answer[: len(answer) // 2]
        self._answer(200, answer, cut=fault is Fault.CUT)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        del format, args

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _answer(self, status: int, body: bytes, *, cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = cut


@contextmanager
def receiving() -> Iterator[Receiver]:
    with Receiver() as receiver:
        thread = Thread(target=receiver.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join()
