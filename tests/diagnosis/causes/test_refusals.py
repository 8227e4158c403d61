"""The scheduler's message is taken apart, and the reason to act on is found."""

import pytest

from diagnosis.causes.blocker import blocker
from diagnosis.causes.refusals import parse

MESSAGES = {
    "0/3 nodes are available: 3 Insufficient cpu.": "sched.insufficient_cpu",
    "0/2 nodes are available: 2 Too many pods.": "sched.too_many_pods",
    "0/2 nodes are available: 2 Insufficient nvidia.com/gpu.": "sched.insufficient_gpu",
    "0/2 nodes are available: 2 Insufficient ephemeral-storage.": "sched.ephemeral",
    "0/2 nodes are available: 2 Insufficient hugepages-2Mi.": "sched.insufficient_memory",
    "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.": (
        "config.port_conflict"
    ),
    # Nodes that are never for workloads are background, unless there is nothing else.
    "0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/"
    "control-plane: }, 3 Insufficient memory.": "sched.insufficient_memory",
    "0/1 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/"
    "control-plane: }.": "sched.taint",
    # The pod itself asks for the one node that is full.
    "0/9 nodes are available: 1 Insufficient nvidia.com/gpu, 8 node(s) didn't match Pod's node "
    "affinity/selector.": "sched.insufficient_gpu",
    # The nodes with the device carry its taint; the others lack the device.
    "0/5 nodes are available: 2 node(s) had untolerated taint {nvidia.com/gpu: true}, 3 "
    "Insufficient nvidia.com/gpu.": "sched.taint",
    "0/3 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }, 2 "
    "node(s) had untolerated taint {node.kubernetes.io/unreachable: }.": "node.not_ready",
    "0/3 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: "
    "}, 2 Insufficient cpu.": "sched.insufficient_cpu",
    "0/6 nodes are available: 4 node(s) had untolerated taint {team: a}, 2 node(s) had volume node "
    "affinity conflict.": "sched.taint",
    "0/3 nodes are available: 1 node(s) had untolerated taint {team: a}, 2 node(s) had volume node "
    "affinity conflict.": "sched.pvc_unbound",
    "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/3 "
    "nodes are available: 3 Preemption is not helpful for scheduling.": "sched.pvc_unbound",
    '0/3 nodes are available: persistentvolumeclaim "models" not found.': "sched.pvc_unbound",
    'persistentvolumeclaim "models" not found': "sched.pvc_unbound",
    "0/2 nodes are available: 2 node(s) didn't satisfy existing pods anti-affinity rules.": (
        "sched.anti_affinity"
    ),
    "0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints.": (
        "sched.topology"
    ),
    "0/2 nodes are available: 2 node(s) were unschedulable.": "sched.nodes_unschedulable",
    "no nodes available to schedule pods": "sched.no_nodes",
    "Scheduling is blocked due to non-empty scheduling gates": "sched.gated",
    "No nodes are available that match all of the predicates: Insufficient memory (2), "
    "PodToleratesNodeTaints (1).": "sched.insufficient_memory",
    "0/2 nodes are available: 1 node(s) had taint {gpu: yes}, that the pod didn't tolerate, 1 "
    "Insufficient cpu.": "sched.insufficient_cpu",
}


@pytest.mark.parametrize(("message", "wanted"), MESSAGES.items())
def test_the_blocker_is_found(message: str, wanted: str) -> None:
    """Counts and what the pod can change decide."""
    refusals = parse(message)
    assert refusals
    best = blocker(refusals)
    assert best
    assert best.id == wanted


def test_the_counts_are_kept() -> None:
    """Each reason keeps its number of nodes, and preemption is no reason."""
    refusals = parse(
        "0/5 nodes are available: 3 Insufficient memory, 2 node(s) had untolerated taint {a: b}. "
        "preemption: 0/5 nodes are available: 2 Preemption is not helpful for scheduling, 3 No "
        "preemption victims found for incoming pod."
    )
    assert refusals
    assert refusals.nodes == 5
    assert [(one.count, one.id, one.detail) for one in refusals.reasons] == [
        (3, "sched.insufficient_memory", "memory"),
        (2, "sched.taint", "a: b"),
    ]


@pytest.mark.parametrize("text", ["", "Back-off pulling image", "0/0", "nodes are available"])
def test_other_texts_are_none(text: str) -> None:
    """What the scheduler didn't say is not read as if it had."""
    assert parse(text) is None


def test_reasons_nobody_knows_block_nothing() -> None:
    """A plugin of somebody's own is no cause that we could name."""
    refusals = parse("0/2 nodes are available: 2 the moon is full.")
    assert refusals
    assert blocker(refusals) is None
