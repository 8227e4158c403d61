"""Which kinds are awaited, and for how long unless the program says otherwise."""

from functools import partial

from local.providers.kubernetes import annotations
from local.providers.kubernetes.awaiting import (
    cluster,
    daemonset,
    deployment,
    expressions,
    ingress,
    job,
    pod,
    service,
    statefulset,
    storage,
)
from local.providers.kubernetes.awaiting.verdict import Awaiter
from local.providers.kubernetes.manifest import Object

_FIVE_MINUTES = 300.0

_AWAITERS = {
    ("apps", "Deployment"): Awaiter(deployment.judge, deployment.asks),
    ("apps", "StatefulSet"): Awaiter(statefulset.judge, statefulset.asks),
    ("apps", "DaemonSet"): Awaiter(daemonset.judge, daemonset.asks),
    ("batch", "Job"): Awaiter(job.judge, job.asks),
    ("", "Pod"): Awaiter(pod.judge, seconds=_FIVE_MINUTES),
    ("", "Service"): Awaiter(service.judge, service.asks),
    ("networking.k8s.io", "Ingress"): Awaiter(ingress.judge, ingress.asks),
    ("", "PersistentVolumeClaim"): Awaiter(
        storage.judge_claim, storage.claim_asks, seconds=_FIVE_MINUTES, on_read=False
    ),
    ("", "PersistentVolume"): Awaiter(storage.judge_volume, seconds=_FIVE_MINUTES, on_read=False),
    ("", "Namespace"): Awaiter(cluster.judge_namespace, on_read=False),
    ("apiextensions.k8s.io", "CustomResourceDefinition"): Awaiter(
        cluster.judge_definition, seconds=60, on_read=False
    ),
}


def awaiter_for(inputs: Object) -> Awaiter | None:
    """How to await an object of these inputs, or None when there is nothing to await.

    Raises ProviderError when its waitFor annotation cannot be read.
    """
    if annotations.is_set(inputs, annotations.SKIP_AWAIT):
        return None
    if wanted := annotations.annotation(inputs, annotations.WAIT_FOR):
        judge = partial(expressions.judge, expressions.parse(wanted))
        return Awaiter(judge, on_read=False)
    group = str(inputs.get("apiVersion", "")).rpartition("/")[0]
    return _AWAITERS.get((group, str(inputs.get("kind", ""))))
