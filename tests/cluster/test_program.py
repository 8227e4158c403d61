"""The main job on real input: engine, builder, registry, kubelet. One stack, told in order."""

import itertools
import json
import time

import httpx
import pytest

from tests.cluster.kubectl import Kubectl
from tests.cluster.program import REPOSITORY, Program, chunk_times

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

SECRET = "not-a-real-secret-7c1f"


@pytest.fixture(scope="module")
def running(program: Program) -> Program:
    """The stack after its first `up`, with a plain and a secret variable."""
    program.configure_path("env.GREETING", "hello")
    program.configure_secret("secrets.TOKEN", SECRET)
    program.up()
    return program


def test_the_first_up_ends_with_a_service_that_answers(running: Program) -> None:
    """The URL is an output; health is 200 and the image is pinned by digest."""
    outputs = running.outputs()
    assert outputs["url"] == running.url
    assert "@sha256:" in outputs["image"]
    assert httpx.get(f"{running.url}/health", timeout=10).status_code == 200


def test_the_build_leaves_its_dependency_report(running: Program) -> None:
    """The resolved tree without a problem, and a bill of materials of what ships."""
    folder = REPOSITORY / running.outputs()["reports"]
    tree = json.loads((folder / "npm-ls.json").read_text())
    bill = json.loads((folder / "sbom.cdx.json").read_text())
    assert "problems" not in tree
    assert {"ai", "hono", "zod"} <= tree["dependencies"].keys()
    assert bill["bomFormat"] == "CycloneDX"
    names = {component["name"] for component in bill["components"]}
    assert {"ai", "hono", "zod"} <= names
    assert not {"typescript", "esbuild"} & names


def test_the_stream_arrives_in_pieces(running: Program) -> None:
    """Ten chunks 100 ms apart take about a second to arrive, not one moment."""
    times = chunk_times(running.url, chunks=10, delay_ms=100)
    assert len(times) == 10
    assert times[-1] >= 0.7
    gaps = [after - before for before, after in itertools.pairwise(times)]
    assert sum(gap >= 0.05 for gap in gaps) >= 7


def test_an_unchanged_up_changes_nothing(running: Program) -> None:
    """No update, no rebuild, within ten seconds; preview and refresh agree."""
    began = time.monotonic()
    said = running.up().stdout
    took = time.monotonic() - began
    assert " unchanged" in said
    for word in ("updated", "created", "replaced", "deleted"):
        assert word not in said.split("Resources:")[1]
    running.preview("--expect-no-changes")
    running.refresh("--expect-no-changes")
    assert took < 10, f"an unchanged up took {took:.1f} s"


def test_a_secret_is_nowhere_in_plain_text(running: Program) -> None:
    """Not in the state, not in the settings file, not in the Deployment or the ConfigMap."""
    assert SECRET not in running.state()
    assert SECRET not in running.settings_file.read_text()
    kubectl = Kubectl(running.name)
    for kind in ("deployments", "configmaps", "replicasets", "pods"):
        assert SECRET not in kubectl("get", kind, "-o", "yaml")


def test_a_changed_setting_rolls_the_pods(running: Program) -> None:
    """The ConfigMap's name follows from its content, so the Deployment changes with it."""
    kubectl = Kubectl(running.name)
    before = {pod["metadata"]["uid"] for pod in kubectl.all("pods")}
    running.configure_path("env.GREETING", "good evening")
    said = running.preview("--diff").stdout
    assert "good evening" in said
    running.up()
    assert httpx.get(f"{running.url}/health", timeout=10).status_code == 200
    ready = [
        pod["metadata"]["uid"]
        for pod in kubectl.all("pods")
        if "deletionTimestamp" not in pod["metadata"]
    ]
    assert not before & set(ready)


def test_a_bad_image_fails_and_the_old_pods_serve_on(running: Program) -> None:
    """The update fails and says which image; the service keeps answering; the next up mends it."""
    missing = f"localhost:5001/nothing/here@sha256:{'0' * 64}"
    running.configure_path("podOverrides.containers[0].name", running.name)
    running.configure_path("podOverrides.containers[0].image", missing)
    running.configure(startupBudget="10", progressDeadline="25")
    failed = running.up(check=False)
    assert failed.returncode != 0
    assert missing in failed.stdout + failed.stderr
    assert httpx.get(f"{running.url}/health", timeout=10).status_code == 200
    running.unset("podOverrides")
    running.up()
    running.preview("--expect-no-changes")


def test_a_preview_touches_nothing(running: Program) -> None:
    """The API server's objects are the same, to the resource version."""
    kubectl = Kubectl(running.name)
    before = {
        one["metadata"]["uid"]: one["metadata"]["resourceVersion"]
        for one in kubectl.all("services,configmaps,secrets,serviceaccounts")
    }
    running.configure_path("env.GREETING", "only looking")
    running.preview()
    after = {
        one["metadata"]["uid"]: one["metadata"]["resourceVersion"]
        for one in kubectl.all("services,configmaps,secrets,serviceaccounts")
    }
    running.configure_path("env.GREETING", "good evening")
    assert after == before
