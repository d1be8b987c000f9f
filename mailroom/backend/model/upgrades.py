"""Brings a database to this version's tables, and says where it differs from them."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from mailroom.backend.model.database import Database
from mailroom.backend.model.tables import METADATA

_FOLDER = Path(__file__).with_name("migrations")


def upgrade(database: Database) -> None:
    """Apply every migration that is missing; run it once, before anything serves."""
    with database.engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(_FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def differences(database: Database) -> list[Any]:
    """What a migration would have to change so that the tables are the model's; empty is right."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))
