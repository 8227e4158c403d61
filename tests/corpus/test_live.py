"""The same failures on a living cluster, asked as a user asks: `shipshape diagnose --namespace`."""

import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cluster.kubectl import Kubectl
from tests.corpus.making import Recipe, recipe, workload

pytestmark = pytest.mark.cluster

HERE = Path(__file__).parent
MADE = (
    "key-missing-at-start",
    "image-not-found",
    "secret-missing",
    "no-gpu-anywhere",
    "pod-security-refuses",
    "entrypoint-not-in-the-image",
    "healthy",
)
"""A kind of signal each: a log, events, a state, conditions, no pod at all, no log, nothing."""
SECONDS = 90.0


def recipes() -> list[Recipe]:
    """The recipes that are made here."""
    entries = yaml.safe_load((HERE / "recipes.yaml").read_text())
    return [recipe(entry) for entry in entries if entry["id"] in MADE]


@pytest.fixture(scope="module")
def failing(cluster: None, node_image: str) -> Iterator[dict[str, Kubectl]]:  # noqa: ARG001
    """All of them at once, each in a namespace of its own, until its signal shows."""
    made = {one.id: Kubectl(f"live-{secrets.token_hex(3)}") for one in recipes()}
    images = {"node": node_image, "shell": node_image, "python": node_image}
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda one: make(made[one.id], one, images), recipes()))
    yield made
    for kubectl in made.values():
        kubectl("delete", "namespace", kubectl.namespace, "--wait=false")


def make(kubectl: Kubectl, one: Recipe, images: dict[str, str]) -> None:
    """Make one, and wait for its signal."""
    namespace = {"name": kubectl.namespace, "labels": dict(one.namespace)}
    kubectl.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": namespace})
    kubectl.wait("the default account", lambda: bool(kubectl.all("serviceaccounts")), SECONDS)
    kubectl.apply(workload(one, images))
    wanted = re.compile(one.until)
    kinds = "pods,events,deployments,replicasets"
    kubectl.wait(
        one.until, lambda: bool(wanted.search(kubectl("get", kinds, "-o", "json"))), SECONDS
    )


def diagnosed(kubectl: Kubectl) -> tuple[int, dict[str, Any], float]:
    """The exit code, the document, and the seconds it took."""
    began = time.monotonic()
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("shipshape")),
            *("diagnose", "--namespace", kubectl.namespace, "--output", "json"),
        ],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout), time.monotonic() - began


@pytest.mark.parametrize("one", recipes(), ids=lambda one: one.id)
def test_the_cause_is_named_while_it_happens(one: Recipe, failing: dict[str, Kubectl]) -> None:
    """The same answer as from the recording, its evidence quoted, in seconds."""
    code, told, seconds = diagnosed(failing[one.id])
    wanted = one.expected["root_cause"]
    assert (code, told["root_cause"]) == ((0, None) if wanted == "none" else (1, wanted))
    quoted = "\n".join(line["line"] for finding in told["findings"] for line in finding["evidence"])
    assert [text for text in one.expected.get("evidence", []) if text not in quoted] == []
    assert seconds < SECONDS
