"""Warm instances: kept while they are of use, and no longer."""

import time
from collections.abc import Iterator

import pytest

from local.aws.running.pool import Key, Pool
from local.functions.spec import FunctionSpec
from tests.local.aws.running import Instance
from tests.local.aws.world import World


def answers(_: FunctionSpec, __: bytes) -> Iterator[bytes]:
    """Answer."""
    yield b"{}"


def test_one_instance_answers_all_in_turn(world: World) -> None:
    """The second event finds the instance of the first, until the configuration changes."""
    client = world.function("warm", answers)
    for _ in range(3):
        client.invoke(FunctionName="warm")
    assert len(world.runner.of("warm")) == 1
    client.update_function_configuration(FunctionName="warm", Timeout=9)
    assert [each.stopped for each in world.runner.of("warm")] == [True]
    world.wait("warm")
    client.invoke(FunctionName="warm")
    assert [each.spec.timeout for each in world.runner.of("warm")] == [3.0, 9.0]
    client.delete_function(FunctionName="warm")
    assert [each.stopped for each in world.runner.of("warm")] == [True, True]


def test_what_a_function_is_told(world: World) -> None:
    """Its own variables, and how to reach the account that it runs in."""
    client = world.function("told", answers, Environment={"Variables": {"A": "b"}})
    client.invoke(FunctionName="told")
    spec = world.runner.of("told")[0].spec
    assert spec.environment == {
        "A": "b",
        "AWS_ENDPOINT_URL": world.url,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "shipshape-local",
        "AWS_SECRET_ACCESS_KEY": "fake-secret-of-the-stand-in",
        "AWS_SESSION_TOKEN": "fake-session-token-of-the-stand-in",
    }


@pytest.fixture
def pool() -> Iterator[Pool]:
    """A pool whose instances tire at once."""
    made = Pool(idle_seconds=0.0)
    yield made
    made.close()


def instance() -> Instance:
    """Something to keep warm."""
    return Instance(FunctionSpec("f", "1", "i", {}, 128, 3.0), answers)


def test_pool(pool: Pool) -> None:
    """One idle instance for each revision; a sick one, a second one and a tired one end."""
    key = Key("us-east-1", "f", "1", "r")
    first, second = (pool.take(key, instance) for _ in range(2))
    pool.give(first, healthy=True)
    pool.give(second, healthy=True)
    assert [each.instance.alive for each in (first, second)] == [True, False]
    again = pool.take(key, instance)
    assert again is first
    pool.give(again, healthy=False)
    assert not first.instance.alive
    tired = pool.take(key, instance)
    pool.give(tired, healthy=True)
    deadline = time.monotonic() + 5
    while tired.instance.alive and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not tired.instance.alive


def test_closing_stops_the_busy_too(pool: Pool) -> None:
    """At the end nothing is left running."""
    busy = pool.take(Key("us-east-1", "f", "1", "r"), instance)
    pool.close()
    assert not busy.instance.alive
