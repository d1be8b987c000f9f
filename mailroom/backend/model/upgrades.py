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
    """Apply every migration that is missing; run it once, before anything serves.

    Raises DatabaseUnsafe, and then nothing has changed.
    """
    with database.migrating() as connection:
        config = Config()
        config.set_main_option("script_location", str(_FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def differences(database: Database) -> list[Any]:
    """What a migration would have to change so that the tables are the model's; empty is right."""
    with database.engine.connect() as connection:
        options: dict[str, Any] = {"compare_type": True, "include_name": _is_ours}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, METADATA))


def _is_ours(name: str | None, kind: str, parents: object) -> bool:
    """The search index's words lie in tables of the database's own making."""
    del parents
    return kind != "table" or not (name or "").startswith("search_words")
