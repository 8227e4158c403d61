"""How long drift takes over many objects: `python -m bench.drift [COUNT]`.

A stack of ConfigMaps and of Deployments without pods, half of each, in a namespace of its own on
the cluster of KUBECONFIG; it is removed afterwards. `shipshape drift` over it, as a user calls it,
beside `pulumi refresh --preview-only`, which is how the engine looks for the same.
"""

import json
import logging
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from drift.context import Context
from ops.drift.running import compare_stack
from ops.drift.stack import read_state

COUNT = 1000
RUNS = 3
PROMISE = 10.0
"""Seconds for 1,000 objects."""
_REPOSITORY = Path(__file__).resolve().parents[1]
_DRIFT = [str(_REPOSITORY / ".venv/bin/shipshape"), "drift", "--stack=dev"]
_REFRESH = ["pulumi", "refresh", "--preview-only", "--stack=dev", "--non-interactive"]
_PROJECT = f"""\
name: bench
runtime:
  name: python
  options: {{toolchain: pip, virtualenv: {_REPOSITORY / ".venv"}}}
"""
_PROGRAM = """\
import json, pathlib, pulumi
for one in json.loads(pathlib.Path("objects.json").read_text()):
    version = {"v1": "core/v1"}.get(one["apiVersion"], one["apiVersion"])
    pulumi.CustomResource(f"kubernetes:{version}:{one['kind']}", one["metadata"]["name"], one)
"""
_MANAGER = "pulumi-kubernetes-bench"
Object = dict[str, Any]


class Took(NamedTuple):
    """What a command took: seconds, and MiB of memory of its largest process."""

    seconds: float
    memory: float


def main(count: int) -> int:
    """Print all figures; gives 1 if the promise is broken."""
    with tempfile.TemporaryDirectory() as name, _namespace() as space:
        folder = Path(name)
        began = time.monotonic()
        _project(folder, count, space)
        print(f"made {count} objects in {time.monotonic() - began:.0f} s", flush=True)
        mine = _best(_DRIFT, folder)
        asked = _lists(folder)
        theirs = _best(_REFRESH, folder)
    print(f"{count} objects of two kinds, best of {RUNS} runs")
    print(f"  shipshape drift                {mine.seconds:6.2f} s, {mine.memory:4.0f} MiB at most")
    for line in asked:
        print(f"    {line}")
    print(f"  pulumi refresh --preview-only  {theirs.seconds:6.2f} s")
    print(f"  ratio                          {theirs.seconds / mine.seconds:6.1f}")
    print(f"  promised                       {PROMISE:6.2f} s for {COUNT} objects")
    return int(mine.seconds > PROMISE * max(count, COUNT) / COUNT)


@contextmanager
def _namespace() -> Iterator[str]:
    """A namespace that goes away afterwards, with all that is in it."""
    name = f"bench-{secrets.token_hex(4)}"
    subprocess.run(["kubectl", "create", "namespace", name], check=True, capture_output=True)
    try:
        yield name
    finally:
        delete = ["kubectl", "delete", "namespace", name, "--wait=false"]
        subprocess.run(delete, check=True, capture_output=True)


def _project(folder: Path, count: int, space: str) -> None:
    """Make the stack and all that it declares, and choose its backend.

    The engine makes the first two objects. The others are applied at once, and put into the state
    beside them: an update of 1,000 objects takes minutes here.
    """
    (folder / "stacks").mkdir()
    (folder / "Pulumi.yaml").write_text(_PROJECT)
    (folder / "__main__.py").write_text(_PROGRAM)
    os.environ |= {
        "PULUMI_BACKEND_URL": f"file://{folder / 'stacks'}",
        "PULUMI_CONFIG_PASSPHRASE": "not-a-real-passphrase",
    }
    objects = [_object(number, space) for number in range(count)]
    (folder / "objects.json").write_text(json.dumps(objects[:2]))
    _said(folder, "pulumi", "stack", "init", "dev", "--non-interactive")
    _said(folder, "pulumi", "up", "--yes", "--skip-preview", "--stack=dev", "--non-interactive")
    listed = json.dumps({"apiVersion": "v1", "kind": "List", "items": objects[2:]})
    apply = ("kubectl", "apply", "--server-side", f"--field-manager={_MANAGER}", "-f", "-")
    _said(folder, *apply, stdin=listed)
    state = json.loads(_said(folder, "pulumi", "stack", "export", "--stack=dev"))
    resources = state["deployment"]["resources"]
    made = {one["type"]: one for one in resources if one["type"].startswith("kubernetes:")}
    resources += [_cloned(made, one, space) for one in objects[2:]]
    _said(folder, "pulumi", "stack", "import", "--stack=dev", stdin=json.dumps(state))


