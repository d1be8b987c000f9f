"""The five lights that stand instead of a percentage: what was seen, and whether it agrees."""

from collections.abc import Sequence

from mailroom.domain.evidence import Candidate, Light, LightName, LightState, NumberMatch
from mailroom.domain.ids import is_org_number, org_number_text
from mailroom.domain.readings import FIRST_MAKE
from mailroom.domain.register import Standing
from mailroom.engines.face.codes import CodeMeaning, numbers_in
from mailroom.engines.face.text import FaceLine


def lights_of(
    candidates: Sequence[Candidate],
    numbers: Sequence[str],
    codes: Sequence[CodeMeaning],
    lines: Sequence[FaceLine],
) -> tuple[Light, ...]:
    best = candidates[0] if candidates else None
    return (
        _code(best, codes),
        _number(best, numbers),
        _check_digit(numbers),
        _register(best),
        _name(best, lines),
    )


def _code(best: Candidate | None, codes: Sequence[CodeMeaning]) -> Light:
    counted = {code.number for code in numbers_in(codes, counted=True)}
    if not counted:
        return Light(LightName.CODE, LightState.OFF, "")
    agrees = best is not None and counted == {best.number}
    state = LightState.GREEN if agrees else LightState.RED
    return Light(LightName.CODE, state, ", ".join(sorted(number or "" for number in counted)))


def _number(best: Candidate | None, numbers: Sequence[str]) -> Light:
    value = ", ".join(map(org_number_text, numbers))
    if best is None or best.number_match is NumberMatch.NONE:
        state = LightState.RED if numbers else LightState.OFF
    elif best.number_match is NumberMatch.REPAIRED or len(set(numbers)) > 1:
        state = LightState.AMBER
    else:
        readers = set(best.number_readers)
        several = len(readers) > 1 and not readers <= FIRST_MAKE
        state = LightState.GREEN if several else LightState.AMBER
        value = value or org_number_text(best.number)
    return Light(LightName.NUMBER, state, value)


def _check_digit(numbers: Sequence[str]) -> Light:
    if not numbers:
        return Light(LightName.CHECK_DIGIT, LightState.OFF, "")
    good = all(is_org_number(number) for number in numbers)
    state = LightState.GREEN if good else LightState.RED
    return Light(LightName.CHECK_DIGIT, state, numbers[0][-1])


def _register(best: Candidate | None) -> Light:
    if best is None:
        return Light(LightName.REGISTER, LightState.OFF, "")
    states = {Standing.ENDED: LightState.RED, Standing.UNPAID: LightState.AMBER}
    state = states.get(best.standing, LightState.GREEN)
    return Light(LightName.REGISTER, state, best.standing)


def _name(best: Candidate | None, lines: Sequence[FaceLine]) -> Light:
    if best is None or not lines:
        return Light(LightName.NAME, LightState.OFF, "")
    if best.name_readers:
        return Light(LightName.NAME, LightState.GREEN, best.name)
    near = best.name_score >= 75  # noqa: PLR2004  near enough to be worth a look
    return Light(LightName.NAME, LightState.AMBER if near else LightState.RED, best.name)
