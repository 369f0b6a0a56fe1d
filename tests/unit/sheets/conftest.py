"""The kits that every sheet is looked at in."""

from __future__ import annotations

import pytest

from tests.support.kits import CASES


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    """The name of a kit, of each in turn."""
    return str(request.param)
