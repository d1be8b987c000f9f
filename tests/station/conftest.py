from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.station.central import Central, central


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    running = central(tmp_path_factory.mktemp("central") / "data")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "desk"
