"""One item's prediction: what the machine would do with it, in the form that is scored."""

import datetime as dt
import re
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from mailroom.domain.decisions import Category, Decision, Doubt, PaperRoute
from mailroom.domain.errors import MailroomError
from mailroom.domain.evidence import Evidence
from mailroom.domain.identification import confidence_of, is_offered, number_as_printed
from mailroom.domain.kinds import unscannable_in
from mailroom.domain.pages import PageRole
from mailroom.domain.policy import Policy
from mailroom.domain.policyfile import STANDARD
from mailroom.domain.readings import SECOND_LOOK, Reader, Reading, ReadingKind
from mailroom.domain.sorting import decide
from mailroom.engines.face.outside import prepare, read_face
from mailroom.engines.page.work import read_page
from mailroom.engines.pixels.barcodes import Code, read_codes
from mailroom.engines.pixels.image import decode, grey_of
from mailroom.evaluate.items import MailItem, page_of
from mailroom.evaluate.store import EvidenceStore

_HANDLING: Final = {
    PaperRoute.OPEN_AND_SCAN: "scan_and_deliver",
    PaperRoute.FORWARD: "forward_to_delivery_address",
    PaperRoute.DESTROY: "destroy_marketing",
    PaperRoute.RETURN_TO_SENDER: "return_to_sender",
    PaperRoute.TO_POSTAL_OPERATOR: "return_to_postal_operator",
    PaperRoute.REVIEW: "operator_review",
}
_REVIEW: Final = "operator_review"
_OWN_HANDLING: Final = frozenset({Category.UNREADABLE, Category.MARKETING})
"""Proposals whose paper goes its way once a person has nodded."""

Prediction = dict[str, Any]


def warm_up() -> None:
    """Called once in each worker."""
    prepare()


def predict_item(
    item: MailItem, register: Path, *, pages: bool, store: EvidenceStore | None = None
) -> Prediction:
    """Never raises for what lies in the item's folder: a broken item is a line with `error`.

    With a `store` the evidence is kept, for replays and the report.
    """
    began = time.perf_counter()
    try:
        prediction = _of_face(item, register, store)
    except (MailroomError, OSError) as error:
        prediction = _broken(item.name, getattr(error, "code", type(error).__name__))
    prediction["seconds"] = round(time.perf_counter() - began, 4)
    if pages:
        _add_pages(prediction, item)
    return prediction


def _of_face(item: MailItem, register: Path, store: EvidenceStore | None) -> Prediction:
    if item.front is None:
        return _broken(item.name, "no_front")
    front = page_of(item.front, PageRole.FACE, 0, "front")
    back = page_of(item.back, PageRole.BACK, -1, "back") if item.back else None
    evidence = read_face(front, back, register)
    if store is not None:
        store.put(item.name, evidence)
    return prediction_from(item.name, evidence)


def prediction_from(name: str, evidence: Evidence, policy: Policy = STANDARD) -> Prediction:
    """What today's rules make of evidence, new or stored, with this sorting table."""
    outcome = decide(evidence, at=dt.datetime.now(dt.UTC), policy=policy)
    decision = outcome.proposal if isinstance(outcome, Doubt) else outcome
    doubt = outcome if isinstance(outcome, Doubt) else None
    return {
        "item": name,
        "class": _class(decision, evidence),
        "kivra_id": _recipient(decision, evidence),
        "auto": doubt is None,
        "unscannable_reason": _reason(decision, evidence),
        "sender_readable": evidence.sender is not None and evidence.sender.readable,
        "handling": _handling(decision, doubt),
        "rotation_deg": -evidence.turned_deg % 360,
        "codes": _codes(evidence),
        "texts": {"front": _text(evidence)},
        "rule": (doubt or outcome).rule,
        "doubt": doubt.reason.value if doubt else None,
        "confidence": confidence_of(evidence.candidates),
    }


def _broken(name: str, error: str) -> Prediction:
    return {
        "item": name,
        "class": "unreadable",
        "kivra_id": None,
        "auto": False,
        "unscannable_reason": None,
        "sender_readable": False,
        "handling": _REVIEW,
        "codes": [],
        "texts": {},
        "error": error,
    }


