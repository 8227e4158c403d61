"""The pack under the real engine: a naive service, the reference service, and a recorded state."""

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.program import REPOSITORY, Program
from tests.engine_fixture import Engine
from tests.policies.pack.asking import require_pack, rules

pytestmark = pytest.mark.engine

PACK = str(REPOSITORY / "policies")
# What most teams begin with: an image that moves, no probes, no limits, root, a key in the open.
# Of two passwords beside it the engine is told to keep one secret.
NAIVE = """
import pulumi
import pulumi_kubernetes as k8s
labels = {"app": "chat"}
container = {
    "name": "chat",
    "image": "chat:latest",
    "ports": [{"containerPort": 3000}],
    "env": [{"name": "OPENAI_API_KEY", "value": "not-a-real-key-but-long-enough"}],
    "securityContext": {"runAsUser": 0, "privileged": True},
}
k8s.apps.v1.Deployment("chat", metadata={"name": "chat", "namespace": "default"}, spec={
    "selector": {"matchLabels": labels},
    "strategy": {"type": "Recreate"},
    "template": {"metadata": {"labels": labels}, "spec": {"containers": [container]}},
})
k8s.core.v1.Service("chat", metadata={"name": "chat", "namespace": "default"}, spec={
    "type": "NodePort", "selector": {"app": "chatt"}, "ports": [{"port": 80, "targetPort": 3001}],
})
password = "not-a-real-password"
for name, value in (("marked", pulumi.Output.secret(password)), ("plain", password)):
    metadata = {"name": name, "namespace": "default"}
    k8s.core.v1.ConfigMap(name, metadata=metadata, data={"password": value})
"""
BASELINE = [
    "capabilities-drop",
    "cpu-request-required",
    "env-literal-secret",
    "image-tag-not-latest",
    "memory-limit-required",
    "memory-request-required",
    "privilege-escalation",
    "privileged",
    "probe-any-required",
    "rolling-update",
    "run-as-non-root",
    "secret-not-marked",
    "service-dangling",
]
RESTRICTED = [
    "default-namespace",
    "image-digest",
    "probe-liveness-required",
    "read-only-rootfs",
    "replicas-minimum",
    "run-as-non-root-strict",
    "sa-automount-token",
    "seccomp",
    "service-type",
]


@pytest.fixture
def naive(engine: Engine) -> tuple[Engine, Path]:
    """The naive service's project, and an engine with the Kubernetes provider and no cluster."""
    require_pack()
    plugins = Path(os.environ.get("PULUMI_HOME", Path.home() / ".pulumi")) / "plugins"
    if not list(plugins.glob("resource-kubernetes-v*")):
        pytest.skip(f"no Kubernetes provider in {plugins}: run through `make test`")
    home = Path(engine.environment["PULUMI_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    (home / "plugins").symlink_to(plugins)
    offline = engine.with_environment(KUBECONFIG=os.devnull)
    project = offline.project("naive", NAIVE)
    offline.pulumi(project, "stack", "init", "dev")
    return offline, project


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Program]:
    """The reference program as a stack that is only previewed."""
    require_pack()
    if "SHIPSHAPE_RUNTIME_IMAGE" not in os.environ:
        pytest.skip("the platform's variables are not set: run through `make test`")
    program = Program(tmp_path, f"judged-{secrets.token_hex(3)}", 30089)
    program.create()
    yield program
    (REPOSITORY / f"Pulumi.{program.name}.yaml").unlink(missing_ok=True)


def findings(said: str, level: str) -> list[str]:
    """The rules that the engine's report has findings of at this level."""
    blocks = said.split("        - [")[1:]
    chosen = [block for block in blocks if block.startswith(f"{level}]")]
    lines = [line.strip() for block in chosen for line in block.splitlines()]
    return rules([{"message": "\n".join(lines)}])


def test_the_naive_service_is_refused_before_anything_is_touched(
    naive: tuple[Engine, Path],
) -> None:
    """With the findings that a reviewer would write, and no value of a secret among them."""
    engine, project = naive
    done = engine.pulumi(project, "preview", "--policy-pack", PACK, check=False)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert set(BASELINE) - set(findings(said, "mandatory")) == set()
    assert set(RESTRICTED) - set(findings(said, "advisory")) == set()
    assert "not-a-real" not in said
    assert "Traceback" not in said
    blocks = [block for block in said.split("        - [") if "secret-not-marked" in block]
    assert [block.partition("(")[2].partition(")")[0] for block in blocks] == [
        "kubernetes:apps/v1:Deployment: chat",
        "kubernetes:core/v1:ConfigMap: plain",
    ]


def test_a_profile_of_the_stacks_makes_it_mandatory(naive: tuple[Engine, Path]) -> None:
    """Chosen with `pulumi config set`, and taken from the engine."""
    engine, project = naive
    engine.pulumi(project, "config", "set", "policies:profiles", "restricted")
    done = engine.pulumi(project, "preview", "--policy-pack", PACK, check=False)
    assert set(RESTRICTED) - set(findings(done.stdout + done.stderr, "mandatory")) == set()


def test_a_state_is_analysed_under_the_stacks_choice(naive: tuple[Engine, Path]) -> None:
    """`policy analyze` on a file tells what a preview tells; the stack's file chooses."""
    engine, project = naive
    urn = "urn:pulumi:dev::naive::kubernetes:apps/v1:Deployment::chat"
    container = {"name": "chat", "image": "chat:latest"}
    resource = {
        "urn": urn,
        "type": "kubernetes:apps/v1:Deployment",
        "id": "default/chat",
        "custom": True,
        "inputs": {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {"name": "chat"},
            "spec": {"template": {"spec": {"containers": [container]}}},
        },
        "outputs": {},
    }
    state = project / "state.json"
    state.write_text(json.dumps({"version": 3, "deployment": {"resources": [resource]}}))
    analyze = ("policy", "analyze", "--file", str(state), "--policy-pack", PACK)
    done = engine.pulumi(project, *analyze, check=False)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "image-tag-not-latest" in findings(said, "mandatory")
    assert "image-digest" in findings(said, "advisory")
    engine.pulumi(project, "config", "set", "policies:profiles", "restricted")
    said = engine.pulumi(project, *analyze, check=False).stdout
    assert "image-digest" in findings(said, "mandatory")


def test_the_reference_service_passes_every_profile(reference: Program) -> None:
    """Baseline, restricted and serving, without a waiver; only its image is not known yet."""
    reference.configure(replicas="2", serviceType="ClusterIP", nodePort="auto")
    profiles = ("policies:profiles", '["restricted", "serving"]')
    reference.pulumi("config", "set", *profiles, *reference.selected())
    done = reference.preview("--policy-pack", PACK, check=False)
    said = done.stdout + done.stderr
    assert (findings(said, "mandatory"), done.returncode) == ([], 0), said
    assert "Not decided" in said
