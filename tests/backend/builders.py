"""Builders for backend tests: a test names only what it is about."""

import base64
import datetime as dt
import hashlib
import io
import json
import re
import uuid
from dataclasses import dataclass, field

from flask.testing import FlaskClient
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from mailroom.backend.adapters.keys import read_key_file
from mailroom.backend.practice import Practice
from mailroom.domain.references import CodeLine

SECRET = "hemligt-ord-7"  # noqa: S105  the practice accounts of these tests
INVOICE = (
    "Faktura\nFörfallodatum 2026-11-30\n" + CodeLine("25042950342", 1447100, "2374825", "41").text()
)
NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
ARRIVED = dt.date(2026, 11, 19)
ACTIVE = ("5577067472", "Marklund Måleri AB")
OTHER = ("5575862064", "Handelcentrum i Motala AB")


def pdf(*texts: str) -> bytes:
    target = io.BytesIO()
    # Uncompressed: the same bytes whatever another module has set for the whole process.
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=0)
    for text in texts:
        canvas.setFont("Helvetica", 24)
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(target, "JPEG")
    return target.getvalue()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def page(number: int, role: str = "content", sheet: int | None = None) -> dict[str, object]:
    return {
        "number": number,
        "role": role,
        "sheet": sheet if sheet is not None else number + 1,
        "sha256": sha(f"{role}{number}".encode()),
        "width_px": 2480,
        "height_px": 3508,
        "dpi": 300,
        "blank": False,
        "turned_deg": 0,
        "text": "Faktura 4711",
    }


def manifest(version: str, content: bytes | None = None, /, **changes: object) -> dict[str, object]:
    """A tier A letter of one page, decided by the machine; `changes` replace top-level keys."""
    number, name = ACTIVE
    document = pdf("Hej") if content is None else content
    return {
        "version": 1,
        "id": str(uuid.uuid4()),
        "scan_id": "M26-000001",
        "station": "desk-1",
        "operator": "anna",
        "tray": {
            "id": "T1",
            "arrived_on": ARRIVED.isoformat(),
            "postal_operator": "PostNord",
            "expected": 10,
        },
        "decision": decision(),
        "recipient": {"number": number, "name": name},
        "evidence": evidence(version),
        "pages": [page(0, "face", 1), page(1)],
        "sheet_count": 2,
        "document": blob(document, "application/pdf"),
        "face": None,
        "captured_at": NOW.isoformat(),
        **changes,
    }


def sorted_item(version: str, /, **changes: object) -> dict[str, object]:
    """An item that is not opened: marketing, unless changed."""
    away = {
        "decision": decision(category="marketing", route="destroy"),
        "recipient": None,
        "pages": [page(0, "face", 1)],
        "sheet_count": 1,
        "document": None,
        "face": blob(jpeg(), "image/jpeg"),
    }
    return manifest(version, **(away | changes))


def decision(**changes: object) -> dict[str, object]:
    return {
        "category": "scannable",
        "tier": "a",
        "route": "open_and_scan",
        "rule": "all_agree",
        "reason": None,
        "decided_by": "machine",
        "decided_at": NOW.isoformat(),
        "policy_version": "2026-11-1",
        "note": "",
        **changes,
    }


def evidence(version: str, **changes: object) -> dict[str, object]:
    number, name = ACTIVE
    return {
        "register_version": version,
        "numbers_seen": [number],
        "foreign_numbers": [],
        "address_lines": [name, number, "106 31 Stockholm"],
        "readings": [],
        "marks": [],
        "sender": "Skatteverket",
        "sender_readable": True,
        **changes,
    }


def blob(data: bytes, media_type: str) -> dict[str, object]:
    return {"sha256": sha(data), "size_bytes": len(data), "media_type": media_type}


def session_request(
    practice: Practice, *, at: dt.datetime = NOW, nonce: str | None = None, station: str = "desk-1"
) -> dict[str, object]:
    nonce = nonce or uuid.uuid4().hex
    text = at.isoformat()
    key = read_key_file(practice.key_file)
    signature = key.sign(f"{station}|{text}|{nonce}".encode())
    return {
        "version": 1,
        "station": station,
        "timestamp": text,
        "nonce": nonce,
        "signature": base64.b64encode(signature).decode(),
    }


@dataclass
class Desk:
    """A signed-in station, as a test drives it."""

    client: FlaskClient
    practice: Practice
    headers: dict[str, str] = field(default_factory=dict)
    backend_key: str = ""

    def sign_in(self, *, at: dt.datetime = NOW) -> "Desk":
        request = session_request(self.practice, at=at)
        answer = self.client.post("/v1/station/session", json=request)
        assert answer.status_code == 200, answer.text
        self.headers = {"Authorization": f"Bearer {answer.json['access_token']}"}
        self.backend_key = answer.json["backend_key"]
        return self

    def register_version(self) -> str:
        return self.client.get("/v1/station/register", headers=self.headers).json["version"]

    def put_blob(self, data: bytes, *, name: str | None = None, kind: str = "application/pdf"):
        return self.client.put(
            f"/v1/station/blobs/{name or sha(data)}",
            data=data,
            content_type=kind,
            headers=self.headers,
        )

    def put_item(self, message: dict[str, object]):
        return self.client.put(
            f"/v1/station/items/{message['id']}",
            data=json.dumps(message),
            content_type="application/json",
            headers=self.headers,
        )

    def recall(self, item: object):
        return self.client.post(f"/v1/station/items/{item}/recall", headers=self.headers)

    def deliver(self, **changes: object) -> dict[str, object]:
        document = pdf("Hej", "Sida 2")
        pages = [page(0, "face", 1), page(1), page(2)]
        message = manifest(
            self.register_version(), document, **({"pages": pages, "sheet_count": 3} | changes)
        )
        assert self.put_blob(document).status_code in {200, 201}
        answer = self.put_item(message)
        assert answer.status_code == 201, answer.text
        return message


@dataclass
class Reader:
    """A company's person in a browser, signed in from a form like anybody else."""

    client: FlaskClient

    def sign_in(self, login: str, secret: str):
        form = {"login": login, "secret": secret, "token": self.token("/in")}
        return self.client.post("/in", data=form)

    def token(self, page_: str) -> str:
        found = re.search(r'name="token" value="([0-9a-f]{64})"', self.client.get(page_).text)
        assert found is not None
        return found[1]

    def letters(self, query: str = "") -> list[str]:
        """The letters in the list, as a reader sees it."""
        listed = self.client.get(f"/letters{query}").text
        return list(dict.fromkeys(re.findall(r'href="/letters/([0-9]{10}[0-9a-f]{32})"', listed)))

    def post(self, path: str, **form: str):
        return self.client.post(path, data={"token": self.token("/letters"), **form})
