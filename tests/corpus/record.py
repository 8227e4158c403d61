"""Make the failures on a real cluster and write down what is seen.

`python -m tests.corpus.record [ID...]`, in the environment that `make env` prints. A case that is
there is recorded anew. Nothing is invented: the files hold what kubectl printed.
"""

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml

from tests.cluster.kubectl import Kubectl
from tests.corpus.making import Recipe, recipe, updated, workload

HERE = Path(__file__).parent
CASES = HERE / "cases"
_AT_ONCE = 6
_KINDS = "deployments,replicasets,jobs,services,persistentvolumeclaims,endpointslices"
_NOISE = ("managedFields", "kubectl.kubernetes.io/last-applied-configuration")
_KUBELET = "/var/lib/shipshape/cluster/kubelet"
_SCHEDULER = f"-{socket.gethostname()}"
_ADDRESS = re.compile(r"\b10\.(?!0\.0\.)\d{1,3}\.\d{1,3}\.\d{1,3}\b")


def main(ids: Sequence[str]) -> int:
    """Record the named cases, or all; 1 if one did not fail as it should."""
    entries = yaml.safe_load((HERE / "recipes.yaml").read_text())
    recipes = [recipe(entry) for entry in entries if not ids or entry["id"] in ids]
    images = _images()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        outcomes = list(pool.map(lambda one: _record(one, images), recipes))
    return 0 if all(outcomes) else 1


def _record(one: Recipe, images: Mapping[str, str]) -> bool:
    kubectl = Kubectl(f"corpus-{secrets.token_hex(3)}")
    namespace = {"name": kubectl.namespace, "labels": dict(one.namespace)}
    kubectl.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": namespace})
    try:
        _make(kubectl, one, images)
        failed = _seen(kubectl, one)
        time.sleep(one.settle)
        _write(kubectl, one)
    finally:
        kubectl("delete", "namespace", kubectl.namespace, "--wait=false")
    print(f"{'ok ' if failed else 'NOT SEEN'} {one.id}", flush=True)
    return failed


def _make(kubectl: Kubectl, one: Recipe, images: Mapping[str, str]) -> None:
    _wait_for_account(kubectl)
    if one.objects:
        kubectl.apply(*one.objects)
        # A quota counts once its controller has looked at it.
        time.sleep(2)
    kubectl.apply(workload(one, images))
    following = updated(one)
    if following is not None:
        kubectl("rollout", "status", "deployment/web", "--timeout=60s")
        kubectl.apply(workload(following, images))


def _wait_for_account(kubectl: Kubectl) -> None:
    kubectl.wait("the default account", lambda: bool(kubectl.all("serviceaccounts")), 30)


def _seen(kubectl: Kubectl, one: Recipe) -> bool:
    wanted = re.compile(one.until)
    end = time.monotonic() + one.wait
    while time.monotonic() < end:
        if wanted.search(kubectl("get", f"pods,events,{_KINDS}", "-o", "json")):
            return True
        time.sleep(1)
    return False


def _write(kubectl: Kubectl, one: Recipe) -> None:
    folder = CASES / one.id
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    pods = kubectl.all("pods")
    _save(folder / "pods.json", pods, kubectl.namespace)
    for kind, name in ((_KINDS, "workloads"), ("events", "events")):
        _save(folder / f"{name}.json", kubectl.all(kind), kubectl.namespace)
    for pod in sorted(pods, key=_trouble)[-1:]:
        _logs(kubectl, folder, pod)
    expected = {key: value for key, value in one.expected.items() if key != "evidence"}
    expected["evidence_must_contain"] = one.expected.get("evidence", [])
    (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


def _trouble(pod: Mapping[str, Any]) -> int:
    """How often the pod's containers were restarted: whose logs tell the most."""
    status = pod["status"]
    containers = [*status.get("initContainerStatuses", []), *status.get("containerStatuses", [])]
    return sum(one["restartCount"] for one in containers)


def _logs(kubectl: Kubectl, folder: Path, pod: Mapping[str, Any]) -> None:
    """What each container said, now and before; one that never started has no log."""
    specs = [*pod["spec"].get("initContainers", []), *pod["spec"]["containers"]]
    for container in (spec["name"] for spec in specs):
        for suffix, more in (("", ()), ("_previous", ("--previous",))):
            try:
                text = kubectl("logs", pod["metadata"]["name"], "-c", container, *more)
            except AssertionError:
                continue
            if text:
                shown = _neutral(text, kubectl.namespace)
                (folder / f"logs_{container}{suffix}.txt").write_text(shown)


def _save(path: Path, items: Sequence[Mapping[str, Any]], namespace: str) -> None:
    if items:
        document = {"apiVersion": "v1", "kind": "List", "items": [_bare(one) for one in items]}
        path.write_text(_neutral(json.dumps(document, indent=1), namespace) + "\n")


def _bare(value: Any) -> Any:
    """Without what only the API server's bookkeeping needs."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key not in _NOISE}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _neutral(text: str, namespace: str) -> str:
    """The same in every recording: the namespace, and nothing that names this machine."""
    for theirs, ours in ((namespace, "shop"), (_KUBELET, "/var/lib/kubelet"), (_SCHEDULER, "")):
        text = text.replace(theirs, ours)
    return _ADDRESS.sub("10.0.0.5", text)


def _images() -> dict[str, str]:
    """The images that the embedded platform has made; elsewhere, public ones."""
    told = subprocess.run(
        [sys.executable, "-m", "local", "images", "python"],
        capture_output=True,
        text=True,
        check=True,
    )
    exports = dict(re.findall(r"export (\w+)=([^;\s]+);", told.stdout))
    return {
        "node": os.environ["SHIPSHAPE_RUNTIME_IMAGE"],
        "shell": os.environ["SHIPSHAPE_BUILD_IMAGE"],
        "python": exports["SHIPSHAPE_BUILD_IMAGE"],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
