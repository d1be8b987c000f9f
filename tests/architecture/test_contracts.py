"""The import contracts hold, and each of them bites when it is violated on purpose."""

import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, copy_sources, lint_imports

CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
]

STACK = "The console stands on the mailroom, the mailroom on the scanners"
INSIDE = "Inside the mailroom"
CONSOLE = "The console speaks to the station and the domain, nobody else"
QT = "Qt lives in ui"
FLASK = "Flask lives in the backend"
SQL = "SQLAlchemy lives in the spool and the backend"
ENGINES = "The engines' libraries live in the engines"
DOMAIN = "The domain needs nobody"
SANE = "python-sane lives in its driver, and the driver in the child"
PARENT = "The parent never loads SANE"
RINGS = "No rings"

VIOLATIONS = [
    (STACK, {"scanners/api.py": "import mailroom.domain.pages"}),
    (STACK, {"mailroom/logs.py": "import ui.models"}),
    (INSIDE, {"mailroom/domain/ids.py": "import mailroom.wire"}),
    (INSIDE, {"mailroom/pipeline/ports.py": "import mailroom.engines"}),
    (INSIDE, {"mailroom/backend/__init__.py": "import mailroom.station.station"}),
    (INSIDE, {"mailroom/odds_and_ends.py": ""}),
    (CONSOLE, {"ui/models/__init__.py": "import mailroom.spool"}),
    (CONSOLE, {"ui/widgets/__init__.py": "import scanners.api"}),
    (QT, {"mailroom/domain/items.py": "import PySide6.QtCore"}),
    (FLASK, {"mailroom/pipeline/ports.py": "import flask"}),
    (SQL, {"mailroom/station/station.py": "import sqlalchemy"}),
    (ENGINES, {"mailroom/pipeline/ports.py": "import cv2"}),
    (ENGINES, {"ui/screens/__init__.py": "import pytesseract"}),
    (DOMAIN, {"mailroom/domain/pages.py": "import numpy"}),
    (DOMAIN, {"mailroom/domain/readings.py": "from PIL import Image"}),
    (SANE, {"mailroom/station/drivers.py": "import sane"}),
    (PARENT, {"scanners/host.py": "import scanners.sane.driver"}),
    (
        RINGS,
        {
            "mailroom/domain/lookalikes.py": "import mailroom.domain.ids",
            "mailroom/domain/ids.py": "import mailroom.domain.lookalikes",
        },
    ),
]


def test_every_contract_holds() -> None:
    status, said = lint_imports(ROOT)
    assert status == 0, said
    assert all(f"{name} KEPT" in said for name in CONTRACTS), said


def test_every_contract_is_violated_below() -> None:
    assert {name for name, _ in VIOLATIONS} == set(CONTRACTS)


@pytest.mark.parametrize(
    ("contract", "additions"),
    [
        pytest.param(contract, additions, id=f"{next(iter(additions))}-{n}")
        for n, (contract, additions) in enumerate(VIOLATIONS)
    ],
)
def test_a_violation_is_caught(contract: str, additions: dict[str, str], tmp_path: Path) -> None:
    copy_sources(tmp_path)
    for name, line in additions.items():
        module = tmp_path / name
        known = module.read_text(encoding="utf-8") if module.exists() else ""
        module.write_text(f"{known}\n{line}\n", encoding="utf-8")
    status, said = lint_imports(tmp_path)
    assert status == 1, said
    assert f"{contract} BROKEN" in said, said
