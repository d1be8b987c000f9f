"""The page of letters kept back: which, why, how many, and the end."""

from typing import Final

from mailroom.domain.keepingback import KeepEnd, KeepReason, KeptBack
from mailroom.domain.workdays import STOCKHOLM
from ui.keeping import TO_END, Did, KeepingBack, Step
from ui.models.rows import Row
from ui.screens.page import CALM, LOOK, READY, STOP, WELL, Look, Page
from ui.texts import keeping as words
from ui.texts.listed import refusal_said
from ui.texts.phrase import Sayer
from ui.work import Work

_CALM: Final = {Did.READY: READY, Did.ASKING: CALM}
_LOOK_AGAIN: Final = frozenset({Did.UNKNOWN, Did.NOT_A_TIME})


def draw(work: Work, say: Sayer) -> Page:
    assert isinstance(work, KeepingBack)  # noqa: S101  the frame gives each view its own
    said, look = _outcome(work, say)
    order = work.order
    about = _about(order, say) if order and work.step is Step.HOW else work.about
    asks = say(words.ASKS[work.step], **({} if work.step is Step.WHICH else {"about": about}))
    choices = _choices(work.step, say)
    shown = order is not None and not choices
    names = say(words.STATIONS, names=", ".join(work.stations))
    return Page(
        asks=asks,
        field=work.field,
        said=said,
        look=look,
        title=say(words.TITLE),
        note="" if work.orders else say(words.NONE),
        rows=tuple(_row(one, say) for one in work.orders),
        chosen=min(work.chosen, len(work.orders) - 1),
        caption=asks if choices else say(words.ORDER),
        heading=_about(order, say) if order and shown else "",
        facts=_facts(order, say) if order and shown else () if choices else (names,),
        choices=choices,
        hints=(((TO_END,), words.HINT_END),) if shown else (),
    )


def _outcome(work: KeepingBack, say: Sayer) -> tuple[str, Look]:
    if work.refusal:
        return refusal_said(work.refusal, words.REFUSED, say), STOP
    said = say(words.SAID[work.did], about=work.about)
    if work.did in _LOOK_AGAIN:
        return said, LOOK
    return said, _CALM.get(work.did, WELL)


def _row(one: KeptBack, say: Sayer) -> Row:
    return Row(_about(one, say), say(words.WHYS[one.why]), say(words.LETTERS, count=one.letters))


def _about(one: KeptBack, say: Sayer) -> str:
    if one.scan_id:
        return one.scan_id
    time = one.since.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    return say(words.FROM, station=one.station, time=time)


def _facts(one: KeptBack, say: Sayer) -> tuple[str, ...]:
    time = one.at.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    waits = bool(one.letters) or bool(one.station)
    facts = [
        say(words.WHYS[one.why]),
        say(words.BY, by=one.by, time=time),
        say(words.WAITING, count=one.letters) if waits else say(words.NOT_YET),
    ]
    if one.delivered:
        facts.append(say(words.DELIVERED, count=one.delivered))
    return (*facts, say(words.TO_END))


def _choices(step: Step, say: Sayer) -> tuple[Row, ...]:
    if step is Step.WHY:
        return tuple(Row(say(words.WHYS[why])) for why in KeepReason)
    return tuple(Row(say(words.HOWS[how])) for how in KeepEnd) if step is Step.HOW else ()
