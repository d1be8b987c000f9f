"""A note for the journal: what happened and by whom, without anything that was read from mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Note:
    """`actor` is a user's name or MACHINE; `facts` name nobody."""

    what: str
    actor: str = MACHINE
    facts: Mapping[str, str | int | None] = field(default_factory=dict[str, str | int | None])
