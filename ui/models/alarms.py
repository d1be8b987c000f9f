"""What must be seen to in rows, in the room's own order."""

from typing import Final

from mailroom.domain.ids import is_digits, org_number_text
from mailroom.domain.room import Alarm, AlarmKind
from ui.entry import DIGITS
from ui.models.rows import Row
from ui.texts.phrase import Sayer
from ui.texts.room import ALARM_KINDS
from ui.verdict import Shape, Tone

_WRONG: Final = (Tone.STOP, Shape.CROSS)
_TODAY: Final = (Tone.LOOK, Shape.TRIANGLE)
_PERSON: Final = (Tone.CALM, Shape.DOTS)
_LOOKS: Final = {
    AlarmKind.LATE: _WRONG,
    AlarmKind.ORIGINAL_MISSING: _WRONG,
    AlarmKind.RECHECK: _WRONG,
    AlarmKind.DUE: _TODAY,
    AlarmKind.PULL_DUE: _TODAY,
    AlarmKind.HELD: (Tone.LOOK, Shape.BAR),
}


def row_of(alarm: Alarm, say: Sayer) -> Row:
    """What is the matter, with whom, since when."""
    mark = _LOOKS.get(alarm.kind, _PERSON)
    return Row(say(ALARM_KINDS[alarm.kind]), _name(alarm), under=alarm.day.isoformat(), mark=mark)


def _name(alarm: Alarm) -> str:
    """What people call it; a company with its number."""
    if alarm.known_as and is_digits(alarm.about) and len(alarm.about) == DIGITS:
        return f"{alarm.known_as} {org_number_text(alarm.about)}"
    return alarm.known_as or alarm.about
