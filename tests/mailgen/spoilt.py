"""Items whose recipient nobody can read: no address, a slipped sheet, a ruined one."""

from random import Random

from tests.mailgen import damage
from tests.mailgen.canvas import Ink
from tests.mailgen.conditions import Recipient
from tests.mailgen.fonts import Family, installed
from tests.mailgen.fronts import Front, envelope, window_edge
from tests.mailgen.senders import Sender


def unreadable(recipient: Recipient, sender: Sender | None, rng: Random, level: int) -> Front:
    """The address is missing, out of the window, or ruined for anybody."""
    roll = rng.random()
    if roll < 0.2:
        front = envelope(None, sender, rng, level)
        front.scenario = "blank"
        return front
    if roll < 0.4:
        return _slipped(sender, rng, level)
    front = envelope(recipient, sender, rng, level, sender_in_corner=True)
    front.sheet.forget("name", "id", "postal", "att", "box", "country", "sortline", "person")
    front.scenario = rng.choice(damage.DAMAGES)(front.sheet, front.address_box, rng)
    front.sheet.codes = [code for code in front.sheet.codes if code.role == "franking"]
    return front


def _slipped(sender: Sender | None, rng: Random, level: int) -> Front:
    """The window shows the sheet's empty part, or the body of the letter."""
    front = envelope(None, sender, rng, level, formats=("C65", "DL", "C5"))
    sheet = front.sheet
    left, top = sheet.width - 100, sheet.height * 0.42
    front.mode, front.scenario = "window", "window_shift"
    front.address_box = (left, top, left + 90, top + 32)
    sheet.rectangle(front.address_box, fill=(255, 255, 255))
    window_edge(front, rng)
    if rng.random() < 0.5:
        ink = Ink(rng.choice(installed(Family.OFFICE)), 10)
        sheet.paragraph(
            (left + 4, top + 20),
            "Vi bekräftar att avtalet löper vidare.",
            ink,
            width=80,
            tag="body",
        )
    return front
