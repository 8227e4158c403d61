"""One stand-in for all tests of this folder: they take names of their own."""

from collections.abc import Iterator

import pytest

from local.aws.application import Application
from local.aws.registry import Registry
from local.aws.running.execution import Machine
from local.aws.running.pool import Pool
from local.aws.server import serving
from tests.local.aws import registry
from tests.local.aws.running import Runner
from tests.local.aws.world import World


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    """The running stand-in."""
    runner = Runner()
    with registry.serving() as shelf:
        application = Application(
            Registry(shelf.host), Machine(runner, Pool()), settle_seconds=0.05, period_scale=0.05
        )
        with serving(application) as url:
            yield World(url, application, shelf, runner)
