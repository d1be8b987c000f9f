"""Every rule of the service has a test that carries its number; a rule without one fails here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
RULES = {f"r{number}" for number in range(1, 61)} | {f"g{number}" for number in range(1, 14)}
"""R1 to R60, from the terms and the questions of the mailbox; G1 to G13, where those are silent."""
NUMBER = re.compile(r"(?<![a-z0-9])[rg][0-9]{1,2}(?=_|$)")


def named_in(source: str) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def holds_something_to_be_so(test: ast.FunctionDef) -> bool:
    """It asserts, or expects a refusal."""
    return any(isinstance(node, ast.Assert | ast.With) for node in ast.walk(test))


def test_each_rule_has_a_test_that_carries_its_number():
    carried: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for test in named_in(path.read_text(encoding="utf-8")):
            for number in NUMBER.findall(test.name):
                assert holds_something_to_be_so(test), test.name
                carried.setdefault(number, []).append(f"{path.stem}::{test.name}")
    assert sorted(RULES - set(carried)) == []
    assert sorted(set(carried) - RULES) == [], "a number that no rule has"
