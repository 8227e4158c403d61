"""Rollouts that fail, told in order on one stack: red, still red, mended, red, taken back."""

import json
import re
import subprocess
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from gate.verifying import RolloutFailed, verify
from tests.cluster.kubectl import Kubectl
from tests.cluster.program import REPOSITORY, Program
from tests.gate import service

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

CRASH_SECONDS = 15.0
IMAGE_SECONDS = 15.0
SCHEDULING_SECONDS = 30.0
"""Seconds from the first failing event to the end of the run (docs/decisions/rollout-gate.md)."""

GATE = "pulumi-python:dynamic/shipshape:RolloutGate"


def _red(program: Program) -> tuple[str, float]:
    """Bring it up and see it fail: what was said, in one line, and when it ended."""
    failed = program.up(check=False)
    ended = time.time()
    assert failed.returncode != 0
    said = failed.stdout + failed.stderr
    assert f"{GATE} ({program.name}-gate):" in said
    assert f"the rollout of {program.name} failed:" in said
    return " ".join(said.split()), ended


def _evidence(program: Program, said: str) -> dict[str, Any]:
    """The saved diagnosis that the text names."""
    found = re.search(r"The evidence is in (\S+)", said)
    assert found is not None
    place = REPOSITORY / found[1]
    assert place.parent == REPOSITORY / ".shipshape" / "evidence" / program.name
    assert (place / "snapshot.json").is_file()
    told: dict[str, Any] = json.loads((place / "diagnosis.json").read_text())
    return told


def _first(program: Program, reason: str, since: float) -> float:
    """When the first event with this reason happened."""
    events = Kubectl(program.name).all("events")
    times = [
        datetime.fromisoformat(event["firstTimestamp"] or event["eventTime"]).timestamp()
        for event in events
        if event["reason"] == reason
    ]
    return min(moment for moment in times if moment >= since - 1)


def _last_end(program: Program) -> float:
    """When a container of the service's pods first ended."""
    ends = [
        datetime.fromisoformat(state["terminated"]["finishedAt"]).timestamp()
        for pod in Kubectl(program.name).all("pods")
        for status in pod["status"].get("containerStatuses", [])
        for state in (status["state"], status["lastState"])
        if "terminated" in state
    ]
    return min(ends)


def test_a_crash_on_the_first_up(program: Program) -> None:
    """The key is missing: cause, evidence and fix in the engine's own output, within 15 s."""
    program.configure(verify="stream")
    program.configure_path("env.MODEL", "openai:gpt-5-mini")
    said, ended = _red(program)
    assert "OPENAI_API_KEY" in said
    assert "[ai.key_missing, confidence high]" in said
    assert ended - _last_end(program) <= CRASH_SECONDS
    told = _evidence(program, said)
    assert told["root_cause"] == "ai.key_missing"


def test_the_next_up_is_red_as_well(program: Program) -> None:
    """Nothing was changed, and nothing is forgotten."""
    said, _ = _red(program)
    assert "[ai.key_missing, confidence high]" in said


def test_it_is_green_once_it_is_mended(program: Program) -> None:
    """Health and stream are proved; then there is nothing left to do, after a refresh neither."""
    program.unset("env")
    program.up()
    proved = _proved(program)
    assert proved["health"] == "/health/ready answered 200"
    assert re.search(r"/api/generate: \d+ pieces from [\d.]+ s to [\d.]+ s", proved["stream"])
    program.refresh("--expect-no-changes")
    program.preview("--expect-no-changes")


def test_a_service_that_only_the_cluster_knows(program: Program) -> None:
    """It is asked through the API server, and streams through it."""
    proved = _verified(program, f"http://{program.name}.{program.name}.svc:80")
    assert proved["health"] == "/health/ready answered 200"
    assert " pieces from " in proved["stream"]


def test_a_proxy_that_buffers_is_named(program: Program) -> None:
    """The pod, asked through the API server, streams; what comes through the address does not."""
    with (
        service.serving(service.buffering(program.url)) as url,
        pytest.raises(RolloutFailed) as failure,
    ):
        _verified(program, url)
    said = " ".join(str(failure.value).split())
    assert "Nginx buffers the answer in front of the service" in said
    assert "[stream.buffered, confidence high]" in said
    assert 'nginx.ingress.kubernetes.io/proxy-buffering: "off"' in said


def test_a_bad_tag(program: Program) -> None:
    """The update is red within 15 s, and the pods of the version before serve on."""
    _image(program, f"{_registry(program)}:no-such-tag")
    began = time.time()
    said, ended = _red(program)
    assert "[image.not_found, confidence high]" in said
    assert "One pod of the version before still serves." in said
    assert ended - _first(program, "Failed", began) <= IMAGE_SECONDS
    assert httpx.get(f"{program.url}/health", timeout=10).status_code == 200


def test_what_fits_on_no_node(program: Program) -> None:
    """Another mistake on top of it: the gate is about what is rolled out now."""
    program.unset("podOverrides")
    program.configure(cpu="900")
    began = time.time()
    said, ended = _red(program)
    assert "[sched.insufficient_cpu, confidence high]" in said
    assert ended - _first(program, "FailedScheduling", began) <= SCHEDULING_SECONDS


def test_going_back_is_verified(program: Program) -> None:
    """The configuration that was proved before is proved anew: the record of it is gone."""
    program.unset("cpu")
    said = program.up().stdout
    assert f"{GATE} {program.name}-gate created" in said
    program.preview("--expect-no-changes")


def test_a_destroy_asks_nothing(program: Program, tmp_path: Path) -> None:
    """A gate is a record, and so is the ledger behind it: dropping them needs no cluster."""
    gate = next(urn for urn in _urns(program) if GATE in urn)
    nowhere = tmp_path / "kubeconfig"
    nowhere.write_text("{}")
    destroyed = subprocess.run(
        ["pulumi", "destroy", "--yes", "--skip-preview", "--target", gate, "--target-dependents",
         *program.selected(), "--non-interactive"],
        cwd=REPOSITORY,
        env={**program.environment(), "KUBECONFIG": str(nowhere)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert destroyed.returncode == 0, destroyed.stdout + destroyed.stderr


def _verified(program: Program, url: str) -> dict[str, str]:
    """What a gate proves of the running service at another address."""
    body = {"prompt": "Count to twelve.", "maxTokens": 24, "chunkDelayMs": 80}
    watched = {"namespace": program.name, "deployment": program.name, "soak": 0}
    asked = {"url": url, "verify": "stream", "stream_body": body}
    proved: dict[str, str] = verify({**watched, **asked})["proved"]
    return proved


def _proved(program: Program) -> dict[str, str]:
    """What the gate in the state has proved."""
    proved: dict[str, str] = next(
        resource["outputs"]["proved"]
        for resource in _resources(program)
        if resource["type"] == GATE
    )
    return proved


def _urns(program: Program) -> list[str]:
    return [resource["urn"] for resource in _resources(program)]


def _resources(program: Program) -> list[dict[str, Any]]:
    exported = program.pulumi("stack", "export", "--stack", program.name)
    resources: list[dict[str, Any]] = json.loads(exported.stdout)["deployment"]["resources"]
    return resources


def _registry(program: Program) -> str:
    return str(program.outputs()["image"]).partition("@")[0]


def _image(program: Program, image: str) -> None:
    program.configure_path("podOverrides.containers[0].name", program.name)
    program.configure_path("podOverrides.containers[0].image", image)
