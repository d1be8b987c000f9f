"""The practice feeder's HTTP face: the eSCL requests of a client, on loopback only."""

import socket
import struct
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from scanners.practice import control, documents
from scanners.practice.device import Job, PracticeDevice, Refused, SheetSide
from scanners.practice.faults import Fault, FaultKind, Moment
from scanners.practice.pictures import scan_image, white_side

_LOOPBACK = "127.0.0.1"
_LONGEST_BODY = 1 << 20
_CONTROL_ROOT = "/ctl/"
_NEXT = "/NextDocument"
_RST_ON_CLOSE = struct.pack("ii", 1, 0)


class PracticeServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, device: PracticeDevice, port: int) -> None:
        self.device = device
        super().__init__((_LOOPBACK, port), _Requests)

    @property
    def url(self) -> str:
        return f"http://{_LOOPBACK}:{self.server_port}/eSCL/"


class _Requests(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "PracticeFeeder/1.0", ""
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    # Silent clients must not hold a thread for ever.
    timeout = 120

    @property
    def _device(self) -> PracticeDevice:
        return cast(PracticeServer, self.server).device

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing: the device's state is asked for, not read from a log."""

    def do_GET(self) -> None:
        if self.path == "/eSCL/ScannerCapabilities":
            self._answer(200, documents.capabilities(self._device.identity))
        elif self.path == "/eSCL/ScannerStatus":
            self._status()
        elif self.path.endswith(_NEXT):
            self._next_document(self.path.removesuffix(_NEXT))
        elif self.path.startswith(_CONTROL_ROOT):
            self._control(b"")
        else:
            self._answer(404)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= _LONGEST_BODY:
            self._cut()
            return
        body = self.rfile.read(length)
        if self.path == "/eSCL/ScanJobs":
            self._create_job(body)
        elif self.path.startswith(_CONTROL_ROOT):
            self._control(body)
        else:
            self._answer(404)

    def do_DELETE(self) -> None:
        try:
            self._device.delete_job(self.path)
        except Refused as refusal:
            self._answer(refusal.http_status)
        else:
            self._answer(200)

    def _status(self) -> None:
        fault = self._device.waiting_fault(Moment.STATUS)
        if fault and self._struck_before_answer(fault):
            return
        state = self._device.state()
        self._answer(
            200,
            documents.status(
                state="Processing" if state.busy else "Idle",
                adf_state=state.adf,
                jobs=self._device.job_lines(),
            ),
        )

    def _create_job(self, body: bytes) -> None:
        fault = self._device.waiting_fault(Moment.JOB)
        if fault and self._struck_before_answer(fault):
            return
        try:
            job = self._device.create_job(documents.parse_settings(body))
        except documents.SettingsRefused:
            self._answer(400)
        except Refused as refusal:
            self._answer(refusal.http_status)
        else:
            self._answer(201, headers={"Location": job.uri})

    def _next_document(self, uri: str) -> None:
        try:
            job, side, fault = self._device.next_side(uri)
        except Refused as refusal:
            self._answer(refusal.http_status)
            return
        if fault and self._struck_before_answer(fault):
            return
        data = _picture(job, side)
        if fault and fault.kind is FaultKind.DROP:
            self._send_part(data, job.settings.mime)
            return
        self._answer(200, _spoilt(data, fault), job.settings.mime)

    def _struck_before_answer(self, fault: Fault) -> bool:
        """Whether the fault has already answered the request, or hung up on it."""
        match fault.kind:
            case FaultKind.BUSY:
                self._answer(503, headers={"Retry-After": "1"})
            case FaultKind.REFUSED:
                self._answer(fault.http_status)
            case FaultKind.STALL:
                self._device.wait_until_cleared(fault.seconds)
                self._cut()
            case FaultKind.RESET:
                self._cut(reset=True)
            case FaultKind.SLOW:
                time.sleep(fault.seconds)
                return False
            case _:
                return False
        return True

    def _control(self, body: bytes) -> None:
        # A web page in the operator's browser must not be able to play with the feeder.
        if "Origin" in self.headers or not self.headers.get("Host", "").startswith(_LOOPBACK):
            self._answer(403)
            return
        status, answer = control.obey(self._device, self.path.removeprefix(_CONTROL_ROOT), body)
        self._answer(status, answer, "application/json")

    def _answer(
        self,
        status: int,
        body: bytes = b"",
        mime: str = "text/xml",
        headers: dict[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if body:
            self.send_header("Content-Type", mime)
        self.send_header("Content-Length", str(len(body)))
        self._send(body)

    def _send_part(self, data: bytes, mime: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", mime)
        self.send_header("Content-Length", str(len(data)))
        self._send(data[: len(data) // 2])
        self._cut()

    def _send(self, body: bytes) -> None:
        try:
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
        except OSError:
            # The client hung up; so does the device.
            self.close_connection = True

    def _cut(self, *, reset: bool = False) -> None:
        self.close_connection = True
        try:
            if reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST_ON_CLOSE)
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            # Already gone, which is what was wanted.
            return


def _picture(job: Job, side: SheetSide) -> bytes:
    if side.moment is Moment.BACK and side.sheet.back is None:
        return white_side(side.sheet.front, job.settings)
    image = side.sheet.back if side.moment is Moment.BACK else side.sheet.front
    return scan_image(image or side.sheet.front, job.settings)


def _spoilt(data: bytes, fault: Fault | None) -> bytes:
    match fault.kind if fault else None:
        case FaultKind.TRUNCATED:
            return data[: len(data) // 2]
        case FaultKind.CORRUPT:
            third = len(data) // 3
            struck = bytes(byte ^ 0x5A for byte in data[third : third + 4000])
            return data[:third] + struck + data[third + len(struck) :]
        case FaultKind.NOT_AN_IMAGE:
            return b"<html><body>Device error</body></html>"
        case _:
            return data
