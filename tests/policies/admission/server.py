"""A real API server, asked without creating anything: server-side dry runs."""

import contextlib
import subprocess
from collections.abc import Iterator
from typing import Any

import httpx

from policies.admission.expression import PODS

Object = dict[str, Any]
TEST_LABEL = "shipshape.dev/rule-under-test"
_PLURALS = {"Ingress": "ingresses", "NetworkPolicy": "networkpolicies"}
_LABELS = {"app": "case"}


@contextlib.contextmanager
def proxied() -> Iterator[httpx.Client]:
    """A client of the cluster of KUBECONFIG; kubectl signs in for it."""
    command = ["kubectl", "proxy", "--port=0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as proxy:
        try:
            assert proxy.stdout is not None
            address = proxy.stdout.readline().strip().rpartition(" ")[2]
            with httpx.Client(base_url=f"http://{address}", timeout=30) as client:
                yield client
        finally:
            proxy.terminate()


def attempt(client: httpx.Client, target: Object) -> tuple[int, Object]:
    """What the server says of creating the object, without doing it: status code and answer."""
    version, namespace = target["apiVersion"], target["metadata"]["namespace"]
    root = "api" if "/" not in version else "apis"
    kind = target["kind"]
    plural = _PLURALS.get(kind, f"{kind.lower()}s")
    answer = client.post(
        f"/{root}/{version}/namespaces/{namespace}/{plural}",
        params={"dryRun": "All"},
        json=target,
    )
    # A version that is not served any more is answered with plain text.
    told = answer.json() if "json" in answer.headers.get("content-type", "") else {}
    return answer.status_code, told or {"message": answer.text}


def completed(target: Object, rule: str, namespace: str) -> Object:
    """The object with what the server wants besides, which a case leaves out."""
    metadata = {**(target.get("metadata") or {})}
    metadata["namespace"] = metadata.get("namespace", namespace)
    if metadata["namespace"] != "default":
        metadata["namespace"] = namespace
    metadata.setdefault("name", "case")
    metadata["labels"] = {**(metadata.get("labels") or {}), TEST_LABEL: rule}
    for owner in metadata.get("ownerReferences") or []:
        owner.setdefault("apiVersion", "apps/v1")
        owner.setdefault("uid", "00000000-0000-0000-0000-000000000000")
        owner.setdefault("name", "owner")
    whole = {**target, "metadata": metadata}
    if target["kind"] in PODS:
        _complete_pod(_pod_spec(target["kind"], whole), str(target))
    elif target["kind"] == "Service" and whole["spec"].get("type") != "ExternalName":
        whole["spec"].setdefault("ports", [{"port": 80}])
    elif target["kind"] == "Ingress":
        for one in whole["spec"].get("rules") or []:
            for path in one.get("http", {}).get("paths", []):
                path.setdefault("pathType", "Prefix")
    return whole


def _pod_spec(kind: str, whole: Object) -> Object:
    """The pod's spec, with what the workload around it needs."""
    spec: Object = whole.setdefault("spec", {})
    if kind == "Pod":
        return spec
    if kind == "CronJob":
        spec.setdefault("schedule", "5 4 * * *")
        spec = spec.setdefault("jobTemplate", {}).setdefault("spec", {})
    template = spec.setdefault("template", {})
    pod: Object = template.setdefault("spec", {})
    if kind in ("Job", "CronJob"):
        pod.setdefault("restartPolicy", "Never")
        return pod
    labels = template.setdefault("metadata", {}).setdefault("labels", dict(_LABELS))
    selector = dict(labels) if kind == "ReplicationController" else {"matchLabels": dict(labels)}
    spec.setdefault("selector", selector)
    return pod


def _complete_pod(spec: Object, written: str) -> None:
    spec.setdefault("containers", [{"name": "case"}])
    for container in [one for group in _groups(spec) for one in spec.get(group) or []]:
        container.setdefault("image", "registry.example/case:1.0")
    # What the server demands of those who ask for these.
    if "Unmasked" in written:
        spec.setdefault("hostUsers", False)
    if "'hostProcess': True" in written:
        spec["hostNetwork"] = True
    if "config.mirror" in written:
        spec.setdefault("nodeName", "shipshape")


def _groups(spec: Object) -> list[str]:
    return [group for group in ("containers", "initContainers") if group in spec]