def _class(decision: Decision | None, evidence: Evidence) -> str:
    """The score knows four classes; what may not be opened keeps the one it looks like."""
    if decision is not None and decision.category in {
        Category.UNSCANNABLE,
        Category.MARKETING,
        Category.UNREADABLE,
    }:
        return decision.category.value
    kind = unscannable_in(evidence)
    return "unscannable" if kind is not None and kind.sure else "scannable"


def _recipient(decision: Decision | None, evidence: Evidence) -> str | None:
    if decision is not None and decision.category is Category.UNREADABLE:
        return None
    printed = number_as_printed(evidence)
    if printed is not None:
        return printed
    if decision is not None and decision.recipient is not None:
        return decision.recipient.number
    best = evidence.candidates[0] if evidence.candidates else None
    return best.number if best and is_offered(best) else None


def _reason(decision: Decision | None, evidence: Evidence) -> str | None:
    if decision is not None and decision.reason is not None:
        return decision.reason.value
    kind = unscannable_in(evidence)
    return kind.reason.value if kind and _class(decision, evidence) == "unscannable" else None


def _handling(decision: Decision | None, doubt: Doubt | None) -> str:
    if decision is None:
        return _REVIEW
    if doubt is not None and decision.category not in _OWN_HANDLING:
        return _REVIEW
    if decision.category is Category.AGREEMENT_ENDED:
        return "undeliverable_terminated"
    return _HANDLING[decision.route]


def _codes(evidence: Evidence) -> list[dict[str, str]]:
    """What zxing-cpp read; zbar alone counts where zxing-cpp found nothing there at all."""
    codes = [reading for reading in evidence.readings if reading.kind is ReadingKind.CODE]
    first = [reading for reading in codes if reading.reader is Reader.ZXING]
    known = {_payload(reading.text) for reading in first}
    alone = [
        reading
        for reading in codes
        if reading.reader is Reader.ZBAR and _payload(reading.text) not in known
    ]
    return [_code(reading) for reading in (*first, *alone)]


def _code(reading: Reading) -> dict[str, str]:
    return {"symbology": reading.symbology or "", "text": _payload(reading.text), "page": "front"}


def _payload(text: str) -> str:
    return re.sub(r"[()\[\]]", "", text)


def _text(evidence: Evidence) -> str:
    """In reading order of an upright face; on a turned one, block by block."""
    lines = [
        reading
        for reading in evidence.readings
        if reading.kind is ReadingKind.LINE and reading.ignored != SECOND_LOOK
    ]
    if evidence.turned_deg == 0:
        lines.sort(key=lambda reading: reading.box.y if reading.box else 0)
    return "\n".join(reading.text for reading in lines)


def _add_pages(prediction: Prediction, item: MailItem) -> None:
    """Text, blank sides and codes of the contents; the decision above has not seen them."""
    blank: list[int] = []
    with tempfile.TemporaryDirectory(prefix="mailroom-evaluate-") as folder:
        for number, (name, file) in enumerate(item.pages, start=1):
            try:
                work = read_page(page_of(file, PageRole.CONTENT, number, name), Path(folder))
                prediction["texts"][name] = work.text
                if work.blank:
                    blank.append(number)
                prediction["codes"] += _page_codes(read_codes(grey_of(decode(file))), name)
            except (MailroomError, OSError) as error:
                prediction.setdefault("page_errors", {})[name] = getattr(
                    error, "code", type(error).__name__
                )
    prediction["blank_pages"] = blank
    prediction["pages_done"] = ["front", *(name for name, _ in item.pages)]


def _page_codes(codes: Iterable[Code], name: str) -> list[dict[str, str]]:
    every = list(codes)
    known = {_payload(code.text) for code in every if code.reader is Reader.ZXING}
    return [
        {"symbology": code.symbology, "text": _payload(code.text), "page": name}
        for code in every
        if code.reader is Reader.ZXING or _payload(code.text) not in known
    ]
