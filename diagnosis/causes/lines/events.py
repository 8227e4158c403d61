"""Events, conditions and states as texts to read: each kind can speak of some failures only."""

from collections.abc import Iterator, Mapping

from diagnosis.causes.probe_message import killed_by
from diagnosis.causes.probe_message import parse as parse_probe
from diagnosis.causes.quoting import of_event
from diagnosis.causes.refusals import parse
from diagnosis.causes.scene import Scene
from diagnosis.causes.settled import is_well
from diagnosis.causes.site import Site
from diagnosis.matching import Place, Source
from diagnosis.snapshot import Event, Platform, State

from .passage import Passage

_VOLUMES = ("volume.", "config.missing", "config.bad_mount", "sched.pvc", "node.", "rbac.")
_SANDBOX = ("sandbox.", "node.", "gpu.", "volume.disk_full")
_STARTING = ("image.", "config.", "gpu.", "volume.", "lifecycle.", "oom.", "sandbox.", "crash.")
_CREATING = ("quota.", "admission.", "rbac.", "config.", "volume.", "sched.")
_SPEAKS_OF: Mapping[str, tuple[str, ...]] = {
    "Unhealthy": ("probe.",),
    "ProbeWarning": ("probe.",),
    "Killing": ("probe.", "lifecycle."),
    "FailedScheduling": ("sched.", "node.", "volume.", "config.port_conflict"),
    "FailedMount": _VOLUMES,
    "FailedMapVolume": _VOLUMES,
    "FailedAttachVolume": _VOLUMES,
    "FailedCreatePodSandBox": _SANDBOX,
    "NetworkNotReady": _SANDBOX,
    "Failed": _STARTING,
    "InspectFailed": ("image.",),
    "FailedPostStartHook": ("lifecycle.",),
    "FailedPreStopHook": ("lifecycle.",),
    "FailedCreate": _CREATING,
    "FailedUpdate": _CREATING,
    "ReplicaFailure": _CREATING,
}
"""The inner error of a message quotes anything: a sandbox that fails for want of a binary is no
wrong entrypoint, a probe that is refused no dependency that is down."""
_QUIET = frozenset(
    {
        "Scheduled",
        "Pulling",
        "Pulled",
        "Created",
        "Started",
        "SuccessfulCreate",
        "SuccessfulDelete",
        "SuccessfulAttachVolume",
        "ScalingReplicaSet",
        "LeaderElection",
        "ProvisioningSucceeded",
        "NodeReady",
        "NodeHasNoDiskPressure",
        "NodeHasSufficientMemory",
        "NodeHasSufficientPID",
        "Completed",
    }
)
"""Events of a normal life."""
_NORMAL = {
    "Ready": "True",
    "ContainersReady": "True",
    "Initialized": "True",
    "PodScheduled": "True",
    "PodReadyToStartContainers": "True",
    "Available": "True",
    "Progressing": "True",
    "Complete": "True",
}
"""The status with which a condition says that all is well; for any other type it is False."""
_LOOP = "CrashLoopBackOff"


def event_passages(scene: Scene) -> Iterator[Passage]:
    """Each event that is not over, and that no reading of its own covers."""
    for event in scene.events:
        if event.reason not in _QUIET and not _is_read_elsewhere(event):
            yield _of_event(scene, event)


def _is_read_elsewhere(event: Event) -> bool:
    if event.reason == "FailedScheduling":
        return parse(event.message) is not None
    return parse_probe(event.message) is not None or bool(killed_by(event.message))


def _of_event(scene: Scene, event: Event) -> Passage:
    pod = scene.pod(event.about)
    restarts = [one.restarts for one in pod.containers] if pod else []
    quoted = of_event(event)
    place = Place(
        platform=Platform.KUBERNETES,
        source=Source.EVENT,
        reason=event.reason,
        restarts=max(restarts, default=None),
    )
    return Passage(
        text=quoted.line,
        places=(place,),
        source=quoted.source,
        subject=scene.subject_of(event.about, event.container),
        families=_SPEAKS_OF.get(event.reason, ()),
    )


def state_passages(scene: Scene) -> Iterator[Passage]:
    """What the platform says of containers in trouble, now, before, and in earlier observations."""
    for site in scene.sites:
        if site.pod is None or not is_well(site.pod) or site.ending(scene.now):
            for state in _states(scene, site):
                if state.message or state.reason:
                    yield from _of_state(site, state)
    for pod in scene.troubled:
        if pod.message:
            text = f"{pod.reason}: {pod.message}"
            place = Place(platform=Platform.KUBERNETES, source=Source.STATE, reason=pod.reason)
            yield Passage(text, (place,), f"status {pod.ref}", scene.subject(pod))


def _states(scene: Scene, site: Site) -> Iterator[State]:
    ending = site.ending(scene.now)
    if site.waiting and site.waiting.reason != _LOOP:
        yield site.waiting
        yield from _before(scene, site)
    if ending is not None:
        yield ending


def _before(scene: Scene, site: Site) -> Iterator[State]:
    """A back-off forgets the error that led to it; a recorded watch still has it."""
    for pod in scene.snapshot.history:
        if site.pod is not None and pod.ref == site.pod.ref:
            for one in pod.containers:
                same = one.name == site.container.name and one.image == site.container.image
                if same and one.state.phase == "waiting" and one.state != site.waiting:
                    yield one.state


def _of_state(site: Site, state: State) -> Iterator[Passage]:
    platform = Platform.KUBERNETES if site.pod else Platform.ANY
    facts = {
        "platform": platform,
        "role": site.container.role,
        "exit_code": state.exit_code,
        "reason": state.reason,
        "restarts": site.container.restarts,
    }
    source = f"state {site.subject.place}"
    text = ": ".join(filter(None, (state.reason, state.message)))
    place = Place(source=Source.STATE, **facts)  # type: ignore[arg-type]
    families = _STARTING if state.phase == "waiting" else ()
    yield Passage(text, (place,), source, site.subject, families)
    if state.phase != "waiting" and state.message:
        # FallbackToLogsOnError puts the log's last lines here.
        log = Place(source=Source.LOG, previous=True, **facts)  # type: ignore[arg-type]
        yield Passage(
            state.message,
            (log,),
            f"{source} message",
            site.subject,
            is_log=True,
            ended=True,
        )


def condition_passages(scene: Scene) -> Iterator[Passage]:
    """Conditions of pods in trouble and of workloads that say that something is wrong."""
    owners = [
        *((pod.ref, pod.conditions) for pod in scene.troubled),
        *((one.ref, one.conditions) for one in scene.snapshot.workloads),
    ]
    for ref, conditions in owners:
        for one in conditions:
            text = f"{one.type}={one.status} {one.reason}: {one.message}"
            if one.message and one.status != _NORMAL.get(one.type, "False") and not parse(text):
                place = Place(
                    platform=Platform.KUBERNETES, source=Source.CONDITION, reason=one.reason
                )
                yield Passage(
                    text,
                    (place,),
                    f"condition {ref} {one.type}",
                    scene.subject_of(ref),
                    _SPEAKS_OF.get(one.type, ()),
                )
