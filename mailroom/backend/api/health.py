"""Whether the backend is there and its database answers."""

from apiflask import APIBlueprint
from sqlalchemy import text

from mailroom.backend.api.contract import contract
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.api.schemas import Health

API_VERSION = "1.0"

health = APIBlueprint("health", __name__, tag="Health")


@health.get("/health")
@contract(health, "Alive, and the database answers", gives=Health, refuses=(503,))
@policy(Who.PUBLIC)
def alive() -> Health:
    with backend().database.reading() as session:
        session.execute(text("SELECT 1"))
    return Health(version=API_VERSION)
