"""What holds for every test: with CI set nothing may be skipped, and what is not at hand is left out."""

import os

import pytest

from tests import pywb
from tests.real_captures import LABELLED

_IN_CI = os.environ.get("CI") == "true"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SKIPPED] = []


_SKIPPED = pytest.StashKey[list[str]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what measures captures of real pages where there are none: they are no part of the project.

    Without pywb, which `make test` installs, what is replayed is left out too; in CI that fails instead.
    """
    missing = {"captures": not LABELLED, "pywb": not pywb.IS_THERE and not _IN_CI}
    left_out = [item for item in items for name in missing if missing[name] and item.get_closest_marker(name)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


class _Watch:
    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.config.stash[_SKIPPED].append(report.nodeid)


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.pluginmanager.register(_Watch(session.config))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if _IN_CI and session.config.stash[_SKIPPED] and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if _IN_CI and (skipped := config.stash[_SKIPPED]):
        terminalreporter.section("skipped, which CI does not allow", red=True)
        for nodeid in skipped:
            terminalreporter.line(nodeid)
