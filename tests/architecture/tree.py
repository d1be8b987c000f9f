"""The tracked sources, and copies of them that a test may spoil."""

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("mailroom", "scanners", "ui")


def sources() -> Iterator[tuple[Path, str]]:
    """Every module of the packages with its text."""
    for package in PACKAGES:
        for module in sorted((ROOT / package).rglob("*.py")):
            yield module, module.read_text(encoding="utf-8")


def name_of(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def copy_sources(folder: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            folder / package,
            ignore=lambda at, names: [
                name for name in names if not (name.endswith(".py") or (Path(at) / name).is_dir())
            ],
        )


def lint_imports(folder: Path) -> tuple[int, str]:
    """The exit status and what the import linter said about the tree in `folder`."""
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"
    run = subprocess.run(
        [sys.executable, program, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return run.returncode, run.stdout + run.stderr
