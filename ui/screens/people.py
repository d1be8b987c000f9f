"""The page of our own people: the list, who is chosen, and the next step."""

from typing import Final

from mailroom.domain.people import Person, Role
from ui.models.rows import Row
from ui.people import Did, People, Step
from ui.screens.page import CALM, READY, STOP, WELL, Hints, Look, Page
from ui.texts import people as words
from ui.texts.listed import refusal_said
from ui.texts.phrase import Sayer
from ui.verdict import Shape, Tone
from ui.work import Work

_CALM: Final = {Did.READY: READY, Did.ASKING: CALM}


def draw(work: Work, say: Sayer) -> Page:
    assert isinstance(work, People)  # noqa: S101  the frame gives each view its own
    said, look = _outcome(work, say)
    caption, heading, facts = _beside(work, say)
    locked = sum(not one.is_active for one in work.people)
    person = work.person
    adding = work.step is Step.NAME
    return Page(
        asks=say(words.ASKS[work.step], user=work.user if adding or not person else person.user),
        field=work.field,
        said=said,
        look=look,
        title=say(words.TITLE),
        note=say(words.NOTE, count=len(work.people), locked=locked),
        rows=tuple(_row(one, say) for one in work.people),
        chosen=min(work.chosen, len(work.people) - 1),
        caption=caption,
        heading=heading,
        facts=facts,
        choices=_choices(work, say),
        hints=_hints(work),
        panel_first=work.welcome is not None,
    )


def _outcome(work: People, say: Sayer) -> tuple[str, Look]:
    if work.refusal:
        return refusal_said(work.refusal, words.REFUSED, say), STOP
    return say(words.SAID[work.did]), _CALM.get(work.did, WELL)


def _row(one: Person, say: Sayer) -> Row:
    roles = ", ".join(say(words.ROLES[role]) for role in one.roles) or say(words.NO_ROLE)
    if one.is_active:
        return Row(one.name, roles, one.user)
    return Row(one.name, roles, one.user, say(words.LOCKED), (Tone.STOP, Shape.BAR))


def _beside(work: People, say: Sayer) -> tuple[str, str, tuple[str, ...]]:
    if work.welcome is not None:
        told = say(words.SECRET, user=work.welcome.user)
        return told, work.welcome.secret, (say(words.TOLD_ONCE),)
    one = work.person
    if one is None:
        return "", "", ()
    facts = [say(words.FROM, organisation=one.organisation)] if one.organisation else []
    facts += [] if one.is_active else [say(words.MAY_NOT)]
    if work.step is not Step.ROLE:
        facts += [say(words.ROLES[role]) for role in one.roles] or [say(words.NO_ROLE)]
    return one.user, one.name, (*facts, say(words.HOLDS_AT_ONCE))


def _choices(work: People, say: Sayer) -> tuple[Row, ...]:
    if work.step is not Step.ROLE or work.person is None:
        return ()
    return tuple(_role(role, say, held=role in work.person.roles) for role in Role)


def _role(role: Role, say: Sayer, *, held: bool) -> Row:
    said, look = (words.HAS, WELL) if held else (words.HAS_NOT, READY)
    return Row(say(words.ROLES[role]), beside=say(said), mark=look)


def _hints(work: People) -> Hints:
    if work.step is not Step.LIST or work.standing is None or work.standing.answer is None:
        return ()
    return tuple(((key,), phrase) for key, phrase in words.HINTS.items())
