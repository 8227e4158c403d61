"""Short ways to write the snapshots that these tests judge."""

from collections.abc import Callable, Iterable

from diagnosis.causes import Candidate, Scene
from diagnosis.snapshot import Container, Event, Pod, Ref, Snapshot, State

POD = Ref("Pod", "web-6d7f8c9b5d-6k2wq", "shop")
WAITING = State("waiting", "CrashLoopBackOff")


def pod(*containers: Container, **fields: object) -> Pod:
    """A pod of a Deployment `web` that is not ready."""
    facts = {"phase": "Running", "node": "n1", "owner": Ref("ReplicaSet", "web-6d7f8c9b5d", "shop")}
    return Pod(POD, containers=containers, **{**facts, **fields})  # type: ignore[arg-type]


def crashed(code: int, reason: str = "Error", **fields: object) -> Container:
    """A container in a crash loop whose last instance ended with a code."""
    last = State("terminated", reason, exit_code=code)
    facts = {"state": WAITING, "last_state": last, "restarts": 4, "ready": False}
    return Container("app", **{**facts, **fields})  # type: ignore[arg-type]


def event(reason: str, message: str, **fields: object) -> Event:
    """A warning about the pod."""
    return Event(reason, message, **{"about": POD, **fields})  # type: ignore[arg-type]


def judged(
    cause: Callable[[Scene], Iterable[Candidate]], snapshot: Snapshot
) -> dict[str, Candidate]:
    """What one cause says of a snapshot, by id."""
    return {one.id: one for one in cause(Scene(snapshot))}
