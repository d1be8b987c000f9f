"""Our own people over the wire: an administrator's acts, and a role taken in the middle of work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.backend.adapters.secrets import verifier_of
from mailroom.backend.services.enrolment import appoint
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import open_backend
from mailroom.domain.people import (
    AddPerson,
    Role,
    SeeMine,
    SeePeople,
    SeeTrail,
    SetLock,
    SetRole,
    Trail,
    Welcome,
)
from mailroom.domain.shelves import SeeBoxes
from tests.station.bench import Bench
from tests.station.central import SECRET, central
from tests.station.test_archiving import answered, refusal
from tests.station.test_retiring import changes, done
from tests.station.test_room import asked


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Bench, Bench]]:
    """One station where Anna works, one where an administrator does."""
    running = central(tmp_path / "data", furnished=True)
    backend = open_backend(BackendSettings(data=running.data))
    with backend.database.writing() as session:
        verifier = verifier_of(SECRET)
        appoint(session, "ada", name="Ada", roles=["administrator"], verifier=verifier)
    backend.close()
    running.start()
    (tmp_path / "beside").mkdir()
    anna, ada = Bench(tmp_path, running), Bench(tmp_path / "beside", running)
    for bench in (anna, ada):
        bench.open()
    changes(ada, "ada")
    yield anna, ada
    for bench in (anna, ada):
        bench.close()
    running.stop()


def test_a_role_taken_in_the_middle_of_work_is_said_at_the_next_act(both: tuple[Bench, Bench]):
    anna, ada = both
    assert asked(anna, SeeBoxes()).situation == ""
    done(ada, SetRole("anna", Role.OPERATOR, given=False))
    shut = asked(anna, SeeBoxes())
    assert (shut.situation, shut.answer) == ("not_allowed", None), "and nothing old is shown"
    assert refusal(ada, SetRole("ada", Role.ADMINISTRATOR, given=False)) == "40930"
    welcome = answered(ada, AddPerson("maja", "Maja Ek"), Welcome)
    done(ada, SetRole("maja", Role.CLERK, given=True))
    assert len(answered(ada, SeePeople(), tuple)) == 4
    trail = answered(ada, SeeTrail(actor="ada"), Trail)
    assert {one.action for one in trail.entries} >= {"person_changed"}
    assert trail.broken is None
    done(ada, SetLock("anna", locked=True))
    assert asked(anna, SeeMine()).situation == "room_closed"
    assert welcome.secret not in (ada.central.data / "log").read_text()
