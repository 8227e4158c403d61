"""Hooks and transforms under the real engine, with a provider that waits on a fake cluster."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from local.host.plugins import Plugin, ensure_plugin
from local.paths import Paths
from local.providers.kubernetes import VERSION
from local.providers.protocol.install import executable
from tests.engine_fixture import Engine
from tests.gate import objects
from tests.gate.api_server import Server, silent
from tests.gate.api_server import kubeconfig as kubeconfig_for
from tests.gate.api_server import serving as serving_reads
from tests.local.providers.kubernetes.fake_api import FakeApi, serving

pytestmark = pytest.mark.engine

_YAML = f"""runtime:
  name: python
  options:
    virtualenv: {sys.prefix}
"""
_PROGRAM = """
import pulumi
import pulumi_kubernetes as k8s
import gate
{before}
gate.explain_failures({arguments})

def workload(name, **more):
    labels = {{"app": name}}
    containers = [{{"name": "app", "image": "web:1"}}]
    k8s.apps.v1.Deployment(
        name,
        metadata={{"name": name, "namespace": "shop", **more}},
        spec={{
            "selector": {{"matchLabels": labels}},
            "template": {{"metadata": {{"labels": labels}}, "spec": {{"containers": containers}}}},
        }},
        opts=pulumi.ResourceOptions(
            custom_timeouts=pulumi.CustomTimeouts(create="1s", update="1s")
        ),
    )

{body}
"""
_FAILS = 'workload("web")'
_PROVIDERS_OWN = "'web' timed out waiting to be ready after 1 s"


@dataclass
class Stack:
    """A project whose provider talks to `api`."""

    engine: Engine
    api: FakeApi
    folder: Path

    def program(self, body: str, arguments: str = "", before: str = "") -> None:
        """Write the program."""
        text = _PROGRAM.format(body=body, arguments=arguments, before=before)
        (self.folder / "__main__.py").write_text(text)

    def up(self) -> tuple[int, str, float]:
        """Bring it up: exit code, all that was said, seconds."""
        began = time.monotonic()
        done = self.engine.pulumi(self.folder, "up", "--yes", "--skip-preview", check=False)
        return done.returncode, done.stdout + done.stderr, time.monotonic() - began

    def state(self, name: str) -> dict[str, Any]:
        """A resource in the state."""
        exported = json.loads(self.engine.pulumi(self.folder, "stack", "export").stdout)
        return next(
            one
            for one in exported["deployment"]["resources"]
            if one["urn"].rpartition("::")[2] == name
        )


@pytest.fixture
def stack(engine: Engine, tmp_path: Path) -> Iterator[Stack]:
    """A stack whose cluster makes objects and never a pod."""
    with serving() as api:
        (tmp_path / "kubeconfig").write_text(api.kubeconfig())
        own = engine.with_environment(KUBECONFIG=str(tmp_path / "kubeconfig"))
        paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
        home = Path(own.environment["PULUMI_HOME"])
        ensure_plugin(
            home, Plugin("kubernetes", VERSION, executable(paths, "kubernetes")), own.environment
        )
        made = Stack(own, api, own.project("hooked", "", _YAML))
        made.program("")
        own.pulumi(made.folder, "stack", "init", "dev")
        yield made


def _crashing(server: Server) -> None:
    server.answers = {
        "/log": (200, b"Error: Cannot find module 'express'\n"),
        f"{objects.APPS}/deployments": (200, objects.listed(objects.deployment())),
        f"{objects.APPS}/replicasets": (200, objects.listed(objects.replica_set())),
        f"{objects.CORE}/pods": (200, objects.listed(objects.crashing())),
    }


def test_a_failure_is_explained_beside_the_providers_own_words(stack: Stack) -> None:
    """On create and on the next update; the evidence lies in the project's folder."""
    with serving_reads() as server:
        _crashing(server)
        stack.program(_FAILS, f"kubeconfig={server.kubeconfig()!r}")
        for _ in ("create", "update"):
            code, said, _ = stack.up()
            assert code != 0
            assert _PROVIDERS_OWN in said
            assert "error: why Deployment web failed:" in said
            assert "crash.missing_module" in said
            assert "retrying" not in said
    bundles = list((stack.folder / ".shipshape" / "evidence" / "dev").glob("*-web/report.txt"))
    assert len(bundles) == 2


def test_a_cluster_that_never_answers_the_hook(stack: Stack) -> None:
    """The provider's error is there, and nobody waits longer than 20 s for the rest."""
    with silent() as url:
        stack.program(_FAILS, f"kubeconfig={kubeconfig_for(url)!r}")
        code, said, seconds = stack.up()
    assert code != 0
    assert _PROVIDERS_OWN in said
    assert "Not read" in said
    assert seconds < 35


@pytest.mark.parametrize(
    "before",
    ["import gate.hooks\ngate.hooks.explain = None", "import gate.hooks\ngate.hooks.Asked = None"],
)
def test_a_hook_that_crashes_hides_nothing(stack: Stack, before: str) -> None:
    """Whatever breaks in it, the provider's error is there, once, and the run ends."""
    stack.program(_FAILS, before=before)
    code, said, _ = stack.up()
    assert code != 0
    assert _PROVIDERS_OWN in said
    assert "retrying" not in said
    assert "error hook" not in said
    assert stack.state("web")["id"] == "shop/web"


def test_what_is_gated_is_not_awaited(stack: Stack) -> None:
    """The annotation is on the Deployment with a gate, and on no other; hooks the other way."""
    stack.program(
        'workload("gated", annotations={"a": "b"})\n'
        'late = pulumi.Output.from_input({"c": "d"})\n'
        'workload("late", annotations=late)\n'
        'workload("alone")\n'
        'k8s.core.v1.ConfigMap("settings", metadata={"name": "settings", "namespace": "shop"})\n',
        'gated=["gated", "late"]',
        before="import gate.hooks\ngate.hooks._SECONDS = 0.01",
    )
    code, said, _ = stack.up()
    assert code != 0
    assert "'alone' timed out" in said
    assert "'gated' timed out" not in said
    made = {path.rpartition("/")[2]: one for path, one in stack.api.objects.items()}
    skip = {"pulumi.com/skipAwait": "true"}
    assert made["gated"]["metadata"]["annotations"] == {"a": "b", **skip}
    assert made["late"]["metadata"]["annotations"] == {"c": "d", **skip}
    assert "annotations" not in made["alone"]["metadata"]
    hooks = {"alone": {"OnError": ["shipshape-explain"]}, "gated": None, "settings": None}
    assert {name: stack.state(name).get("resourceHooks") for name in hooks} == hooks


def test_a_preview_touches_nothing_and_a_destroy_needs_no_program(stack: Stack) -> None:
    """Unknown metadata passes the transform; a stack whose hooks nobody registers goes away."""
    body = (
        'made = k8s.core.v1.ConfigMap("settings", metadata={"namespace": "shop"})\n'
        'workload("gated", annotations={"made": made.id})\n'
        'workload("hooked", annotations={"pulumi.com/skipAwait": "true"})\n'
    )
    stack.program(body, 'gated=["gated"]')
    done = stack.engine.pulumi(stack.folder, "preview")
    assert "4 to create" in done.stdout
    assert stack.api.writes == []
    assert stack.up()[0] == 0
    stack.engine.pulumi(stack.folder, "preview", "--expect-no-changes")
    (stack.folder / "__main__.py").write_text("raise SystemExit('nobody runs me')")
    stack.engine.pulumi(stack.folder, "destroy", "--yes", "--skip-preview")
    assert stack.api.objects == {}
