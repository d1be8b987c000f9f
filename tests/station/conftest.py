from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.station.bench import Bench
from tests.station.central import Central, central


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    running = central(tmp_path_factory.mktemp("central") / "data")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def bench(tmp_path: Path, backend: Central) -> Iterator[Bench]:
    """A running station at the real backend, with an operator signed in at a tray."""
    bench = Bench(tmp_path, backend)
    bench.open()
    yield bench
    bench.close()
