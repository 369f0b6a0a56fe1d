"""What all layers share: the flag that writes reference files anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="Write the reference files anew.")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether reference files are to be written instead of compared."""
    return bool(request.config.getoption("--regenerate"))
