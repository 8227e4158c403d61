"""A whole cluster of Deployments is compared while nobody waits."""

import copy
import time

from drift.compare import compare
from drift.context import Context
from drift.model import Desired
from drift.pairing import pair
from tests.drift.case import CASES, NOW, Case

SECONDS = 1.5
"""Of processor time; it takes 0.3 on one core, and others may be at work on it."""


def test_a_thousand_deployments() -> None:
    """Every tenth one was changed by hand, and every one has its defaults and managers."""
    case = Case(CASES / "changed-image")
    sides = {side: case.read(side)[0] for side in ("desired", "live")}
    desired, live = [], []
    for number in range(1000):
        declared, there = (copy.deepcopy(sides[side]) for side in ("desired", "live"))
        declared["metadata"]["name"] = there["metadata"]["name"] = f"web-{number}"
        if number % 10:
            container = there["spec"]["template"]["spec"]["containers"][0]
            container["image"] = declared["spec"]["template"]["spec"]["containers"][0]["image"]
        desired.append(Desired(declared, last=declared))
        live.append(there)
    before = time.process_time()
    report = compare(desired, pair(desired, live), Context(now=NOW))
    assert time.process_time() - before < SECONDS
    assert report.summary == {"drift": 100}
    assert report.compared == 1000
