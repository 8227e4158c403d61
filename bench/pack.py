"""How many resources a second the policy pack judges: `python -m bench.pack [COUNT]`.

First over the protocol: the pack's process is asked as the engine asks it. Beside it runs what most
packs are: one policy for every rule, here without any rule in it. Then in the engine: previews with
the pack, without it, and with an idle one, which tells what the engine's asking alone costs.
"""

import sys
import tempfile
from pathlib import Path

from bench import packs
from bench.previews import Cost, costs, project
from bench.protocol import asked
from policies.rules import registered
from policies.rules.model import Subject

COUNT = 400
RUNS = 7
# The promise: resources a second.
FLOOR = 400


def main(count: int) -> int:
    """Print all rates; gives 1 if one of ours is below the promise."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = over_protocol(folder, count)
        return 0 if in_engine(folder, count) and kept else 1


def over_protocol(folder: Path, count: int) -> bool:
    """Print what the pack's own process does; tells whether it keeps the promise."""
    elsewhere = (Subject.DOCKERFILE, Subject.RESOURCE)
    rules = sum(one.subject not in elsewhere for one in registered().values())
    mine = asked(packs.OURS, count)
    print(f"{count} Deployments, {rules} rules on Kubernetes, over the protocol")
    print(
        f"  this pack                {mine.rate:6.0f} resources a second (promised: {FLOOR}), "
        f"{mine.processor * 1e3:.2f} ms of processor each; started in {mine.start:.2f} s"
    )
    plain = packs.a_policy_a_rule(folder, rules)
    if plain is None:
        print("  a policy for every rule  the policy SDK can't be installed here")
    else:
        theirs = asked(plain, max(count // 10, 1))
        print(f"  a policy for every rule  {theirs.rate:6.0f} resources a second, without rules")
        print(f"  ratio                    {mine.rate / theirs.rate:6.1f}")
    return mine.rate >= FLOOR


def in_engine(folder: Path, count: int) -> bool:
    """Print what a preview takes longer; tells whether judging keeps the promise."""
    made = project(folder)
    if made is None:
        print("in the engine: not measured, for there is none; run it through `make bench`")
        return True
    print(f"{count} Deployments in a preview: without a pack, with this one, with it idle")
    mine, idle = costs(made, [packs.ours(folder), packs.idle(folder)], count, RUNS)
    print(f"what a pack adds, median of {RUNS} runs")
    _tell("this pack", mine, count)
    _tell("the same, idle: the engine's asking", idle, count)
    judging = mine.rest.wall - idle.rest.wall
    print(f"  judging alone: {judging:.2f} s, {_rate(count, judging)} (promised: {FLOOR})")
    return judging <= count / FLOOR


def _tell(name: str, cost: Cost, count: int) -> None:
    start, rest = cost
    whole = start.wall + rest.wall
    print(f"  {name}")
    print(f"    start               {start.wall:6.2f} s, {start.processor:.2f} s of processor")
    print(f"    all resources       {rest.wall:6.2f} s: {_rate(count, rest.wall)}")
    print(f"    with the start      {whole:6.2f} s: {_rate(count, whole)}")
    print(f"    processor time      {rest.processor:6.2f} s, {rest.pack:.2f} s of it in the pack")


def _rate(count: int, seconds: float) -> str:
    return f"{count / seconds:.0f} resources a second" if seconds > 0 else "not to be measured"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
