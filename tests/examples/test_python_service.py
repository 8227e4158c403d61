"""The Python example: its Dockerfile keeps the rules, its checks find conflicts, it streams."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from components.dockerfile_rules import DockerfileFacts, dockerfile_problems
from components.dockerignore import context_problems, sent_files

EXAMPLE = Path(__file__).parents[2] / "examples" / "python-service"
PIN = "python:3.13-slim@sha256:" + "a" * 64


def test_the_dockerfile_keeps_the_rules() -> None:
    """With both bases given by digest."""
    facts = DockerfileFacts(
        content=(EXAMPLE / "Dockerfile").read_text(),
        path="Dockerfile",
        target="production",
        arguments={"BUILD_IMAGE": PIN, "RUNTIME_IMAGE": PIN},
    )
    assert dockerfile_problems(facts) == []
    assert context_problems(EXAMPLE, EXAMPLE / "Dockerfile") == []
    assert sent_files(EXAMPLE, EXAMPLE / "Dockerfile") == [
        "healthcheck.py",
        "requirements-check.txt",
        "requirements.txt",
        "server.py",
    ]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of the service's virtual environment, made as the Dockerfile makes it."""
    return _environment(tmp_path_factory.mktemp("service"), "requirements.txt")


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands that check it."""
    return _environment(tmp_path_factory.mktemp("check"), "requirements-check.txt").parent


def test_the_checks_write_their_reports(python: Path, check: Path, tmp_path: Path) -> None:
    """No conflict; the tree and the bill of materials name the packages."""
    assert _run(python, "-m", "pip", "check").returncode == 0
    assert _judged(check, python) == 0
    tree = _run(check / "pipdeptree", "--python", str(python), "-o", "json-tree")
    assert {"starlette", "uvicorn"} <= {package["key"] for package in json.loads(tree.stdout)}
    bill = tmp_path / "sbom.cdx.json"
    options = ("environment", "--output-reproducible", "-o", str(bill), str(python))
    assert _run(check / "cyclonedx-py", *options).returncode == 0
    assert json.loads(bill.read_text())["bomFormat"] == "CycloneDX"


def test_a_conflict_fails_the_build(tmp_path: Path, check: Path) -> None:
    """Both checks see a package too old for the one that needs it."""
    _run(sys.executable, "-m", "venv", str(tmp_path))
    python = tmp_path / "bin" / "python"
    packages = ("anyio==3.0.0", "starlette==1.10.0")
    assert _run(python, "-m", "pip", "install", "-q", "--no-deps", *packages).returncode == 0
    assert _run(python, "-m", "pip", "check").returncode == 1
    assert _judged(check, python) == 1


@pytest.fixture
def server(python: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The running service and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [str(python), str(EXAMPLE / "server.py")]
    with subprocess.Popen(command, env={"PORT": str(port)}, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(address)
            yield address, process
        finally:
            process.kill()


def test_it_answers_streams_and_refuses(server: tuple[str, subprocess.Popen[bytes]]) -> None:
    """Health, words apart in time, and a sentence for a wrong type."""
    address, _ = server
    assert httpx.get(f"{address}/health/live").json() == {"status": "ok"}
    with httpx.stream("POST", f"{address}/api/generate", json={"prompt": "hello"}) as answer:
        times = [time.monotonic() for line in answer.iter_lines() if line]
    assert len(times) == 13
    assert sum(later - earlier > 0.02 for earlier, later in pairwise(times)) >= 8
    refused = httpx.post(f"{address}/api/generate", json={"prompt": 1})
    assert (refused.status_code, refused.json()) == (400, {"error": "prompt must be a text"})


def test_a_running_stream_survives_sigterm(
    server: tuple[str, subprocess.Popen[bytes]],
) -> None:
    """It ends by itself, then the service does."""
    address, process = server
    with httpx.stream("POST", f"{address}/api/generate", json={"prompt": "hello"}) as answer:
        lines = answer.iter_lines()
        next(lines)
        process.send_signal(signal.SIGTERM)
        assert list(lines)[-2] == "data: [DONE]"
    process.wait(timeout=10)


def _judged(check: Path, python: Path) -> int:
    """The verdict of pipdeptree. As JSON it always says 0: `--warn` is heeded for text only."""
    options = ("--python", str(python), "--warn", "fail", "-o", "text")
    return _run(check / "pipdeptree", *options).returncode


def _environment(folder: Path, requirements: str) -> Path:
    _run(sys.executable, "-m", "venv", str(folder))
    python = folder / "bin" / "python"
    made = _run(python, "-m", "pip", "install", "-q", "-r", str(EXAMPLE / requirements))
    assert made.returncode == 0, made.stderr
    return python


def _run(program: Path | str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(program), *arguments], capture_output=True, text=True, check=False, timeout=300
    )


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
