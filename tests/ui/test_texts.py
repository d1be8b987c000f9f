"""Every enum member has its sentence in both languages."""

import importlib
import pkgutil
import string
from collections.abc import Iterator, Mapping
from enum import Enum

import pytest

import scanners.api
import ui.texts
from mailroom.domain import (
    dispatch,
    errors,
    events,
    evidence,
    health,
    ids,
    items,
    pages,
    paper,
    policy,
    policyversions,
    readings,
    register,
    room,
    sorting,
)
from ui import actions, desk, entry, filing, flow, leaving, pausing, work
from ui.texts import archive as archive_words
from ui.texts import desk as words
from ui.texts import dispatch as dispatch_words
from ui.texts import health as health_words
from ui.texts import machine, phrase
from ui.texts import pausing as pausing_words
from ui.texts import policy as policy_words
from ui.texts import room as room_words
from ui.texts import sorting as sorting_words
from ui.texts.phrase import Language, Phrase, Say

COMPLETE: list[tuple[Mapping[object, object], type[Enum]]] = [
    (sorting_words.CATEGORIES, sorting.Category),
    (sorting_words.UNSCANNABLE_REASONS, sorting.UnscannableReason),
    (sorting_words.ROUTES, sorting.PaperRoute),
    (sorting_words.DOUBTS, sorting.DoubtReason),
    (sorting_words.HOLDS, items.HoldReason),
    (sorting_words.STATES, items.ItemState),
    (machine.FEEDER_STATES, events.FeederState),
    (machine.LIGHTS, evidence.LightName),
    (machine.LIGHT_STATES, evidence.LightState),
    (machine.STANDINGS, register.Standing),
    (machine.READING_KINDS, readings.ReadingKind),
    (machine.FLAWS, ids.Flaw),
    (words.STEPS, flow.Step),
    (words.ACTIONS, actions.Action),
    (words.MENUS, desk.Menu),
    (words.MENU_CONSEQUENCES, desk.Menu),
    (words.NOTES, desk.Note),
    (words.CONFIRMS, entry.Confirm),
    (pausing_words.WAYS, pausing.Way),
    (pausing_words.FLAGS, pages.PageFlag),
    (pausing_words.DIFFERS, paper.Witness),
    (health_words.MATTERS, health.Matter),
    (room_words.ALARM_KINDS, room.AlarmKind),
    (room_words.PLACES, work.Place),
    (archive_words.SAID, filing.Said),
    (policy_words.FLAWS, policy.Flaw),
    (policy_words.STATES, policyversions.VersionState),
    (dispatch_words.SAID, leaving.Told),
    (dispatch_words.ASKS, leaving.Asks),
    (dispatch_words.KINDS, dispatch.ConsignmentKind),
    (dispatch_words.REASONS, dispatch.ConsignmentKind),
    (dispatch_words.HELD, dispatch.Held),
]


@pytest.mark.parametrize(("table", "kind"), COMPLETE, ids=lambda one: getattr(one, "__name__", ""))
def test_every_member_is_said(table: Mapping[object, object], kind: type[Enum]):
    assert set(table) == set(kind)


def test_every_scanner_situation_says_what_happened_and_what_to_do():
    of_the_station = {"interrupted", "count_differs"}
    of_scanners = {situation.value for situation in scanners.api.Situation}
    assert set(machine.SITUATIONS) == of_scanners | of_the_station


def _codes(kind: type[errors.MailroomError]) -> Iterator[str]:
    yield kind.code
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from _codes(below)


def test_every_refusal_is_said():
    assert set(_codes(errors.MailroomError)) <= set(machine.REFUSALS)


def phrases() -> Iterator[tuple[str, Phrase]]:
    for module in pkgutil.iter_modules(ui.texts.__path__):
        loaded = importlib.import_module(f"ui.texts.{module.name}")
        for name, value in vars(loaded).items():
            yield from ((name, found) for found in _inside(value))


def _inside(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _inside(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)


def _places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


ALL = [pytest.param(one, id=f"{name}-{one.en[:20]}") for name, one in phrases()]


@pytest.mark.parametrize("found", ALL)
def test_both_languages_say_the_same_with_the_same_values(found: Phrase):
    assert found.sv.strip()
    assert found.en.strip()
    assert _places(found.sv) == _places(found.en)


def test_a_phrase_is_said_in_its_language():
    greeting = Phrase("Ark {sheet}", "Sheet {sheet}")
    assert Say(Language.SV)(greeting, sheet=3) == "Ark 3"
    assert greeting.said(phrase.Language.EN, sheet=3) == "Sheet 3"
