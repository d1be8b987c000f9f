"""The scanners under test: real SANE, real child processes, no hardware."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scanners.api import ScannerInfo
from scanners.host import EsclScanner, SaneScanner
from scanners.practice.fi7160.scanner import PracticeFi7160, compile_libusb
from scanners.practice.scanner import PracticeScanner
from tests.scanners.pages import Tray, make_tray

Trays = Callable[[int, int], Tray]


@pytest.fixture
def feeder() -> Iterator[PracticeScanner]:
    with PracticeScanner() as feeder:
        yield feeder


@pytest.fixture
def practice(feeder: PracticeScanner, tmp_path: Path) -> SaneScanner:
    config = feeder.write_sane_config(tmp_path / "practice-config")
    return SaneScanner(feeder.info, feeder.device_name, config)


@pytest.fixture
def direct(feeder: PracticeScanner) -> EsclScanner:
    return EsclScanner(feeder.info, feeder.url)


@pytest.fixture(scope="session")
def libusb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_libusb(tmp_path_factory.mktemp("libusb"))


@pytest.fixture
def fi7160(libusb: Path) -> Iterator[PracticeFi7160]:
    # A short path: a socket's address has room for a hundred characters.
    with TemporaryDirectory(prefix="fi-") as folder, PracticeFi7160(Path(folder), libusb) as fi:
        yield fi


@pytest.fixture
def fujitsu(fi7160: PracticeFi7160) -> SaneScanner:
    return SaneScanner(
        fi7160.info,
        fi7160.device_name,
        fi7160.sane_config,
        environment=fi7160.environment,
    )


@pytest.fixture
def sane_test_config(tmp_path: Path) -> Path:
    config = tmp_path / "test-config"
    (config / "dll.d").mkdir(parents=True)
    (config / "dll.conf").write_text("test\n")
    return config


@pytest.fixture
def sane_test(sane_test_config: Path) -> SaneScanner:
    """SANE's own `test` backend: ten drawn pages, then the feeder is empty."""
    return SaneScanner(ScannerInfo("test", "SANE test", "test"), "test:0", sane_test_config)


@pytest.fixture(scope="session")
def tray_of(tmp_path_factory: pytest.TempPathFactory) -> Trays:
    """A tray of so many sheets, the first of which has this number; made once."""
    made: dict[tuple[int, int], Tray] = {}

    def tray(count: int, first: int) -> Tray:
        if (count, first) not in made:
            made[count, first] = make_tray(tmp_path_factory.mktemp("tray"), count, first)
        return made[count, first]

    return tray
