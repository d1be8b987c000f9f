"""The five evidence lights: sign, name, what was seen, and what that means in a word."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mailroom.domain.evidence import Evidence, Light, LightName, LightState
from mailroom.domain.ids import is_digits, org_number_text
from mailroom.domain.register import Standing
from ui.entry import DIGITS
from ui.style import Density, Look
from ui.texts.machine import LIGHT_STATES, LIGHTS, STANDINGS
from ui.texts.phrase import Sayer
from ui.verdict import Shape, Tone
from ui.widgets.marks import MarkView
from ui.widgets.words import Elided, label, set_tone

STATE_LOOKS = {
    LightState.GREEN: (Tone.GO, Shape.TICK),
    LightState.AMBER: (Tone.LOOK, Shape.TRIANGLE),
    LightState.RED: (Tone.STOP, Shape.CROSS),
    LightState.OFF: (Tone.QUIET, Shape.RING),
}


class Lights(QWidget):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        self._grid = grid
        grid.setColumnStretch(2, 1)
        self._marks = {name: MarkView(look, 20) for name in LightName}
        self._values = {name: Elided("strong", lines=2) for name in LightName}
        self._states = {name: label("small") for name in LightName}
        for row, name in enumerate(LightName):
            grid.addWidget(self._marks[name], row, 0)
            grid.addWidget(label("", say(LIGHTS[name])), row, 1)
            grid.addWidget(self._values[name], row, 2)
            grid.addWidget(self._states[name], row, 3, Qt.AlignmentFlag.AlignRight)

    def resize_to_density(self) -> None:
        self._grid.setVerticalSpacing(7 if self._look.density is Density.ROOMY else 2)

    def show_evidence(self, evidence: Evidence | None) -> None:
        lit = {light.name: light for light in evidence.lights} if evidence else {}
        for name in LightName:
            self._show(lit.get(name, Light(name, LightState.OFF, "")))

    def _value(self, light: Light) -> str:
        """What was seen; a number as people write it, a standing in the operator's words."""
        if light.name is LightName.REGISTER and light.value in {*Standing}:
            return self._say(STANDINGS[Standing(light.value)])
        if is_digits(light.value) and len(light.value) == DIGITS:
            return org_number_text(light.value)
        return light.value

    def _show(self, light: Light) -> None:
        tone, shape = STATE_LOOKS[light.state]
        word = self._say(LIGHT_STATES[light.state])
        self._marks[light.name].show_mark(tone, shape)
        self._values[light.name].show_text(self._value(light))
        self._states[light.name].setText(word)
        set_tone(self._states[light.name], tone)
        self._marks[light.name].setAccessibleName(f"{self._say(LIGHTS[light.name])}: {word}")
