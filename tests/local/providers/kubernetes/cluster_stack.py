"""Stacks on a real cluster, with the real engine and the stand-in as its plugin."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from local.host.plugins import Plugin, ensure_plugin
from local.paths import Paths, default_paths
from local.providers.kubernetes import VERSION
from local.providers.kubernetes.client import ApiError, Client
from local.providers.kubernetes.session import connect
from local.providers.kubernetes.settings import Settings
from local.providers.protocol.install import executable
from tests.engine_fixture import Engine

_YAML = f"""runtime:
  name: python
  options:
    virtualenv: {sys.prefix}
"""
_PLURALS = {
    "kubernetes:core/v1:Namespace": "/api/v1/namespaces",
    "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition": (
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    ),
}
"""Cluster-wide things that tests make; all others go with their namespace."""


@dataclass
class Stack:
    """One project with one stack `dev`; `client` looks at the cluster behind the engine's back."""

    engine: Engine
    client: Client
    folder: Path

    def program(self, text: str) -> None:
        """Replace the program; what it imports is always the same."""
        head = "import pulumi\nimport pulumi_kubernetes as k8s\n"
        (self.folder / "__main__.py").write_text(head + text)

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the engine."""
        return self.engine.pulumi(self.folder, *arguments, check=check)

    def up(self, *, check: bool = True) -> str:
        """Bring the stack up; all that the engine said."""
        done = self.run("up", "--yes", "--skip-preview", check=check)
        assert (done.returncode == 0) == check, done.stdout + done.stderr
        return done.stdout + done.stderr

    def changes(self, *arguments: str) -> dict[str, int]:
        """Preview and count what would be done, by operation; unchanged ones are left out."""
        done = self.run("preview", "--json", *arguments)
        summary: dict[str, int] = json.loads(done.stdout).get("changeSummary", {})
        return {operation: count for operation, count in summary.items() if operation != "same"}

    def output(self, name: str) -> Any:
        """One of the stack's outputs."""
        return json.loads(self.run("stack", "output", "--json", "--show-secrets").stdout)[name]

    def state(self) -> dict[str, Any]:
        """The state, secrets encrypted: the resources by their name in the program."""
        exported = json.loads(self.run("stack", "export").stdout)
        resources = exported["deployment"].get("resources", [])
        return {entry["urn"].rpartition("::")[2]: entry for entry in resources}

    def live(self, path: str) -> dict[str, Any] | None:
        """The object at a path of the API, or None."""
        try:
            return self.client.get(path)
        except ApiError as error:
            if error.code == 404:
                return None
            raise

    def edit(self, path: str, change: dict[str, Any]) -> None:
        """Change an object the way somebody with kubectl would."""
        self.client.patch(path, change, "application/merge-patch+json", fieldManager="kubectl-edit")

    def clear(self) -> None:
        """Ask for the deletion of what is left, and do not wait: the next test has other names."""
        for entry in self.state().values():
            plural = _PLURALS.get(entry["type"])
            if plural and self.live(f"{plural}/{entry['id']}"):
                self.client.delete(f"{plural}/{entry['id']}", "Background")


@pytest.fixture(scope="session")
def kubeconfig() -> Path:
    """The cluster to test on: KUBECONFIG, or the embedded one."""
    return Path(os.environ.get("KUBECONFIG") or default_paths().kubeconfig)


@pytest.fixture
def cluster(kubeconfig: Path) -> Iterator[Client]:
    """A client of a reachable cluster."""
    from local.providers.protocol.engine import Engine as Log

    session = connect(Settings(kubeconfig=str(kubeconfig)), Log(""))
    if session.cluster is None:
        pytest.skip(f"no cluster to test on: {session.why}")
    yield session.cluster.client
    session.close()


@pytest.fixture
def stack(engine: Engine, cluster: Client, kubeconfig: Path, tmp_path: Path) -> Iterator[Stack]:
    """A stack without resources; what it has at the end is destroyed."""
    own = engine.with_environment(KUBECONFIG=str(kubeconfig))
    paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    home = Path(own.environment["PULUMI_HOME"])
    ensure_plugin(
        home, Plugin("kubernetes", VERSION, executable(paths, "kubernetes")), own.environment
    )
    made = Stack(own, cluster, own.project("standin", "", _YAML))
    made.run("stack", "init", "dev")
    yield made
    made.clear()


@pytest.fixture(scope="session")
def runtime_image() -> str:
    """An image with Node that the cluster can pull."""
    if named := os.environ.get("SHIPSHAPE_RUNTIME_IMAGE"):
        return named
    record = default_paths().state / "images.json"
    if not record.is_file():
        pytest.skip(f"no image to run: {record} is not there; `make up` writes it")
    return str(json.loads(record.read_text())["images"]["runtime"])
