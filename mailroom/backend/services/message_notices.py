"""Messages to a company become notifications to its addresses, each once (R13, R31, R36)."""

from mailroom.backend.model.database import Database
from mailroom.backend.services import messages, telling
from mailroom.backend.services.clock import Clock


def tell_messages(database: Database, clock: Clock) -> int:
    """How many messages were new; a notification says only that there is something to read."""
    count = 0
    while True:
        now = clock()
        with database.writing() as session:
            waiting = messages.waiting(session)
            told = [telling.Telling(each.customer, each.kind, str(each.id)) for each in waiting]
            telling.tell(session, told, now=now)
            for each in waiting:
                messages.sent(session, each.id, now=now)
        if not waiting:
            return count
        count += len(waiting)
