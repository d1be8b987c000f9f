"""What every test leaves as it found it."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A command line configures the logs of its process, here with a stream the test closes."""
    yield
    structlog.reset_defaults()
