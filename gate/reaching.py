"""Which ways lead to a service that was just rolled out."""

from collect.rollout import Cluster
from diagnosis.snapshot import Pod, Role
from gate.inputs import Inputs
from gate.observation import Observation
from gate.proof.answer import Send
from gate.proof.proving import Ways
from gate.proof.routes import by_address, inner_service, through_cluster


def ways_to(inputs: Inputs, cluster: Cluster, seen: Observation) -> Ways:
    """The ways to the service: its address, and one of its new pods."""
    inner = inner_service(inputs.url)
    front = (
        by_address(inputs.url, inputs.first_token)
        if inner is None
        else through_cluster(cluster, inputs.namespace, inner, inputs.first_token)
    )
    pod = _pod_way(inputs, cluster, seen)
    return Ways(inputs.url.rstrip("/"), front, pod, inner=inner is not None)


def _pod_way(inputs: Inputs, cluster: Cluster, seen: Observation) -> Send | None:
    for pod in seen.new_pods:
        if (port := _port(pod)) is not None:
            target = f"pods/{pod.ref.name}:{port}"
            return through_cluster(cluster, inputs.namespace, target, inputs.first_token)
    return None


def _port(pod: Pod) -> int | None:
    ports = (port for one in pod.containers if one.role is Role.APP for port in one.ports)
    return next(ports, None)
