"""What all layers share: the flag that writes reference files anew, and property tests that take no account of time."""

from __future__ import annotations

import signal

import pytest
from hypothesis import HealthCheck, settings

from tests.support.browser import MISSING
from tests.support.cases import TODAY

# How long an example takes depends on what else the machine does: no test fails for it.
settings.register_profile("any time", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any time")

# Whoever starts the tests in the background may have these ignored, and processes that tests start would inherit it.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hostkit.events.dates.today", lambda: TODAY)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once that the studio's pages were not tested, if no browser was found."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(MISSING)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="Write the reference files anew.")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether reference files are to be written instead of compared."""
    return bool(request.config.getoption("--regenerate"))
