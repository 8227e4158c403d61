"""`shipshape diagnose` and `logs` on a real cluster, where several things fail at once."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from collect.live.cluster import snapshot
from collect.live.selection import Selection
from collect.rollout import Access
from tests.cluster.kubectl import Kubectl, Object
from tests.cluster.pods import EATS_MEMORY, SERVES_AFTER
from tests.engine_fixture import Engine
from tests.ops.shipshape import shipshape

pytestmark = pytest.mark.cluster

KEY = "sk-fake-0123456789abcdef"
NO_KEY = f"""
console.log("starting with {KEY}");
const missing = "OpenAI API key is missing. Pass it using the 'apiKey' parameter or the";
throw new Error(`${{missing}} OPENAI_API_KEY environment variable.`);
"""


def deployment(name: str, image: str, script: tuple[str, ...], **container: Any) -> Object:
    """A Deployment of one pod that runs `node -e SCRIPT`."""
    labels = {"app": name}
    command = ["/nodejs/bin/node", "-e", *script]
    template = {
        "metadata": {"labels": labels},
        "spec": {
            "terminationGracePeriodSeconds": 1,
            "containers": [{"name": "app", "image": image, "command": command, **container}],
        },
    }
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": name, "labels": labels},
        "spec": {"replicas": 1, "selector": {"matchLabels": labels}, "template": template},
    }


def failing(image: str) -> Mapping[str, tuple[str, Object]]:
    """Deployments by the cause that is to be found."""
    wanted = {"name": "TOKEN", "valueFrom": {"secretKeyRef": {"name": "keys", "key": "openai"}}}
    registry = image.partition("/")[0]
    serves = (SERVES_AFTER, "0", "/none")
    return {
        "nokey": ("ai.key_missing", deployment("nokey", image, (NO_KEY,))),
        "oom": (
            "oom.container_limit",
            deployment("oom", image, (EATS_MEMORY,), resources={"limits": {"memory": "64Mi"}}),
        ),
        "noimage": ("image.not_found", deployment("noimage", f"{registry}/none/none:1", serves)),
        "noentry": ("config.missing_key", deployment("noentry", image, serves, env=[wanted])),
        "toolarge": (
            "sched.insufficient_cpu",
            deployment("toolarge", image, serves, resources={"requests": {"cpu": "900"}}),
        ),
    }


def diagnosed(folder: Path, *arguments: str) -> tuple[int, Any]:
    """The exit code and the JSON document."""
    done = shipshape(folder, "diagnose", *arguments, "--output", "json")
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def in_trouble(kubectl: Kubectl) -> set[str]:
    """The names of those whose pod shows its trouble already."""
    return {one["metadata"]["labels"]["app"] for one in kubectl.all("pods") if troubled(one)}


def troubled(pod: Object) -> bool:
    """Restarted, waiting for what does not come, or without a node."""
    for status in pod["status"].get("containerStatuses", []):
        reason = status["state"].get("waiting", {}).get("reason", "ContainerCreating")
        if status["restartCount"] or reason not in {"ContainerCreating", "PodInitializing"}:
            return True
    conditions = {one["type"]: one["status"] for one in pod["status"].get("conditions", [])}
    return conditions.get("PodScheduled") == "False"


def test_five_failures_beside_a_healthy_one(
    kubectl: Kubectl, node_image: str, tmp_path: Path
) -> None:
    """In one namespace: the cause of each by its labels, and silence about what is well."""
    causes = failing(node_image)
    secret = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "keys"},
        "stringData": {"anthropic": "not-a-real-key"},
    }
    well = deployment("well", node_image, (SERVES_AFTER, "0", "/none"))
    kubectl.apply(secret, well, *(one for _, one in causes.values()))
    kubectl.wait("all five are in trouble", lambda: in_trouble(kubectl) == set(causes), 120)
    namespace = ("--namespace", kubectl.namespace)
    for name, (cause, _) in causes.items():
        code, told = diagnosed(tmp_path, *namespace, "--selector", f"app={name}")
        assert (code, told["root_cause"]) == (1, cause), (name, told)
        assert told["findings"][0]["owner"] == f"Deployment/{kubectl.namespace}/{name}"
        assert told["findings"][0]["evidence"]
        assert told["unread"] == []
        assert KEY not in json.dumps(told)
        assert "not-a-real-key" not in json.dumps(told)
    kubectl("rollout", "status", "deployment/well", "--timeout=60s")
    code, told = diagnosed(tmp_path, *namespace, "--selector", "app=well")
    assert (code, told["verdict"], told["findings"]) == (0, "healthy", [])
    logged = shipshape(tmp_path, "logs", *namespace, "--selector", "app=nokey")
    assert logged.returncode == 1
    assert "critical ai.key_missing nokey-" in logged.stdout
    assert_what_a_reader_sees(kubectl)


def assert_what_a_reader_sees(kubectl: Kubectl) -> None:
    """A service account that may list pods and nothing else: a sentence for each of the rest."""
    kubectl("create", "serviceaccount", "reader")
    kubectl("create", "role", "reader", "--verb=list", "--resource=pods")
    kubectl(
        *("create", "rolebinding", "reader", "--role=reader"),
        f"--serviceaccount={kubectl.namespace}:reader",
    )
    access = Access(kubeconfig=kubeconfig_of(kubectl, "reader"))
    found = snapshot(Selection(kubectl.namespace, selector="app=nokey", access=access))
    assert [one.labels["app"] for one in found.pods] == ["nokey"]
    assert found.logs == ()
    assert {
        "no access to nodes",
        "no access to the logs of pods",
        f"no access to secrets in namespace {kubectl.namespace}",
        f"no access to events in namespace {kubectl.namespace}",
        f"no access to deployments in namespace {kubectl.namespace}",
    } <= set(found.unread)


def kubeconfig_of(kubectl: Kubectl, account: str) -> str:
    """The contents of a kubeconfig that signs in as a service account."""
    written = yaml.safe_load(kubectl("config", "view", "--raw", "--minify", "--flatten"))
    written["users"] = [
        {"name": account, "user": {"token": kubectl("create", "token", account).strip()}}
    ]
    written["contexts"][0]["context"]["user"] = account
    return yaml.safe_dump(written)


@pytest.mark.engine
def test_a_stack_is_found_by_its_state(kubectl: Kubectl, engine: Engine, node_image: str) -> None:
    """Namespace, workload and the error that the engine kept come out of the state."""
    crashing = deployment("nokey", node_image, (NO_KEY,))
    kubectl.apply(crashing)
    kubectl.wait("it is in trouble", lambda: in_trouble(kubectl) == {"nokey"}, 120)
    project = engine.project("shop", "")
    engine.pulumi(project, "stack", "init", "dev")
    state = json.loads(engine.pulumi(project, "stack", "export").stdout)
    state["deployment"]["resources"] = [*state_of(kubectl.namespace)]
    (project / "state.json").write_text(json.dumps(state))
    engine.pulumi(project, "stack", "import", "--file", "state.json")
    done = shipshape(
        project,
        *("diagnose", "--stack", "dev", "--output", "json"),
        environment={**engine.environment, "KUBECONFIG": os.environ["KUBECONFIG"]},
    )
    told = json.loads(done.stdout)
    assert (done.returncode, told["root_cause"]) == (1, "ai.key_missing"), told


def state_of(namespace: str) -> list[Object]:
    """A stack with one Deployment that was made and never got ready."""
    stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"
    provider = "urn:pulumi:dev::shop::pulumi:providers:kubernetes::default"
    kind = "kubernetes:apps/v1:Deployment"
    metadata = {"metadata": {"name": "nokey", "namespace": namespace}}
    return [
        {"urn": stack, "custom": False, "type": "pulumi:pulumi:Stack"},
        {
            "urn": provider,
            "custom": True,
            "id": "1",
            "type": "pulumi:providers:kubernetes",
            "inputs": {},
        },
        {
            "urn": f"urn:pulumi:dev::shop::{kind}::nokey",
            "custom": True,
            "id": f"{namespace}/nokey",
            "type": kind,
            "inputs": metadata,
            "outputs": metadata,
            "parent": stack,
            "provider": f"{provider}::1",
            "initErrors": ["Minimum number of live replicas was not reached"],
        },
    ]
