"""One demonstration for all journeys that look at what it left behind."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Demonstration:
    ended: subprocess.CompletedProcess[str]
    workspace: Path


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    workspace = tmp_path_factory.mktemp("demonstration")
    command = [sys.executable, "-m", "mailroom", "demo", "--headless"]
    return Demonstration(run_demo(command, workspace), workspace)


def run_demo(
    command: list[str], workspace: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, "--workspace", str(workspace)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
        timeout=580,
    )
