"""A rolling update under load, with the defaults that ship: nobody notices."""

import asyncio

import pytest

from tests.cluster.load import Load, Outcome
from tests.cluster.program import Program

pytestmark = [pytest.mark.engine, pytest.mark.cluster]


@pytest.fixture(scope="module")
def running(program: Program) -> Program:
    """Two pods with the component's own defaults for everything that a rollout needs."""
    program.unset("minReady")
    program.unset("preStop")
    program.configure(replicas="2")
    program.up()
    return program


def test_a_rolling_update_under_load_fails_no_request(running: Program) -> None:
    """20 requests a second and 30 s streams all the while: none fails, none is cut."""
    running.configure_path("env.GREETING", "rolled")
    outcome = asyncio.run(_load_during_update(running))
    assert outcome.failures == []
    assert outcome.requests >= 20 * 30
    assert outcome.streams >= 10


async def _load_during_update(program: Program) -> Outcome:
    stop = asyncio.Event()
    load = asyncio.create_task(Load(program.url).run(stop, at_most=300))
    await asyncio.sleep(5)
    await asyncio.to_thread(program.up)
    # The last old pod drains after the rollout counts as done.
    await asyncio.sleep(20)
    stop.set()
    return await load
