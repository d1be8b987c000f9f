"""The same backend on PostgreSQL: migrations, and the contracts that SQLite keeps as well."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from mailroom.backend import practice
from mailroom.backend.adapters.search import words_of
from mailroom.backend.model.ledger import ReceiptRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.model.upgrades import differences
from mailroom.backend.services import audit
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend
from tests.backend import postgres
from tests.backend.builders import SECRET, Desk, manifest, pdf

# The same tests again, on the database of this module's settings.
from tests.backend.test_deciding import *  # noqa: F403
from tests.backend.test_jobs import (  # noqa: F401
    test_a_failure_is_on_record_and_the_next_run_goes_on,
    test_every_job_runs_and_running_it_again_does_nothing_more,
)
from tests.backend.test_recall import *  # noqa: F403
from tests.backend.test_search import (  # noqa: F401
    test_a_letter_that_was_recalled_is_not_found,
    test_all_the_words_newest_first,
    test_another_companys_letters_are_never_found,
    three,
)


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="module")
def template(server: postgres.Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeded once; the folder holds keys, the database of that name the rest."""
    data = tmp_path_factory.mktemp("postgresql") / "data"
    server.run("CREATE DATABASE seeded")
    settings = BackendSettings(data=data, database_url=server.url("seeded"))
    practice.seed(settings, companies=60, secret=SECRET)
    return data


@pytest.fixture
def settings(server: postgres.Server, template: Path, tmp_path: Path) -> Iterator[BackendSettings]:
    shutil.copytree(template, tmp_path / "data")
    name = server.copy_of("seeded")
    yield BackendSettings(data=tmp_path / "data", database_url=server.url(name), sign_in_failures=3)
    server.drop(name)


def test_migrations_give_the_models_tables(backend: Backend):
    assert backend.database.engine.dialect.name == "postgresql"
    assert differences(backend.database) == []


def test_eight_stations_threads_store_each_item_once(desk: Desk, backend: Backend):
    document = pdf("Hej")
    desk.put_blob(document)
    version = desk.register_version()
    items = [manifest(version, document) for _ in range(6)]
    together, answers = threading.Barrier(8), []

    def work() -> None:
        together.wait()
        answers.extend(desk.put_item(item) for item in items)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200] * 42 + [201] * 6
    assert len({(a.json["item"], a.json["signature"]) for a in answers}) == 6
    with backend.database.reading() as session:
        indexes = session.scalars(select(ReceiptRow.log_index).order_by(ReceiptRow.log_index))
        assert list(indexes) == list(range(1, 7))
        assert session.scalars(select(func.count()).select_from(LetterRow)).one() == 6
        assert audit.first_broken(session) is None


def test_values_are_never_told_in_errors(backend: Backend):
    row = ReceiptRow(log_index=1, item="nobody", mailbox="Hemlig", sha256="", page_count=1)
    row.received_at, row.signature = backend.clock(), ""
    with pytest.raises(IntegrityError) as refused, backend.database.writing() as session:
        session.add(row)
    assert "INSERT INTO receipt" in str(refused.value)
    assert "Hemlig" not in str(refused.value)


def test_words_that_both_databases_fold_alike():
    assert words_of(["ÅRSSTÄMMA Café n°5", "a_b"]) == {"arsstamma", "cafe", "n", "5", "a", "b"}
