"""A paused feeder: what may be done about it, each by one digit, and what each would cost."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mailroom.domain.events import FeederState
from mailroom.domain.paper import PaperAccount
from mailroom.station.commands import (
    CancelBatch,
    Command,
    ContinueBatch,
    DropLastSheet,
    SaveBatch,
)
from ui.desk import Desk

_NO_PAPER: Final = PaperAccount()


class Way(StrEnum):
    """Every way keeps its digit, whether it is open now or not: hands remember places."""

    CONTINUE = "continue"
    KEEP_DOUBLE = "keep_double"
    SAVE = "save"
    DROP_LAST = "drop_last"
    GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class Choice:
    way: Way
    key: str
    command: Command


def account_of(desk: Desk) -> PaperAccount:
    """The paper of the paused batch, empty when none is known."""
    return desk.feeder.account or _NO_PAPER


def choices(desk: Desk) -> tuple[Choice, ...]:
    """What is open now; nothing while the feeder is not paused or no batch is."""
    account = desk.feeder.account
    if desk.feeder.state is not FeederState.PAUSED or account is None or not account.sheets:
        return ()
    open_now: list[tuple[Way, Command]] = [
        (Way.CONTINUE, ContinueBatch()),
        (Way.SAVE, SaveBatch()),
    ]
    if desk.feeder.situation == "double_feed":
        open_now.append((Way.KEEP_DOUBLE, ContinueBatch(keep_double=True)))
    if account.stay:
        open_now.append((Way.DROP_LAST, DropLastSheet()))
    if account.at_stake:
        open_now.append((Way.GIVE_UP, CancelBatch()))
    order = list(Way)
    ordered = sorted(open_now, key=lambda one: order.index(one[0]))
    return tuple(Choice(way, str(order.index(way) + 1), command) for way, command in ordered)
