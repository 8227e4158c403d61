"""The loop that watches a rollout: look, decide, tell, pause. All judgement is in `decide`."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from collect.rollout import Cluster, NotSeen
from gate.budgets import total_seconds
from gate.decide import Budgets, Failed, Memory, Passed, Waiting, decide
from gate.observation import Observation
from gate.observing import observed

PAUSE = 1.0
"""Seconds between two looks."""

LOOK = 6.0
"""Seconds that one look may take, all its requests together."""

BLIND = 12.0
"""Seconds for which the API server may be away: longer, and nobody knows what happens."""

HISTORY = 60
"""Looks remembered for the diagnosis."""


@dataclass(frozen=True, slots=True)
class Target:
    """The Deployment to watch; `scheduling` and `soak` are seconds."""

    namespace: str
    deployment: str
    scheduling: float
    soak: float


@dataclass(slots=True)
class Watched:
    """How it ended, and the last looks, oldest first."""

    verdict: Passed | Failed
    looks: list[Observation] = field(default_factory=list)


async def watch(cluster: Cluster, target: Target, say: Callable[[str], None]) -> Watched:
    """Watch until the rollout is over. Raises NotSeen when the cluster cannot be asked."""
    memory: Memory | None = None
    looks: list[Observation] = []
    while True:
        seen, total = await _look(cluster, target)
        looks = [*looks[-HISTORY:], seen]
        budgets = Budgets(total, target.scheduling, target.soak)
        memory, verdict = decide(memory, seen, budgets)
        if not isinstance(verdict, Waiting):
            return Watched(verdict, looks)
        say(verdict.progress)
        await asyncio.sleep(PAUSE)


async def _look(cluster: Cluster, target: Target) -> tuple[Observation, float]:
    """Look once; an API server that hiccups is asked again."""
    deadline = time.monotonic() + BLIND
    while True:
        try:
            return await asyncio.wait_for(_once(cluster, target), LOOK)
        except TimeoutError:
            problem = NotSeen(f"no answer from the API server within {LOOK:.0f} s", final=False)
        except NotSeen as error:
            problem = error
        if problem.final or time.monotonic() >= deadline:
            raise problem
        await asyncio.sleep(PAUSE)


async def _once(cluster: Cluster, target: Target) -> tuple[Observation, float]:
    found = await cluster.look(target.namespace, target.deployment)
    seen = await observed(cluster, target.namespace, found, time.monotonic())
    return seen, total_seconds(found.deployment)
