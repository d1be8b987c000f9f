"""What an eSCL scanner says of itself: its feeder's state and how far its jobs have come.

The only file that knows the protocol's words for trouble.
"""

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from scanners.api import Sensors, Situation
from scanners.escl.link import EsclLink, ScannerUnreachable

_FEEDER_LOADED = "ScannerAdfLoaded"
_FEEDER_EMPTY = "ScannerAdfEmpty"
_FEEDER_MOVING = "ScannerAdfProcessing"
_SITUATIONS = {
    "ScannerAdfJam": Situation.PAPER_JAM,
    "ScannerAdfMultipickDetected": Situation.DOUBLE_FEED,
    "ScannerAdfHatchOpen": Situation.COVER_OPEN,
    "ScannerAdfDoorOpen": Situation.COVER_OPEN,
    "ScannerAdfMispick": Situation.SHEET_NOT_TAKEN,
    "ScannerAdfInputTrayFailed": Situation.SCANNER_FAILED,
    "ScannerAdfInputTrayOverloaded": Situation.SCANNER_FAILED,
    "ScannerAdfDuplexPageTooLong": Situation.PAPER_JAM,
    "ScannerAdfDuplexPageTooShort": Situation.PAPER_JAM,
}


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

    @property
    def is_empty(self) -> bool:
        return self.adf_state == _FEEDER_EMPTY

    @property
    def sensors(self) -> Sensors:
        return Sensors(
            paper_loaded=self.is_loaded if self.is_loaded or self.is_empty else None,
            cover_open=self.situation is Situation.COVER_OPEN,
        )

    @property
    def is_moving(self) -> bool:
        return self.adf_state == _FEEDER_MOVING


class EsclProbe:
    """Asks a scanner at an eSCL root address, beside the driver.

    Every question ends within `timeout_s`.
    """

    def __init__(self, url: str, timeout_s: float = 5.0) -> None:
        self._link = EsclLink(url)
        self._timeout_s = timeout_s

    def read(self) -> EsclStatus:
        """Raises ScannerUnreachable."""
        answer = self._link.ask("GET", self._link.path("ScannerStatus"), timeout_s=self._timeout_s)
        if answer.status != http.client.OK:
            raise ScannerUnreachable(f"ScannerStatus was answered with HTTP {answer.status}")
        return _status(parse(answer.body, "ScannerStatus"))

    def delete_job(self, job: EsclJob) -> None:
        """So that a job whose client died does not keep the scanner busy.

        Raises ScannerUnreachable.
        """
        self._link.ask("DELETE", urlsplit(job.uri).path, timeout_s=self._timeout_s)


def parse(body: bytes, document: str) -> ET.Element:
    """Raises ScannerUnreachable for what is no XML, or XML with entities."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ScannerUnreachable(f"{document} declares entities")
    try:
        return ET.fromstring(body)  # noqa: S314  entities were refused above
    except (ET.ParseError, ValueError) as problem:
        raise ScannerUnreachable(f"{document} is no such document") from problem


def local_name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def text_of(element: ET.Element, name: str) -> str:
    """The first such element's text, empty when there is none."""
    return next((e.text.strip() for e in element.iter() if local_name(e) == name and e.text), "")


def _status(root: ET.Element) -> EsclStatus:
    jobs = [element for element in root.iter() if local_name(element) == "JobInfo"]
    return EsclStatus(text_of(root, "AdfState"), tuple(_job(job) for job in jobs))


def _job(job: ET.Element) -> EsclJob:
    return EsclJob(
        uri=text_of(job, "JobUri"),
        completed=_count(text_of(job, "ImagesCompleted")),
        to_transfer=_count(text_of(job, "ImagesToTransfer")),
        is_running=text_of(job, "JobState") in ("Pending", "Processing"),
    )


def _count(text: str) -> int:
    """Raises ScannerUnreachable: a count that is none is believed in nothing else either."""
    if text and not text.isdecimal():
        raise ScannerUnreachable("ScannerStatus counts in words")
    return int(text or 0)
