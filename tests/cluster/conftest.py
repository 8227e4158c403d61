"""What the cluster tests share: a namespace of their own and a base image to run."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.cluster.kubectl import Kubectl
from tests.cluster.program import REPOSITORY, Program


@pytest.fixture(scope="session")
def cluster() -> None:
    """Skip, by name and with the reason, where no cluster answers."""
    try:
        done = subprocess.run(
            ["kubectl", "get", "--raw", "/readyz"], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("kubectl is not on PATH: run through `make test`, or use your own cluster")
    if done.returncode != 0:
        pytest.skip(f"no cluster answers: {done.stderr.strip()}")


@pytest.fixture(scope="session")
def node_image() -> str:
    """An image with Node at /nodejs/bin/node."""
    image = os.environ.get("SHIPSHAPE_RUNTIME_IMAGE")
    return image or "gcr.io/distroless/nodejs22-debian12:nonroot"


@pytest.fixture(scope="session")
def python_bases() -> dict[str, str]:
    """The variables that give a build Python's base images; none where they can be pulled."""
    told = subprocess.run(
        [sys.executable, "-m", "local", "images", "python"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    exports = [line for line in told.stdout.splitlines() if line.startswith("export ")]
    pairs = [line.removeprefix("export ").rstrip(";").partition("=") for line in exports]
    return {name: value for name, _, value in pairs}


@pytest.fixture
def kubectl(cluster: None) -> Iterator[Kubectl]:  # noqa: ARG001  # a skip without a cluster
    """Kubectl in a fresh namespace, which goes away after the test."""
    here = Kubectl(f"test-{secrets.token_hex(4)}")
    here("create", "namespace", here.namespace)
    yield here
    here("delete", "namespace", here.namespace, "--wait=false")


@pytest.fixture(scope="module")
def program(
    cluster: None,  # noqa: ARG001  # a skip without a cluster
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Program]:
    """The program's own stack for a module's tests; destroyed after the last of them."""
    name = f"test-{secrets.token_hex(4)}"
    made = Program(tmp_path_factory.mktemp(name), name, free_node_port())
    made.create()
    yield made
    made.destroy()


def free_node_port() -> int:
    """A node port that no service of the cluster has."""
    told = subprocess.run(
        ["kubectl", "get", "services", "--all-namespaces", "-o", "json"],
        capture_output=True,
        text=True,
        check=True,
    )
    services = json.loads(told.stdout)["items"]
    taken = {port.get("nodePort") for one in services for port in one["spec"].get("ports", [])}
    return next(port for port in range(30200, 32767) if port not in taken)
