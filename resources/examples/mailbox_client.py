"""A small client of the mailbox's API: fetch a company's letters, send one, trust a webhook.

It needs Python and `requests`, and nothing of Mailroom. The server's own description of every
route is at /openapi.json. Letters are fetched with what `mailroom-backend integrator` printed and
sent with what `mailroom-backend tenant` printed; the secret is read from MAILBOX_SECRET.

    python mailbox_client.py https://mailbox.example books fetch FOLDER [MOST_KB]
    python mailbox_client.py https://mailbox.example power send SE556917354401 "A subject" A.pdf
"""

import base64
import hashlib
import hmac
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import requests

OLDEST_CALL_S = 300


class Mailbox:
    """Signed in as one program. Every method raises requests.HTTPError when it is refused.

    The body of a refusal says why: `code` (five digits, the first three are the status),
    `short_message` and `long_message`; the header x-correlation-id names it in the server's log.
    """

    def __init__(self, server: str, client: str, secret: str) -> None:
        self._server = server.rstrip("/")
        self._http = requests.Session()
        grant = {"grant_type": "client_credentials"}
        answer = self._http.post(
            f"{self._server}/v1/auth", auth=(client, secret), data=grant, timeout=30
        )
        answer.raise_for_status()
        self._http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def letters(self) -> Iterator[dict[str, Any]]:
        """Everything that is there, newest first, in pages that the server chooses."""
        (company,) = self._ask("GET", "/v3/partner/company").json()
        contents = f"/v3/partner/company/{company}/content"
        before: dict[str, str] = {}
        while keys := self._ask("GET", contents, params=before).json():
            for key in keys:
                yield self._ask("GET", f"{contents}/{key}").json()
            before = {"before": keys[-1]}

    def document(self, letter: Mapping[str, Any], most_kb: int | None = None) -> bytes:
        """Checked against the checksum that the letter names. Raises ValueError.

        For a service that takes only so much: with `most_kb` a heavier document comes as a copy
        with lighter pictures, whose words are the same; what the mailbox keeps is not changed.
        """
        part = letter["parts"][0]
        if most_kb is not None and part["size"] > most_kb * 1000:
            return self._ask("GET", part["url"], params={"most_kb": most_kb}).content
        data = self._ask("GET", part["url"]).content
        if hashlib.sha256(data).hexdigest() != part["sha256"]:
            raise ValueError("the document is not the one that was promised")
        return data

    def reaches(self, *vat_numbers: str) -> list[str]:
        """Those of them that take letters from us."""
        path = f"{self._tenant()}/companymatch/vatnr"
        return self._ask("POST", path, json={"list": vat_numbers}).json()["list"]

    def send(self, vat_number: str, subject: str, document: bytes) -> str:
        """The letter's key. Safe to repeat with the very same bytes: it arrives once."""
        data = base64.b64encode(document).decode()
        part = {"name": "letter.pdf", "content_type": "application/pdf", "data": data}
        letter = {"vat_number": vat_number, "subject": subject, "type": "letter", "parts": [part]}
        return self._ask("POST", f"{self._tenant()}/content", json=letter).headers["kivra-objkey"]

    def _tenant(self) -> str:
        return f"/v2/tenant/{self._ask('GET', '/v2/tenant').json()[0]['key']}"

    def _ask(self, method: str, path: str, **what: Any) -> requests.Response:  # noqa: ANN401  handed on as it is
        answer = self._http.request(method, self._server + path, timeout=60, **what)
        answer.raise_for_status()
        return answer


def is_genuine(headers: Mapping[str, str], body: bytes, secret: str, *, now: float) -> bool:
    """Whether a webhook's call is the mailbox's own, and of the last minutes.

    While a secret is being changed a call is signed with both. Calls can come twice: keep their
    `id`, and let the second be.
    """
    sent = headers["X-KIVRA-TIMESTAMP"]
    if not sent.isdigit() or abs(now - int(sent)) > OLDEST_CALL_S:
        return False
    right = hmac.new(secret.encode(), f"{sent}:".encode() + body, hashlib.sha256).hexdigest()
    given = (one.strip() for one in headers["X-KIVRA-SIGNATURE"].split(","))
    return any(hmac.compare_digest(one, f"v1={right}") for one in given)


def main(server: str, client: str, verb: str, *words: str) -> None:
    mailbox = Mailbox(server, client, os.environ["MAILBOX_SECRET"])
    if verb == "fetch":
        folder, *limit = words
        most_kb = int(limit[0]) if limit else None
        for letter in mailbox.letters():
            Path(folder, f"{letter['key']}.pdf").write_bytes(mailbox.document(letter, most_kb))
    elif verb == "send":
        vat_number, subject, file = words
        if not mailbox.reaches(vat_number):
            sys.exit("the company takes no letters from us")
        print(mailbox.send(vat_number, subject, Path(file).read_bytes()))  # noqa: T201  its answer
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
