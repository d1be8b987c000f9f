"""What a code from a hand gun asks for: an item by its label, a recipient by its number."""

from mailroom.domain.ids import NotAnOrgNumber, parse_org_number
from mailroom.domain.items import ItemState
from ui.desk import Desk, Note, Panel, open_item, say
from ui.keying import take_number
from ui.pressed import LookUp, Pressed


def read_code(desk: Desk, code: str, customer: LookUp) -> Pressed:
    """A code that means nothing here is said, never typed into anything."""
    item = next((one for one in desk.items.values() if one.scan_id == code.upper()), None)
    if item is not None:
        return Pressed(open_item(desk, item.id))
    doubtful = desk.item is not None and desk.item.state is ItemState.DOUBTFUL
    if doubtful and desk.panel is Panel.NONE and desk.menu is None:
        try:
            return take_number(desk, parse_org_number(code), customer)
        except NotAnOrgNumber:
            pass
    return Pressed(say(desk, Note.CODE_IGNORED))
