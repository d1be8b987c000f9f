"""What every module owes its reader."""

import ast
import subprocess
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT, name_of, sources

LONGEST_MODULE = 400
WRITTEN_ONCE = "mailroom/backend/model/migrations/versions/"
"""A migration is written once and never edited, so its length burdens nobody."""

LATE_IMPORTS = {
    (
        "mailroom/__main__.py",
        "import_module(COMMANDS[asked][0])",
    ): "a library missing from this machine stops one command, never all of them",
}
"""(module, import) -> why it cannot stand at the top."""

BY_NAME = ("import_module", "__import__")

ROOT_LISTING = {
    "mailroom",
    "scanners",
    "ui",
    "resources",
    "tests",
    "packaging",
    "pyproject.toml",
    "README.md",
}


def late_imports(source: str) -> Iterator[str]:
    """Inside functions, or by name, which the import linter cannot see."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = (ast.Import, ast.ImportFrom)
            yield from (ast.unparse(part) for part in ast.walk(node) if isinstance(part, inside))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(BY_NAME):
            yield ast.unparse(node)


def opening_of(source: str) -> str:
    """The docstring's first paragraph, on one line."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return " ".join(docstring.split("\n\n")[0].split())


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        name_of(module)
        for module, source in sources()
        if source.strip() and not opening_of(source).endswith((".", ":"))
    ]
    assert silent == []


def test_only_packages_may_be_empty() -> None:
    empty = {module.name for module, source in sources() if not source.strip()}
    assert empty <= {"__init__.py"}


def test_no_module_is_long() -> None:
    long = {
        name_of(module): len(source.splitlines())
        for module, source in sources()
        if len(source.splitlines()) > LONGEST_MODULE
        and not name_of(module).startswith(WRITTEN_ONCE)
    }
    assert long == {}


def test_imports_stand_at_the_top() -> None:
    late = {
        (name_of(module), statement)
        for module, source in sources()
        for statement in late_imports(source)
    }
    assert late == set(LATE_IMPORTS)


@pytest.mark.parametrize(
    ("source", "late"),
    [
        ("import os\ndef f():\n    return os", []),
        ("def f():\n    import os\n    return os", ["import os"]),
        ("class A:\n    async def f(self):\n        from os import path", ["from os import path"]),
        ("import importlib\nimportlib.import_module('os')", ["importlib.import_module('os')"]),
        ("__import__('os')", ["__import__('os')"]),
    ],
)
def test_a_late_import_would_be_seen(source: str, late: list[str]) -> None:
    assert list(late_imports(source)) == late


def test_the_root_holds_nothing_else() -> None:
    tracked = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    root = {path.split("/")[0] for path in tracked}
    assert {name for name in root if not name.startswith(".")} == ROOT_LISTING
