"""Warm instances: kept while they are of use, and no longer."""

import threading
import time
from collections.abc import Iterator
from typing import ClassVar

import pytest

from local.aws.running.pool import Key, Pool, Warm
from local.errors import CannotDo
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
    """One idle instance for each revision; a second one, a sick one and a tired one end."""
    key = Key("us-east-1", "f", "1", "r")
    first, second = (pool.take(key, instance) for _ in range(2))
    pool.give(first, healthy=True)
    pool.give(second, healthy=True)
    wait_stopped(second)
    assert first.instance.alive
    again = pool.take(key, instance)
    assert again is first
    pool.give(again, healthy=False)
    wait_stopped(first)
    tired = pool.take(key, instance)
    pool.give(tired, healthy=True)
    wait_stopped(tired)


def wait_stopped(warm: Warm) -> None:
    """Instances end by themselves, beside what goes on."""
    deadline = time.monotonic() + 5
    while warm.instance.alive and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not warm.instance.alive


class Lingering(Instance):
    """Takes its time to start and to end, as containers do."""

    begun: ClassVar[threading.Event] = threading.Event()

    @classmethod
    def start(cls) -> Instance:
        """Be there half a second later."""
        cls.begun.set()
        time.sleep(0.5)
        return cls(FunctionSpec("f", "1", "i", {}, 128, 3.0), answers)

    def stop(self) -> None:
        """Be gone half a second later."""
        time.sleep(0.5)
        super().stop()


KEY = Key("us-east-1", "f", "1", "r")


def test_an_answer_does_not_wait_for_an_end(pool: Pool) -> None:
    """What is given back and of no use ends later; closing waits for it."""
    warm = pool.take(KEY, Lingering.start)
    begun = time.monotonic()
    pool.give(warm, healthy=False)
    assert time.monotonic() - begun < 0.3
    pool.close()
    assert not warm.instance.alive


def test_closing_while_one_starts(pool: Pool) -> None:
    """What comes up during the end is ended, too, and nothing starts after it."""
    came: list[Warm] = []
    Lingering.begun.clear()
    starting = threading.Thread(target=lambda: came.append(pool.take(KEY, Lingering.start)))
    starting.start()
    Lingering.begun.wait()
    pool.close()
    starting.join()
    assert not came[0].instance.alive
    with pytest.raises(CannotDo, match="is ending"):
        pool.take(KEY, instance)


def test_forgetting_while_one_starts(pool: Pool) -> None:
    """A function that is deleted before its first instance is up keeps none."""
    Lingering.begun.clear()
    came: list[Warm] = []
    starting = threading.Thread(target=lambda: came.append(pool.take(KEY, Lingering.start)))
    starting.start()
    Lingering.begun.wait()
    pool.stop_where(lambda key: key == KEY)
    starting.join()
    pool.give(came[0], healthy=True)
    wait_stopped(came[0])
    assert pool.take(KEY, instance) is not came[0]


def test_many_end_side_by_side(pool: Pool) -> None:
    """The end takes as long as the slowest, not as all of them."""
    many = [pool.take(KEY, lambda: Lingering(instance().spec, answers)) for _ in range(10)]
    begun = time.monotonic()
    pool.close()
    assert time.monotonic() - begun < 2
    assert not any(each.instance.alive for each in many)


def test_closing_stops_the_busy_too(pool: Pool) -> None:
    """At the end nothing is left running."""
    busy = pool.take(Key("us-east-1", "f", "1", "r"), instance)
    pool.close()
    assert not busy.instance.alive
