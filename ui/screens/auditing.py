"""The page of the audit log: what was done, whether its chain is whole, and one's own day."""

import datetime as dt

from mailroom.domain.ids import is_digits, org_number_text
from mailroom.domain.people import Done, Seen, Trail
from mailroom.domain.workdays import STOCKHOLM
from ui.auditing import TO_MINE, Auditing
from ui.entry import DIGITS
from ui.models.rows import Row
from ui.screens.page import CALM, LOOK, STOP, WELL, Look, Page
from ui.texts import auditing as words
from ui.texts.listed import refusal_said
from ui.texts.phrase import Phrase, Sayer
from ui.work import Work


def draw(work: Work, say: Sayer) -> Page:
    assert isinstance(work, Auditing)  # noqa: S101  the frame gives each view its own
    return _mine(work.mine or (), say) if work.is_mine else _log(work, say)


def _mine(done: tuple[Done, ...], say: Sayer) -> Page:
    rows = (Row(_deed(one.action, say), beside=str(one.count)) for one in done)
    return Page(
        asks=say(words.ASKS_MINE),
        field="",
        said=say(words.MINE_NOTE),
        look=CALM,
        title=say(words.MINE),
        note="" if done else say(words.MINE_NONE),
        rows=tuple(rows),
        chosen=-1,
        caption=say(words.MINE),
        heading=str(sum(one.count for one in done)),
        facts=(say(words.MINE_TOTAL),) if done else (),
        hints=(((TO_MINE,), words.HINT_LOG),),
    )


def _log(work: Auditing, say: Sayer) -> Page:
    trail = work.trail or Trail((), None, None, None)
    said, look = _outcome(work, trail, say)
    asked = work.asked
    sought = (asked.actor, asked.about, asked.day.isoformat() if asked.day else "")
    narrowed = ", ".join(word for word in sought if word)
    chosen = min(work.chosen, len(trail.entries) - 1)
    back = ((("Delete",), words.HINT_ALL),) if narrowed else ()
    return Page(
        asks=say(words.ASKS),
        field=work.field,
        said=said,
        look=look,
        title=say(words.TITLE),
        note=say(words.NOTE, words=narrowed) if narrowed else say(words.NOTE_ALL),
        rows=tuple(_row(one, say) for one in trail.entries),
        chosen=chosen,
        caption=say(words.CHAIN),
        heading=say(words.WHOLE if trail.broken is None else words.BROKEN, number=trail.broken),
        facts=_facts(trail, say),
        lines=_entry(trail.entries[chosen], say) if chosen >= 0 else (),
        hints=(((TO_MINE,), words.HINT_MINE), *back),
    )


def _outcome(work: Auditing, trail: Trail, say: Sayer) -> tuple[str, Look]:
    if work.refusal:
        return refusal_said(work.refusal, {}, say), STOP
    if trail.broken is not None:
        return say(words.BROKEN_SAID), STOP
    if not trail.entries:
        return say(words.NONE), LOOK
    return say(words.SHOWN, count=len(trail.entries)), WELL


def _row(one: Seen, say: Sayer) -> Row:
    about = one.known_as or one.subject
    return Row(_deed(one.action, say), about, _actor(one), _time(one.at))


def _facts(trail: Trail, say: Sayer) -> tuple[str, ...]:
    facts = [] if trail.broken is not None else [say(words.WHOLE_SAID)]
    if trail.signed_to is None or trail.signed_at is None:
        facts.append(say(words.UNSIGNED))
    else:
        facts.append(say(words.SIGNED, number=trail.signed_to, time=_time(trail.signed_at)))
    return tuple(facts)


def _entry(one: Seen, say: Sayer) -> tuple[Row, ...]:
    """The chosen entry whole: what and about what, who and when, and its number in the chain."""
    kind = words.KINDS.get(one.kind)
    subject = one.subject if one.known_as else ""
    return (
        Row(_deed(one.action, say), one.known_as or one.subject),
        Row(_actor(one), say(kind) if kind else "", under=_time(one.at)),
        Row(say(words.ENTRY, number=one.number), subject),
    )


def _actor(one: Seen) -> str:
    """A person's or a station's name; a company by its number, as people write it."""
    if is_digits(one.actor) and len(one.actor) == DIGITS:
        return org_number_text(one.actor)
    return one.actor


def _deed(action: str, say: Sayer) -> str:
    phrase: Phrase | None = words.ACTIONS.get(action)
    deed = say(phrase) if phrase else action
    return deed[:1].upper() + deed[1:]


def _time(at: dt.datetime) -> str:
    return at.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
