"""What an eSCL scanner says of itself: its feeder's state and how far its jobs have come."""

import http.client
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from scanners.api import Situation

_LONGEST_ANSWER = 1 << 20
_FEEDER_LOADED = "ScannerAdfLoaded"
_SITUATIONS = {
    "ScannerAdfJam": Situation.PAPER_JAM,
    "ScannerAdfMultipickDetected": Situation.DOUBLE_FEED,
    "ScannerAdfHatchOpen": Situation.COVER_OPEN,
    "ScannerAdfDoorOpen": Situation.COVER_OPEN,
    "ScannerAdfMispick": Situation.PAPER_JAM,
    "ScannerAdfInputTrayFailed": Situation.SCANNER_FAILED,
    "ScannerAdfInputTrayOverloaded": Situation.SCANNER_FAILED,
    "ScannerAdfDuplexPageTooLong": Situation.PAPER_JAM,
    "ScannerAdfDuplexPageTooShort": Situation.PAPER_JAM,
}


class ScannerUnreachable(Exception):
    """The scanner does not answer, or not in eSCL."""


@dataclass(frozen=True, slots=True)
class EsclJob:
    """Images count sides. `to_transfer` are scanned and not yet fetched."""

    uri: str
    completed: int
    to_transfer: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class EsclStatus:
    adf_state: str
    jobs: tuple[EsclJob, ...]

    @property
    def situation(self) -> Situation | None:
        """The feeder's trouble, None when it has none."""
        return _SITUATIONS.get(self.adf_state)

    @property
    def is_loaded(self) -> bool:
        return self.adf_state == _FEEDER_LOADED


class EsclProbe:
    """Asks a scanner at an eSCL root address, `http://HOST:PORT/eSCL/`, beside the driver.

    Every question ends within `timeout_s`.
    """

    def __init__(self, url: str, timeout_s: float = 5.0) -> None:
        self.url = url
        self._timeout_s = timeout_s

    def read(self) -> EsclStatus:
        """Raises ScannerUnreachable."""
        status, body = self._ask("GET", urlsplit(self.url).path.rstrip("/") + "/ScannerStatus")
        if status != http.client.OK or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
            raise ScannerUnreachable(f"ScannerStatus was answered with HTTP {status}")
        try:
            return _status(ET.fromstring(body))  # noqa: S314  entities were refused above
        except (ET.ParseError, ValueError) as problem:
            raise ScannerUnreachable("ScannerStatus is no status document") from problem

    def delete_job(self, job: EsclJob) -> None:
        """So that a job whose client died does not keep the scanner busy.

        Raises ScannerUnreachable.
        """
        self._ask("DELETE", urlsplit(job.uri).path)

    def _ask(self, method: str, path: str) -> tuple[int, bytes]:
        link = self._link()
        try:
            link.request(method, path)
            answer = link.getresponse()
            return answer.status, answer.read(_LONGEST_ANSWER)
        except (OSError, http.client.HTTPException) as problem:
            raise ScannerUnreachable(f"{type(problem).__name__} at {self.url}") from problem
        finally:
            link.close()

    def _link(self) -> http.client.HTTPConnection:
        where = urlsplit(self.url)
        host = where.hostname or ""
        if where.scheme != "https":
            return http.client.HTTPConnection(host, where.port, timeout=self._timeout_s)
        # Scanners carry certificates that they signed themselves; nothing secret is sent.
        trusting = ssl.create_default_context()
        trusting.check_hostname = False
        trusting.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection(
            host, where.port, timeout=self._timeout_s, context=trusting
        )


def _status(root: ET.Element) -> EsclStatus:
    jobs = [element for element in root.iter() if _local(element) == "JobInfo"]
    return EsclStatus(
        adf_state=_text(root, "AdfState"),
        jobs=tuple(
            EsclJob(
                uri=_text(job, "JobUri"),
                completed=int(_text(job, "ImagesCompleted") or 0),
                to_transfer=int(_text(job, "ImagesToTransfer") or 0),
                is_running=_text(job, "JobState") in ("Pending", "Processing"),
            )
            for job in jobs
        ),
    )


def _text(element: ET.Element, name: str) -> str:
    return next((e.text.strip() for e in element.iter() if _local(e) == name and e.text), "")


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
