"""The Python example: its Dockerfile keeps the rules; it streams, logs and ends in order.

That its build finds conflicts is tested on a real builder: tests/cluster/test_dependency_report.py.
"""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from components.dockerfile_rules import DockerfileFacts, dockerfile_problems
from components.dockerignore import context_problems, sent_files

EXAMPLE = Path(__file__).parents[2] / "examples" / "python-service"
ANSWER = ("a", "harbour", "is", "quiet", "and")


def test_the_dockerfile_keeps_the_rules() -> None:
    """Its own bases are pinned, its context is what it names, and its reports have a stage."""
    dockerfile = EXAMPLE / "Dockerfile"
    facts = DockerfileFacts(
        content=dockerfile.read_text(), path="Dockerfile", target="production", arguments={}
    )
    assert dockerfile_problems(facts) == []
    assert context_problems(EXAMPLE, dockerfile) == []
    assert sent_files(EXAMPLE, dockerfile) == [
        "healthcheck.py",
        "records.py",
        "requirements-check.txt",
        "requirements.txt",
        "server.py",
    ]


@pytest.mark.parametrize("name", ["requirements", "requirements-check"])
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    """The lock holds what is asked for, in the same versions."""
    lock = (EXAMPLE / f"{name}.txt").read_text()
    packages = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert all(line.endswith(" \\") and "==" in line for line in packages)
    assert lock.count("--hash=sha256:") >= len(packages)
    asked = (EXAMPLE / f"{name}.in").read_text().split()
    assert set(asked) <= {line.removesuffix(" \\") for line in packages}


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with what the service needs."""
    folder = tmp_path_factory.mktemp("service")
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    python = folder / "bin" / "python"
    install = ("-m", "pip", "--python", str(python), "install", "--quiet", "--no-compile")
    lock = ("--require-hashes", "-r", str(EXAMPLE / "requirements.txt"))
    _run(sys.executable, *install, *lock)
    return python


@dataclass(frozen=True)
class Service:
    """The running service, its address and its log."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def records(self) -> list[dict[str, Any]]:
        """What it has logged so far; every line must be JSON."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture
def service(python: Path, tmp_path: Path) -> Iterator[Service]:
    """The service, started and ready; killed if it is still there after the test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {"PORT": str(port), "SERVICE_NAME": "example", "SERVICE_VERSION": "1"}
    log = tmp_path / "log"
    command = [str(python), str(EXAMPLE / "server.py")]
    with (
        log.open("wb") as output,
        subprocess.Popen(command, env=environment, stdout=output, stderr=output) as process,
    ):
        try:
            _wait(address)
            yield Service(address, process, log)
        finally:
            process.kill()


def test_health(service: Service, python: Path) -> None:
    """All three paths, and Docker's own check against them."""
    assert httpx.get(f"{service.address}/health/live").json() == {"status": "ok"}
    for path in ("/health/ready", "/health"):
        answer = httpx.get(service.address + path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok", "model": "offline"})
    command = [str(python), str(EXAMPLE / "healthcheck.py")]
    port = service.address.rpartition(":")[2]
    found = [
        subprocess.run(command, env={"PORT": each}, check=False).returncode for each in (port, "1")
    ]
    assert found == [0, 1]


def test_the_answer_comes_in_pieces(service: Service) -> None:
    """Five words, 40 ms apart, and the end."""
    body = {"prompt": "hello", "maxTokens": 5, "chunkDelayMs": 40}
    with httpx.stream("POST", f"{service.address}/api/generate", json=body) as answer:
        lines = [(time.monotonic(), line) for line in answer.iter_lines() if line]
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert [line for _, line in lines] == [
        *(f'data: {{"type": "text-delta", "delta": "{word} "}}' for word in ANSWER),
        "data: [DONE]",
    ]
    assert sum(later[0] - earlier[0] > 0.02 for earlier, later in pairwise(lines)) >= 3


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{", "the body must be JSON"),
        ("[]", "prompt must be a text"),
        ('{"prompt": 1}', "prompt must be a text"),
        ('{"prompt": "a", "maxTokens": 0}', "maxTokens must be a whole number from 1 to 8192"),
        (
            '{"prompt": "a", "maxTokens": true}',
            "maxTokens must be a whole number from 1 to 8192",
        ),
        (
            '{"prompt": "a", "chunkDelayMs": 0.5}',
            "chunkDelayMs must be a whole number from 0 to 5000",
        ),
    ],
)
def test_a_wrong_body_gets_a_sentence(service: Service, body: str, sentence: str) -> None:
    """It names the field and what it may be."""
    refused = httpx.post(f"{service.address}/api/generate", content=body)
    assert (refused.status_code, refused.json()) == (400, {"error": sentence})


def test_a_running_stream_survives_sigterm(service: Service) -> None:
    """It ends by itself, then the service does; each record is one line, the stream's included."""
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    headers = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
    body = {"prompt": "hello"}
    url = f"{service.address}/api/generate"
    with httpx.stream("POST", url, json=body, headers=headers) as answer:
        lines = answer.iter_lines()
        next(lines)
        service.process.send_signal(signal.SIGTERM)
        assert list(lines)[-2] == "data: [DONE]"
    service.process.wait(timeout=10)
    records = service.records()
    assert {(one["service"], one["version"], one["level"]) for one in records} == {
        ("example", "1", "info")
    }
    ended = next(one for one in records if one["message"] == "request")
    assert {name: ended[name] for name in ("trace_id", "method", "path", "status")} == {
        "trace_id": trace,
        "method": "POST",
        "path": "/api/generate",
        "status": 200,
    }
    assert ended["duration_ms"] >= 500
    assert records[-1]["message"].startswith("Finished server process")


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [program, *arguments], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr


def _wait(address: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{address}/health/ready").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{address} did not answer within 30 s")