def _object(number: int, space: str) -> Object:
    """A Deployment without pods, or a ConfigMap."""
    metadata = {
        "name": f"app-{number}",
        "namespace": space,
        "annotations": {"pulumi.com/skipAwait": "true"},
    }
    if number % 2:
        deployment = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata}
        labels = {"app": "bench"}
        template = {"metadata": {"labels": labels}, "spec": {"containers": [_CONTAINER]}}
        selector = {"matchLabels": labels}
        return {**deployment, "spec": {"replicas": 0, "selector": selector, "template": template}}
    data = {f"key-{at}": "x" * 100 for at in range(10)}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data}


_CONTAINER = {
    "name": "app",
    "image": "app:1",
    "ports": [{"containerPort": 8080}],
    "env": [{"name": f"NAME_{at}", "value": str(at)} for at in range(10)],
    "resources": {"limits": {"memory": "1Gi"}, "requests": {"cpu": "1000m", "memory": "512Mi"}},
    "readinessProbe": {"httpGet": {"path": "/ready", "port": 8080}},
}


def _cloned(made: Mapping[str, Object], object_: Object, space: str) -> Object:
    """The state of an object, as the engine has that of the first of its kind."""
    kind = "apps/v1:Deployment" if object_["kind"] == "Deployment" else "core/v1:ConfigMap"
    first = made[f"kubernetes:{kind}"]
    old, new = first["urn"].rpartition("::")[2], object_["metadata"]["name"]
    one: Object = json.loads(json.dumps(first).replace(f'"{old}"', f'"{new}"'))
    one["urn"] = f"{first['urn'].removesuffix(old)}{new}"
    one["id"] = f"{space}/{new}"
    one["outputs"]["__fieldManager"] = _MANAGER
    return one


def _said(folder: Path, *command: str, stdin: str = "") -> str:
    done = subprocess.run(
        command, cwd=folder, input=stdin, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"bench: `{' '.join(command)}` failed:\n{done.stdout[-4000:]}{done.stderr}")
    return done.stdout


def _best(command: list[str], folder: Path) -> Took:
    """The fastest of several runs; each has to find nothing."""
    return min(_once(command, folder) for _ in range(RUNS))


def _once(command: list[str], folder: Path) -> Took:
    said = folder / "said.txt"
    began = time.monotonic()
    with said.open("w") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
        took = time.monotonic() - began
    if status != 0:
        sys.exit(f"bench: `{' '.join(command)}` failed:\n{said.read_text()[-4000:]}")
    return Took(took, used.ru_maxrss / 1024)


class _Heard(logging.Handler):
    """Counts what the client says that it asked for: lists, page by page."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Take one request."""
        found = re.search(r"GET \S+/namespaces/[^/]+/(\w+)\?", record.getMessage())
        if found:
            self.lists[found[1]] += 1


def _lists(folder: Path) -> list[str]:
    """How often the API server is asked for a kind; a page has 500 objects."""
    heard = _Heard()
    client = logging.getLogger("httpx")
    client.addHandler(heard)
    client.setLevel(logging.INFO)
    compared = compare_stack(read_state(folder, "dev"), Context(datetime.now(UTC))).report.compared
    client.removeHandler(heard)
    return [f"{compared} compared", *(f"{n} page(s) of {kind}" for kind, n in heard.lists.items())]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
