"""One eSCL scan job: asked for, fetched page by page, deleted; each refusal is a situation."""

import http.client
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar
from urllib.parse import urlsplit

from scanners.api import Situation, Source
from scanners.escl.abilities import COLOUR_MODES, JPEG, InputAbilities
from scanners.escl.link import (
    AnswerBroken,
    EsclLink,
    ScannerSilent,
    ScannerUnreachable,
)
from scanners.escl.status import EsclProbe, EsclStatus
from scanners.failure import BatchFailure
from scanners.messages import ScanBatch

_UNITS_PER_MM = 300 / 25.4
_QUESTION_S = 5.0
# A scanner that warms up or is calibrating says 503; beyond this somebody else has it.
_BUSY_S = 10.0
_BUSY_POLL_S = 0.5
# A scanner may still be moving the last sheet when it has no further page.
_SETTLING_S = 5.0
# An A3 page at 600 dpi with a quality nobody uses; more is not a page.
_LARGEST_PAGE_BYTES = 200 * 1024 * 1024
_T = TypeVar("_T")


class EsclScanJob:
    """`timeout_s` is the longest silence while a page is waited for."""

    def __init__(self, link: EsclLink, timeout_s: float) -> None:
        self._link, self._timeout_s = link, timeout_s
        self._probe = EsclProbe(link.url, _QUESTION_S)
        self._path = ""

    def create(self, order: ScanBatch, abilities: InputAbilities) -> None:
        """Raises BatchFailure; FEEDER_EMPTY when there is nothing to feed."""
        body = _settings(order, abilities)
        path, end = self._link.path("ScanJobs"), time.monotonic() + _BUSY_S
        while True:
            answer = _answered(
                lambda: self._link.ask("POST", path, body=body, timeout_s=self._timeout_s)
            )
            if answer.status != http.client.SERVICE_UNAVAILABLE or time.monotonic() >= end:
                break
            self._raise_trouble(self._status(), "ScanJobs was refused")
            time.sleep(_BUSY_POLL_S)
        self._path = urlsplit(answer.headers.get("location", "")).path
        if answer.status != http.client.CREATED or not self._path.startswith("/"):
            raise self._no_job(answer.status)

    def next_page(self) -> bytes:
        """The scanner's own bytes. Raises BatchFailure; FEEDER_EMPTY at the end, with proof."""
        end = time.monotonic() + self._timeout_s
        path = f"{self._path}/NextDocument"
        while True:
            answer = _answered(
                lambda: self._link.ask(
                    "GET", path, timeout_s=self._timeout_s, longest=_LARGEST_PAGE_BYTES
                )
            )
            if answer.status == http.client.OK:
                return answer.body
            if answer.status != http.client.SERVICE_UNAVAILABLE:
                raise self._no_page(answer.status)
            self._raise_trouble(self._status(), "NextDocument was refused")
            if time.monotonic() >= end:
                raise BatchFailure(
                    Situation.SCANNER_STALLED, f"no page for {self._timeout_s:g} s, HTTP 503"
                )
            time.sleep(_BUSY_POLL_S)

    def delete(self) -> None:
        """Whatever state it is in; a scanner that has forgotten it, or us, is not asked again."""
        if self._path:
            with suppress(ScannerUnreachable):
                self._link.ask("DELETE", self._path, timeout_s=_QUESTION_S)

    def _no_job(self, http_status: int) -> BatchFailure:
        status = self._status()
        self._raise_trouble(status, "ScanJobs was refused")
        detail = f"ScanJobs was answered with HTTP {http_status}"
        if http_status == http.client.SERVICE_UNAVAILABLE:
            situation = Situation.FEEDER_EMPTY if status.is_empty else Situation.SCANNER_BUSY
            return BatchFailure(situation, detail)
        if http_status == http.client.CONFLICT and status.is_empty:
            return BatchFailure(Situation.FEEDER_EMPTY, detail)
        if http_status in (http.client.BAD_REQUEST, http.client.CONFLICT):
            return BatchFailure(Situation.OPTION_REFUSED, detail)
        return BatchFailure(Situation.SCANNER_FAILED, detail)

    def _no_page(self, http_status: int) -> BatchFailure:
        status = self._settled()
        self._raise_trouble(status, "no page")
        detail = f"NextDocument was answered with HTTP {http_status}"
        if http_status == http.client.NOT_FOUND and status.is_loaded:
            return BatchFailure(Situation.STOPPED, f"{detail}, with paper in the feeder")
        if http_status == http.client.NOT_FOUND or (
            http_status == http.client.CONFLICT and status.is_empty
        ):
            return BatchFailure(Situation.FEEDER_EMPTY, "")
        return BatchFailure(Situation.SCANNER_FAILED, detail)

    def _settled(self) -> EsclStatus:
        end = time.monotonic() + _SETTLING_S
        status = self._status()
        while status.is_moving and time.monotonic() < end:
            time.sleep(_BUSY_POLL_S)
            status = self._status()
        return status

    def _status(self) -> EsclStatus:
        return _answered(self._probe.read)

    @staticmethod
    def _raise_trouble(status: EsclStatus, what: str) -> None:
        if status.situation is not None:
            raise BatchFailure(status.situation, f"{what}: {status.adf_state}")


def _answered(ask: Callable[[], _T]) -> _T:
    """Raises BatchFailure for an answer that does not come, or comes in pieces."""
    try:
        return ask()
    except ScannerSilent as problem:
        raise BatchFailure(Situation.SCANNER_STALLED, str(problem)) from problem
    except AnswerBroken as problem:
        raise BatchFailure(Situation.SCANNER_FAILED, str(problem)) from problem
    except ScannerUnreachable as problem:
        raise BatchFailure(Situation.SCANNER_GONE, str(problem)) from problem


def _settings(order: ScanBatch, abilities: InputAbilities) -> bytes:
    """A window larger than the scanner's is cut to the scanner's: no sheet is cut by that."""
    width, height = round(order.width_mm * _UNITS_PER_MM), round(order.height_mm * _UNITS_PER_MM)
    source = "Platen" if order.source is Source.FLATBED else "Feeder"
    duplex = "true" if order.source is Source.FEEDER_DUPLEX else "false"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<scan:ScanSettings xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" '
        'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">'
        "<pwg:Version>2.0</pwg:Version><pwg:ScanRegions><pwg:ScanRegion>"
        "<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>"
        "<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>"
        f"<pwg:Width>{min(width, abilities.max_width or width)}</pwg:Width>"
        f"<pwg:Height>{min(height, abilities.max_height or height)}</pwg:Height>"
        "</pwg:ScanRegion></pwg:ScanRegions>"
        f"<pwg:InputSource>{source}</pwg:InputSource>"
        f"<scan:ColorMode>{COLOUR_MODES[order.mode]}</scan:ColorMode>"
        f"<pwg:DocumentFormat>{JPEG}</pwg:DocumentFormat>"
        f"<scan:DocumentFormatExt>{JPEG}</scan:DocumentFormatExt>"
        f"<scan:XResolution>{order.dpi}</scan:XResolution>"
        f"<scan:YResolution>{order.dpi}</scan:YResolution>"
        f"<scan:Duplex>{duplex}</scan:Duplex></scan:ScanSettings>"
    ).encode()
