"""Practice items: a front, perhaps a back and contents, and the answers in `truth.json`.

The layout is that of any folder `mailroom evaluate` runs on. The meaning of the answers about
the recipient stands in `conditions`; besides:

* `class` is what the outside says: a letter may be opened (scannable), one of the five kinds
  that may not (unscannable), advertising (marketing), or nobody can read for whom it is.
* `auto_ok` of unreadable and unaddressed items is False: nobody is named.
* `expected_handling`: scan_and_deliver, operator_review when a person has to choose,
  undeliverable_terminated after the agreement's end, forward_to_delivery_address for
  unscannables (back to the sender while two reminders are unpaid), destroy_marketing, and for
  unreadables return_to_sender, or return_to_postal_operator when no sender can be read.
* `difficulty`: the wear of paper and scan (0 to 2), plus the trouble of the recipient's
  condition (0 to 2), plus two for handwriting; 0 is easy, 1 and 2 medium.
* `rotation_deg` is the clockwise quarter turn the picture has; `skew_deg` is clockwise too.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from PIL import Image

from tests.mailgen import fronts, spoilt
from tests.mailgen.canvas import Printed, Stamped
from tests.mailgen.cases import LETTERS, SPECIALS, some_recipient
from tests.mailgen.conditions import Desk, Recipient, number_is_valid
from tests.mailgen.fonts import DPI
from tests.mailgen.fronts import Front, back_side
from tests.mailgen.pages import Content, contents
from tests.mailgen.register import Companies
from tests.mailgen.scan import Pose, Scanned, scan, some_pose
from tests.mailgen.senders import Sender, some_sender

PROFILES: Final = {"mixed": (4, 4, 2), "hard": (0, 4, 6), "clean": (1, 0, 0)}
_CLASSES: Final = {"scannable": 64, "marketing": 13, "unscannable": 13, "unreadable": 10}
_READABLE_FOR: Final = {"scannable": LETTERS, "unscannable": SPECIALS, "marketing": SPECIALS}


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    category: str
    recipient: Recipient
    front: Front
    pose: Pose
    scanned: Scanned
    sender: Sender | None
    back: Scanned | None
    pages: tuple[Content, ...]
    profile: str


def make_item(companies: Companies, *, number: int, seed: int, profile: str) -> Item:
    """The same for the same register, number, seed and profile."""
    rng = Random(f"{seed}/{number}")
    desk = Desk(rng, companies, set(companies.by_number))
    category = rng.choices(tuple(_CLASSES), tuple(_CLASSES.values()))[0]
    level = rng.choices((0, 1, 2), PROFILES[profile])[0]
    recipient = some_recipient(desk, _READABLE_FOR.get(category, SPECIALS))
    sender = _sender(desk, category)
    on_back = sender is not None and category == "scannable" and rng.random() < 0.1
    front = _compose(category, recipient, None if on_back else sender, rng, level)
    if front.scenario == "flyer_unaddressed" or category == "unreadable":
        recipient = _nobody("none" if category == "marketing" else "unreadable", front)
    pose = some_pose(rng, level)
    back = _back(front, sender if on_back else None, rng, pose, wanted=on_back)
    pages: tuple[Content, ...] = ()
    if category == "scannable" and sender is not None and rng.random() < 0.3:
        pages = contents(recipient, sender, rng, level)
    name = f"item_{number:04d}"
    scanned = scan(front.sheet, pose, rng)
    return Item(name, category, recipient, front, pose, scanned, sender, back, pages, profile)


def _sender(desk: Desk, category: str) -> Sender | None:
    rng = desk.rng
    if category == "unreadable" and rng.random() < 0.4:
        return None
    kind = "shop" if category == "marketing" else rng.choice(("any", "any", "bank", "authority"))
    return some_sender(rng, desk.taken, kind=kind)


def _compose(
    category: str, recipient: Recipient, sender: Sender | None, rng: Random, level: int
) -> Front:
    if category == "unreadable":
        return spoilt.unreadable(recipient, sender, rng, level)
    if sender is None:
        return fronts.envelope(recipient, None, rng, level)
    makers: dict[str, Callable[[Recipient, Sender, Random, int], Front]] = {
        "scannable": fronts.letter,
        "unscannable": fronts.unscannable,
        "marketing": fronts.advertising,
    }
    return makers[category](recipient, sender, rng, level)


def _nobody(condition: str, front: Front) -> Recipient:
    block = fronts.EMPTY_BLOCK
    return Recipient(
        condition, block, None, None, None, auto_ok=False, registered=False, notes=front.scenario
    )


def _back(
    front: Front, sender: Sender | None, rng: Random, pose: Pose, *, wanted: bool
) -> Scanned | None:
    if not wanted and rng.random() > 0.2:
        return None
    back_pose = Pose(pose.bed, pose.turned, -pose.skew, pose.level)
    return scan(back_side(front, sender, rng), back_pose, rng)


def handling(item: Item) -> str:
    status = item.recipient.status
    if item.category == "unreadable":
        return "return_to_sender" if item.sender else "return_to_postal_operator"
    if item.category == "marketing":
        return "destroy_marketing"
    if item.recipient.review:
        return "operator_review"
    if status == "terminated":
        return "undeliverable_terminated"
    if item.category == "scannable":
        return "scan_and_deliver"
    overdue = status == "payment_overdue_two_reminders"
    return "return_to_sender" if overdue else "forward_to_delivery_address"


def difficulty(item: Item) -> str:
    by_hand = 2 * (item.front.mode == "hand")
    points = item.pose.level + item.recipient.trouble + by_hand
    return ("easy", "medium", "medium")[points] if points < 3 else "hard"


def _polygon(quad: tuple[tuple[float, float], ...]) -> list[list[float]]:
    return [[round(x, 1), round(y, 1)] for x, y in quad]


def _code(code: Stamped, page: str) -> dict[str, Any]:
    return {
        "symbology": code.symbology,
        "text": code.text,
        "page": page,
        "role": code.role,
        "damaged": code.damaged,
        "polygon": _polygon(code.quad),
    }


def _text(lines: tuple[Printed, ...]) -> str:
    return "\n".join(line.text for line in lines)


def _page_name(number: int) -> str:
    return f"page_{number:02d}"


def truth(item: Item) -> dict[str, Any]:
    """The answers, in the layout of the practice corpus."""
    return {
        "item": item.name,
        "profile": item.profile,
        "class": item.category,
        **_about_recipient(item),
        **_about_outside(item),
        **_about_contents(item),
        "difficulty": difficulty(item),
        "scenario": item.front.scenario,
        "notes": item.recipient.notes,
    }


def _about_recipient(item: Item) -> dict[str, Any]:
    recipient = item.recipient
    return {
        "kivra_id": recipient.kivra_id,
        "recipient_name": recipient.name,
        "registry_match": recipient.registered,
        "expected_recipient_id": recipient.expected,
        "auto_ok": recipient.auto_ok,
        "id_on_front": recipient.kivra_id is not None,
        "id_luhn_ok": number_is_valid(recipient),
        "expected_handling": handling(item),
        "recipient_condition": recipient.condition,
        "kivra_id_polygons": [
            _polygon(line.quad) for line in item.scanned.lines if line.tag == "id"
        ],
    }


def _about_outside(item: Item) -> dict[str, Any]:
    sender, special = item.sender, item.front.special
    codes = [_code(code, "front") for code in item.scanned.codes]
    return {
        "unscannable_reason": special.reason if special else None,
        "sender": {"name": sender.name, "address": sender.address} if sender else None,
        "sender_readable": sender is not None,
        "codes": codes,
        "marks": item.front.marks,
        "postal_class": item.front.postal_class,
        "format": item.front.format,
        "rotation_deg": item.pose.turned,
        "skew_deg": item.pose.skew,
        "addr_mode": item.front.mode,
        "bed": item.pose.bed,
        "front_lines": [
            {"text": line.text, "tag": line.tag, "polygon": _polygon(line.quad)}
            for line in item.scanned.lines
        ],
    }


def _about_contents(item: Item) -> dict[str, Any]:
    names = [_page_name(number) for number in range(1, len(item.pages) + 1)]
    texts = {"front": _text(item.scanned.lines)}
    if item.back:
        texts["back"] = _text(item.back.lines)
    texts |= {name: _text(page.scanned.lines) for name, page in zip(names, item.pages, strict=True)}
    invoices = [page.invoice for page in item.pages if page.invoice]
    return {
        "page_count": len(item.pages),
        "blank_pages": [n for n, page in enumerate(item.pages, start=1) if page.blank],
        "text_per_page": texts,
        "invoice": invoices[0] if invoices else None,
        "files": {
            "front": "front.jpg",
            "back": "back.jpg" if item.back else None,
            "pages": [f"{name}.jpg" for name in names],
        },
        "pages": [
            {
                "file": f"{name}.jpg",
                "kind": page.kind,
                "mode": "color",
                "rotation_deg": page.pose.turned,
                "skew_deg": page.pose.skew,
                "blank": page.blank,
            }
            for name, page in zip(names, item.pages, strict=True)
        ],
    }


def _save(picture: Image.Image, path: Path, quality: int) -> None:
    picture.save(path, quality=quality, dpi=(DPI, DPI))


def write_item(item: Item, out: Path) -> Path:
    """Writes the item's folder and returns it."""
    folder = out / item.name
    folder.mkdir(parents=True, exist_ok=True)
    _save(item.scanned.image, folder / "front.jpg", item.scanned.quality)
    if item.back:
        _save(item.back.image, folder / "back.jpg", item.back.quality)
    for number, page in enumerate(item.pages, start=1):
        _save(page.scanned.image, folder / f"{_page_name(number)}.jpg", page.scanned.quality)
    answers = json.dumps(truth(item), ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(answers, encoding="utf-8")
    return folder
