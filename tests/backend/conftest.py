"""A backend with practice data in a folder of its own, at a fixed time."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask

from mailroom.backend import practice
from mailroom.backend.app import backend_of, create_app
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend
from tests.backend.builders import NOW, Desk

SECRET = "hemligt-ord-7"  # noqa: S105  the practice accounts of these tests


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeded once; every test gets a copy."""
    data = tmp_path_factory.mktemp("seeded") / "data"
    practice.seed(BackendSettings(data=data), companies=60, secret=SECRET)
    return data


@pytest.fixture
def settings(seeded: Path, tmp_path: Path) -> BackendSettings:
    shutil.copytree(seeded, tmp_path / "data")
    return BackendSettings(data=tmp_path / "data", sign_in_failures=3)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(settings: BackendSettings, clock: Clock) -> Iterator[APIFlask]:
    app = create_app(settings, clock=clock)
    app.testing = True
    yield app
    backend_of(app).close()


@pytest.fixture
def backend(app: APIFlask) -> Backend:
    return backend_of(app)


@pytest.fixture
def desk(app: APIFlask, settings: BackendSettings) -> Desk:
    return Desk(app.test_client(), practice.seed(settings)).sign_in()
