"""What all layers share: the flag that writes reference files anew, and examples that may take any time."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("hostkit", deadline=None)
settings.load_profile("hostkit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="Write the reference files anew.")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether reference files are to be written instead of compared."""
    return bool(request.config.getoption("--regenerate"))
