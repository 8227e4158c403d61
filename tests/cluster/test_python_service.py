"""The Python example on real input: built, checked, deployed, streaming. One stack, in order."""

import itertools
import json
import secrets
from collections.abc import Iterator

import httpx
import pytest

from tests.cluster.conftest import free_node_port
from tests.cluster.kubectl import Kubectl
from tests.cluster.program import REPOSITORY, Program, chunk_times

pytestmark = [pytest.mark.engine, pytest.mark.cluster]


@pytest.fixture(scope="module")
def running(
    cluster: None,  # noqa: ARG001  # a skip without a cluster
    python_bases: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Program]:
    """The example's own stack after its first `up`."""
    name = f"test-{secrets.token_hex(4)}"
    made = Program(tmp_path_factory.mktemp(name), name, free_node_port(), variables=python_bases)
    made.create()
    made.configure(context="examples/python-service", runtime="other")
    made.up()
    yield made
    made.destroy()


def test_it_is_healthy_and_its_image_is_pinned(running: Program) -> None:
    """The URL is an output; both health paths answer; the image is a digest."""
    assert "@sha256:" in running.outputs()["image"]
    live = httpx.get(f"{running.url}/health/live", timeout=10)
    ready = httpx.get(f"{running.url}/health/ready", timeout=10)
    assert (live.status_code, live.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ok", "model": "offline"})


def test_the_answer_streams(running: Program) -> None:
    """Ten chunks 100 ms apart take about a second to arrive, not one moment."""
    times = chunk_times(running.url, chunks=10, delay_ms=100)
    assert len(times) == 10
    gaps = [after - before for before, after in itertools.pairwise(times)]
    assert sum(gap >= 0.05 for gap in gaps) >= 7


def test_the_reports_name_what_ships_and_nothing_else(running: Program) -> None:
    """The tree has the two packages asked for at its top; the bill has all seven, and no tool."""
    folder = REPOSITORY / running.outputs()["reports"]
    tree = json.loads((folder / "pip-tree.json").read_text())
    bill = json.loads((folder / "sbom.cdx.json").read_text())
    assert sorted(package["key"] for package in tree) == ["starlette", "uvicorn"]
    assert bill["bomFormat"] == "CycloneDX"
    assert sorted(component["name"] for component in bill["components"]) == [
        "anyio",
        "click",
        "h11",
        "idna",
        "starlette",
        "typing_extensions",
        "uvicorn",
    ]


def test_the_log_is_one_line_of_json_a_record(running: Program) -> None:
    """The server's own records too; a request's has its caller's trace."""
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    headers = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
    body = {"prompt": 1}
    refused = httpx.post(f"{running.url}/api/generate", json=body, headers=headers, timeout=10)
    assert (refused.status_code, refused.json()) == (400, {"error": "prompt must be a text"})
    lines = Kubectl(running.name)("logs", f"deployment/{running.name}").splitlines()
    records = [json.loads(line) for line in lines]
    assert {record["service"] for record in records} == {running.name}
    found = [record for record in records if record.get("trace_id") == trace]
    assert [(record["message"], record["status"]) for record in found] == [("request", 400)]


def test_an_unchanged_up_changes_nothing(running: Program) -> None:
    """The same sources on the same bases are the same image."""
    running.preview("--expect-no-changes")
