"""One question to an eSCL scanner and its answer: a connection of its own, bounded and timed."""

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_LONGEST_DOCUMENT = 1 << 20


class ScannerUnreachable(Exception):
    """The scanner does not answer, or not in eSCL."""


class ScannerSilent(ScannerUnreachable):
    """The scanner took the question and said nothing in time."""


class AnswerBroken(ScannerUnreachable):
    """The scanner hung up in the middle, or its answer is longer than anything it has to say."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class EsclLink:
    """Asks at an eSCL root address, `http://HOST:PORT/eSCL/`.

    No connection outlives its question: on a kept one, nobody knows whether a page that was
    asked for when it broke has been counted as fetched.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._where = urlsplit(url)

    def path(self, document: str) -> str:
        """Of a document below the root."""
        return f"{self._where.path.rstrip('/')}/{document}"

    def ask(
        self,
        method: str,
        path: str,
        *,
        timeout_s: float,
        body: bytes | None = None,
        longest: int = _LONGEST_DOCUMENT,
    ) -> Answer:
        """Raises ScannerUnreachable, or which kind of it: ScannerSilent, AnswerBroken."""
        headers = {"Connection": "close"}
        if body is not None:
            headers["Content-Type"] = "text/xml"
        link = self._connection(timeout_s)
        try:
            return _asked(link, method, path, body, headers, longest)
        except TimeoutError as problem:
            raise ScannerSilent(f"no answer in {timeout_s:g} s at {self.url}") from problem
        except (ConnectionResetError, http.client.HTTPException) as problem:
            raise AnswerBroken(f"{type(problem).__name__} at {self.url}") from problem
        except OSError as problem:
            raise ScannerUnreachable(f"{type(problem).__name__} at {self.url}") from problem
        finally:
            link.close()

    def _connection(self, timeout_s: float) -> http.client.HTTPConnection:
        host, port = self._where.hostname or "", self._where.port
        if self._where.scheme != "https":
            return http.client.HTTPConnection(host, port, timeout=timeout_s)
        # Scanners carry certificates that they signed themselves; nothing secret is sent.
        trusting = ssl.create_default_context()
        trusting.check_hostname = False
        trusting.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection(host, port, timeout=timeout_s, context=trusting)


def _asked(  # noqa: PLR0913, PLR0917  one request's parts
    link: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | None,
    headers: Mapping[str, str],
    longest: int,
) -> Answer:
    link.request(method, path, body, dict(headers))
    answer = link.getresponse()
    said = answer.read(longest + 1)
    announced = answer.getheader("Content-Length") or ""
    if announced.isdecimal() and len(said) < int(announced) <= longest:
        raise http.client.IncompleteRead(said, int(announced) - len(said))
    if len(said) > longest:
        raise http.client.HTTPException("an endless answer")
    named = {name.lower(): value for name, value in answer.getheaders()}
    return Answer(answer.status, named, said)
