"""Which jobs there are, and when each is due."""

from mailroom.backend.jobs.jobs import Daily, Every, Job
from mailroom.backend.model.database import Database
from mailroom.backend.services.bounces import Bounces
from mailroom.backend.services.checkpoints import Checkpoints
from mailroom.backend.services.indexing import index_missing
from mailroom.backend.services.message_notices import tell_messages
from mailroom.backend.services.notifying import Notifier
from mailroom.backend.services.register import Registers
from mailroom.backend.services.scrubbing import Scrubber
from mailroom.backend.services.unread import remind


def platform_jobs(  # noqa: PLR0913  one for each job
    database: Database,
    *,
    notifier: Notifier,
    bounces: Bounces,
    registers: Registers,
    checkpoints: Checkpoints,
    scrubber: Scrubber,
) -> list[Job]:
    def build_register() -> dict[str, int]:
        return {"entries": len(registers.snapshot().entries)}

    return [
        # First: what it writes down is sent by the next.
        Job("messages", Every(60), lambda: {"messages": tell_messages(database, registers.clock)}),
        Job("notify", Every(10), notifier.send_due),
        Job("bounces", Every(300), bounces.take_in),
        Job("unread", Daily(9), lambda: {"companies": remind(database, registers.clock)}),
        Job("index", Every(3600), lambda: {"letters": index_missing(database)}),
        Job("register", Daily(0, 5), build_register),
        Job("checkpoint", Every(3600), lambda: {"made": int(checkpoints.make())}),
        Job("scrub", Daily(2), scrubber.scrub),
    ]
