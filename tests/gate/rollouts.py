"""Observations made by hand, for what no cluster shows on demand."""

from dataclasses import replace
from typing import Any

from diagnosis.snapshot import Condition, Container, Event, Pod, Ref, State, Workload
from gate.observation import Observation

NAMESPACE = "shop"
DEPLOYMENT = Ref("Deployment", "web", NAMESPACE)
NEWEST = Ref("ReplicaSet", "web-2", NAMESPACE)
OLDER = Ref("ReplicaSet", "web-1", NAMESPACE)
PROGRESSING = Condition("Progressing", "True", "ReplicaSetUpdated")
COMPLETE = Condition("Progressing", "True", "NewReplicaSetAvailable")


def deployment(**more: Any) -> Workload:
    """A Deployment of one pod in the middle of its second rollout."""
    counts = {"desired": 1, "updated": 1, "available": 0}
    conditions = (PROGRESSING,)
    return Workload(DEPLOYMENT, revision="2", **{**counts, "conditions": conditions, **more})


def replica_set(ref: Ref, revision: str, **more: Any) -> Workload:
    """A ReplicaSet of the Deployment."""
    return Workload(ref, owner=DEPLOYMENT, revision=revision, **more)


def container(name: str = "app", **more: Any) -> Container:
    """A container that runs and is not ready."""
    return Container(name, **{"state": State("running"), "ready": False, **more})


def pod(name: str = "web-2-a", *containers: Container, **more: Any) -> Pod:
    """A pod of the newest ReplicaSet."""
    return Pod(
        Ref("Pod", name, NAMESPACE),
        **{"owner": NEWEST, "phase": "Running", "containers": containers or (container(),), **more},
    )


def seen(at: float, *pods: Pod, **more: Any) -> Observation:
    """One look; `deployment` and `events` may be given."""
    sets = (replica_set(OLDER, "1"), replica_set(NEWEST, "2", available=0))
    known = {"deployment": deployment(), "replica_sets": sets, **more}
    return Observation(at, pods=pods, **known)


def complete(at: float, *pods: Pod) -> Observation:
    """A look at a rollout that is complete."""
    return seen(
        at,
        *pods,
        deployment=deployment(available=1, conditions=(COMPLETE,)),
        replica_sets=(replica_set(OLDER, "1"), replica_set(NEWEST, "2", available=1)),
    )


def event(reason: str, message: str, about: Pod, **more: Any) -> Event:
    """An event about a pod."""
    return Event(reason, message, about.ref, **more)


def waiting(reason: str, message: str = "", **more: Any) -> Container:
    """A container that waits."""
    return container(state=State("waiting", reason, message), **more)


def ended(code: int = 1, reason: str = "Error") -> State:
    """The state of a container that ended."""
    return State("terminated", reason, exit_code=code)


def down(one: Container, restarts: int, code: int = 1) -> Container:
    """The same container, ended and not started again yet."""
    return replace(one, state=ended(code), restarts=restarts, ready=False)
