"""One verification from beginning to end: watch, prove, and explain what fails."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from collect.rollout import Access, Cluster, NotSeen, connected
from diagnosis.finding import Finding
from diagnosis.snapshot import Pod
from gate.decide import Failed
from gate.explaining import Asked, explain
from gate.inputs import Inputs, read
from gate.observation import Observation
from gate.progress import telling
from gate.proof import balancer, proving
from gate.proof.findings import Fault
from gate.reaching import ways_to
from gate.running import in_thread
from gate.watching import Target, Watched, watch


class RolloutFailed(Exception):
    """The rollout failed, or could not be verified; the message is the whole explanation."""


def verify(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Verify a rollout, and give the properties with what was proved. Raises RolloutFailed."""
    inputs = read(properties)
    with telling(properties) as say:
        try:
            proved = in_thread(_verified(inputs, say))
            say("; ".join(proved.values()))
        except RolloutFailed:
            raise
        except NotSeen as error:
            raise RolloutFailed(_unseen(inputs, error)) from error
        except Exception as error:
            raise RolloutFailed(_broken(inputs, error)) from error
    return {**properties, "proved": proved}


async def _verified(inputs: Inputs, say: Callable[[str], None]) -> dict[str, str]:
    async with connected(Access(inputs.kubeconfig, inputs.context)) as cluster:
        target = Target(inputs.namespace, inputs.deployment, inputs.scheduling, inputs.soak)
        watched = await watch(cluster, target, say)
        if isinstance(watched.verdict, Failed):
            raise _failure(inputs, watched.verdict.reason, watched)
        rollout = f"complete after {watched.verdict.seconds:.0f} s"
        return {"rollout": rollout, **await _proved(inputs, cluster, watched, say)}


async def _proved(
    inputs: Inputs, cluster: Cluster, watched: Watched, say: Callable[[str], None]
) -> dict[str, str]:
    """Health, and the stream where it is asked for."""
    if inputs.verify == "none" or not watched.looks[-1].new_pods:
        return {}
    fault = await balancer.prove_address(
        cluster, inputs.namespace, inputs.service, balancer.SECONDS
    )
    if fault is not None:
        _require(inputs, watched, fault)
    ways = ways_to(inputs, cluster, watched.looks[-1])
    say(f"asking {inputs.url}{inputs.ready_path}")
    health = await proving.prove_health(ways, inputs.ready_path, proving.HEALTH_SECONDS)
    found = {"health": _require(inputs, watched, health)}
    if inputs.verify == "stream":
        say(f"asking {inputs.url}{inputs.stream_path} for a stream")
        stream = await proving.prove_stream(
            ways, inputs.stream_path, inputs.stream_body, inputs.first_token
        )
        found["stream"] = _require(inputs, watched, stream)
    return found


def _require(inputs: Inputs, watched: Watched, proof: str | Fault) -> str:
    if isinstance(proof, Fault):
        raise _failure(inputs, proof.heading, watched, proof.finding)
    return proof


def _failure(
    inputs: Inputs, reason: str, watched: Watched, finding: Finding | None = None
) -> RolloutFailed:
    asked = Asked(
        heading=f"{_failed(inputs)}\n{reason}",
        kind="Deployment",
        name=inputs.deployment,
        namespace=inputs.namespace,
        finding=finding,
        footer=tuple(_serving(watched.looks[-1])),
        pods=_changes(watched.looks),
        events=watched.looks[-1].events,
        folder=inputs.folder,
        kubeconfig=inputs.kubeconfig,
        context=inputs.context,
    )
    return RolloutFailed(explain(asked).text)


def _serving(seen: Observation) -> Iterator[str]:
    """Whether anybody notices: the pods of the version before may serve on."""
    newest = seen.newest
    old = (seen.deployment.available or 0) - ((newest.available or 0) if newest else 0)
    if newest is not None and old > 0:
        pods = "One pod" if old == 1 else f"{old} pods"
        yield f"{pods} of the version before still {'serves' if old == 1 else 'serve'}."


def _changes(looks: list[Observation]) -> tuple[Pod, ...]:
    """Every state that the new pods went through, oldest first."""
    last: dict[str, Pod] = {}
    states = []
    for pod in (pod for seen in looks for pod in seen.new_pods):
        if last.get(pod.ref.name) != pod:
            last[pod.ref.name] = pod
            states.append(pod)
    return tuple(states)


def _unseen(inputs: Inputs, error: NotSeen) -> str:
    what = f"Deployment {inputs.namespace}/{inputs.deployment}"
    return (
        f"{_failed(inputs)}\n{what} could not be watched: {error}\n\n"
        "The gate gets deployments, and lists replicasets, pods and events in the namespace; the\n"
        "diagnosis reads pods/log too."
    )


def _broken(inputs: Inputs, error: Exception) -> str:
    """What nobody foresaw: not verified is not passed."""
    return (
        f"{_failed(inputs)}\nthe gate itself failed, so nothing is verified: "
        f"{type(error).__name__}: {error}\n\n"
        "`pulumi config set shipshape:gate false` leaves the waiting to the provider."
    )


def _failed(inputs: Inputs) -> str:
    """The first line; the engine puts forty characters of its own before it."""
    return f"the rollout of {inputs.deployment} failed:"
