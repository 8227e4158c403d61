"""Sequences of looks that were recorded from a real cluster, and how new ones are recorded.

    python -m tests.gate.recorded NAMESPACE DEPLOYMENT SECONDS > tests/gate/sequences/NAME.jsonl

One look a line. Looks that saw nothing new are left out, but for the last: the time of the next one
tells how long nothing changed.
"""

import asyncio
import itertools
import sys
import time
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from collect.rollout import Access, NotSeen, connected
from gate.observation import Observation
from gate.observing import observed

FOLDER = Path(__file__).parent / "sequences"
_LOOK = TypeAdapter(Observation)


def sequence(name: str, every: float = 1.0) -> list[Observation]:
    """A recorded sequence with a look every second, as the gate looks."""
    lines = (FOLDER / f"{name}.jsonl").read_text().splitlines()
    kept = [_LOOK.validate_json(line) for line in lines]
    filled = []
    for seen, following in itertools.pairwise(kept):
        count = max(1, round((following.at - seen.at) / every))
        filled += [replace(seen, at=seen.at + number * every) for number in range(count)]
    return [*filled, kept[-1]]


def written(looks: list[Observation]) -> str:
    """A sequence as it is kept."""
    return "".join(_LOOK.dump_json(one, exclude_defaults=True).decode() + "\n" for one in looks)


async def record(namespace: str, deployment: str, seconds: float) -> list[Observation]:
    """Look every half second for so long, and keep what changed."""
    kept: list[Observation] = []
    last: Observation | None = None
    began = time.monotonic()
    async with connected(Access()) as cluster:
        while (now := time.monotonic() - began) < seconds:
            try:
                look = await cluster.look(namespace, deployment)
                seen = await observed(cluster, namespace, look, round(now, 1))
            except NotSeen as error:
                print(error, file=sys.stderr)
            else:
                last = seen
                if not kept or replace(seen, at=0) != replace(kept[-1], at=0):
                    kept.append(seen)
            await asyncio.sleep(0.5)
    return kept if last is None or last is kept[-1] else [*kept, last]


if __name__ == "__main__":
    sys.stdout.write(written(asyncio.run(record(sys.argv[1], sys.argv[2], float(sys.argv[3])))))
