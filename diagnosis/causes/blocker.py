"""Which of the scheduler's reasons keeps the pod from running: often not the first it names."""

import re

from .refusals import Refusal, Refusals, Stage

_STANDING = re.compile(
    r"node-role\.kubernetes\.io/(?:control-plane|master|etcd)|compute-type: fargate|virtual-kubelet"
)
"""Taints that a cluster always has on nodes that are not for workloads."""
_TAINT_WEIGHT = 0.6
"""A tainted node is often one of a pool that was never meant for the pod."""


def blocker(refusals: Refusals) -> Refusal | None:
    """The reason to act on; None if none of them is known.

    A reason that holds for all nodes blocks by itself. Otherwise nodes that are never for workloads
    do not count, and neither do those that the pod itself doesn't want while others were turned
    down later; among the rest the most nodes decide, then how far the scheduler came with them.
    """
    known = [one for one in refusals.reasons if one.id]
    for one in known:
        if one.count in (0, refusals.nodes):
            return _tainted_device(one, known)
    left = [one for one in known if not _STANDING.search(one.text)] or known
    if any(one.stage > Stage.UNWANTED for one in left):
        left = [one for one in left if one.stage != Stage.UNWANTED]
    best = max(left, key=_weight, default=None)
    return best and _tainted_device(best, left)


def _weight(refusal: Refusal) -> tuple[float, Stage]:
    factor = _TAINT_WEIGHT if refusal.id == "sched.taint" else 1.0
    return refusal.count * factor, refusal.stage


def _tainted_device(best: Refusal, others: list[Refusal]) -> Refusal:
    """Nodes without the device lack it, the ones with it carry its taint: that is the obstacle."""
    if best.id != "sched.insufficient_gpu":
        return best
    taints = (one for one in others if one.id == "sched.taint" and best.detail in one.detail)
    return next(taints, best)
