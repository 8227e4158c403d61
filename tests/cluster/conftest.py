"""What the cluster tests share: a namespace of their own and a base image to run."""

import os
import secrets
import subprocess
from collections.abc import Iterator

import pytest

from tests.cluster.kubectl import Kubectl


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


@pytest.fixture
def kubectl(cluster: None) -> Iterator[Kubectl]:  # noqa: ARG001  # a skip without a cluster
    """Kubectl in a fresh namespace, which goes away after the test."""
    here = Kubectl(f"test-{secrets.token_hex(4)}")
    here("create", "namespace", here.namespace)
    yield here
    here("delete", "namespace", here.namespace, "--wait=false")
