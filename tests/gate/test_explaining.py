"""The process that explains, with a real API server that fails in every way: it never hangs."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from collect.parsing.kubernetes import pod
from diagnosis.snapshot import Platform, Pod
from gate.explaining import Asked, Explained, explain
from tests.gate import objects
from tests.gate.api_server import FORBIDDEN, Server, closed, kubeconfig, serving, silent

HEADING = "the rollout of web failed:\ncontainer app of pod web-1-a crashes again and again"
LIMIT = 20.0
"""Seconds that explaining may take whatever happens (docs/decisions/rollout-gate.md)."""

_OWN_PATTERNS = """\
version: 1
patterns:
  - name: frobnicator
    id: own.frobnicator
    title: The frobnicator is dry
    severity: critical
    keywords: [frobnicator is not greased]
    cause: Nobody greased it.
    suggestion: Grease it.
    tests: {match: [the frobnicator is not greased], no_match: [the frobnicator is greased]}
  - name: broken
    title: A pattern without an end
    severity: high
    regex: '(a'
    cause: None.
    suggestion: None.
    tests: {match: [a], no_match: [b]}
"""


def _explain(
    config: str, folder: Path | None = None, pods: tuple[Pod, ...] = ()
) -> tuple[str, Explained]:
    """The text and the whole answer, in time."""
    began = time.monotonic()
    asked = Asked(HEADING, "Deployment", "web", objects.NAMESPACE, pods=pods, kubeconfig=config)
    explained = explain(replace(asked, folder="" if folder is None else str(folder)))
    assert time.monotonic() - began < LIMIT
    assert explained.text.startswith(HEADING)
    return explained.text, explained


def _crashing(server: Server, log: bytes | Iterator[bytes]) -> None:
    server.answers = {
        "/log": (200, log),
        f"{objects.APPS}/deployments": (200, objects.listed(objects.deployment())),
        f"{objects.APPS}/replicasets": (200, objects.listed(objects.replica_set())),
        f"{objects.CORE}/pods": (200, objects.listed(objects.crashing())),
    }


def test_a_crash_with_its_evidence(tmp_path: Path) -> None:
    """Cause, evidence and fix in the text; snapshot, diagnosis and log in the bundle."""
    log = b"starting\nError: Cannot find module 'express'\n"
    with serving() as server:
        _crashing(server, log)
        text, explained = _explain(server.kubeconfig(), tmp_path)
    assert "crash.missing_module" in text
    assert "Error: Cannot find module 'express'" in text
    assert f"The evidence is in {explained.bundle}" in " ".join(text.split())
    place = Path(explained.bundle)
    names = {str(one.relative_to(place)) for one in place.rglob("*") if one.is_file()}
    logs = {"logs/web-1-a_app.log", "logs/web-1-a_app.previous.log"}
    assert names == {"report.txt", "diagnosis.json", "snapshot.json"} | (names & logs)
    assert names & logs
    told = json.loads((place / "diagnosis.json").read_text())
    assert (told["version"], told["root_cause"]) == (1, "crash.missing_module")


def test_without_permission() -> None:
    """What could not be read is said; what the gate saw before is diagnosed."""
    with serving() as server:
        server.otherwise = FORBIDDEN
        text, _ = _explain(server.kubeconfig(), pods=(pod(objects.crashing()),))
    assert "no access to pods" in " ".join(text.split())
    assert "crash." in text


def test_an_api_server_that_is_gone() -> None:
    """Nothing listens any more."""
    text, _ = _explain(kubeconfig(closed()), pods=(pod(objects.crashing()),))
    assert "could not be asked" in " ".join(text.split())
    assert "crash." in text


def test_an_api_server_that_never_answers() -> None:
    """It takes the connection and is silent."""
    with silent() as url:
        text, _ = _explain(kubeconfig(url), pods=(pod(objects.crashing()),))
    assert "Not read" in text
    assert "crash." in text


def test_answers_that_are_no_json() -> None:
    """A login page of some proxy, and an object whose fields are all wrong."""
    with serving() as server:
        server.answers = {
            f"{objects.CORE}/pods": (200, {"items": [{"metadata": 7, "status": ["x"]}, None]}),
            "/apis/": (200, b"<html>please log in</html>"),
        }
        text, _ = _explain(server.kubeconfig())
    assert "Not read" in text


def test_a_log_of_garbage(tmp_path: Path) -> None:
    """Binary, NUL, broken UTF-8 and commands for the terminal: shown and saved harmlessly."""
    log = bytes(range(256)) * 40 + b"\n\x1b[31mError: Cannot find module 'express'\x1b[0m\xff\xfe\n"
    with serving() as server:
        _crashing(server, log)
        text, explained = _explain(server.kubeconfig(), tmp_path)
    assert "crash.missing_module" in text
    assert all(one.isprintable() or one == "\n" for one in text)
    saved = Path(explained.bundle, "logs")
    assert all(one.read_text(encoding="utf-8") for one in saved.iterdir())


def test_a_log_without_an_end() -> None:
    """A server that heeds no limit sends more than a gigabyte: the rest is explained in time."""
    megabyte = b"INFO nothing to see here, the same as in the line before\n" * 18_000

    def endless() -> Iterator[bytes]:
        while True:
            yield megabyte

    with serving() as server:
        _crashing(server, b"")
        server.answers["/log"] = lambda: (200, endless())
        text, _ = _explain(server.kubeconfig())
    assert "crash." in text


def test_secrets_are_taken_out(tmp_path: Path) -> None:
    """Of the text, and of every file of the bundle."""
    secret = "sk-fakefakefakefakefakefakefake1234"
    log = f"Error: 401 Incorrect API key provided: {secret}\n".encode()
    with serving() as server:
        _crashing(server, log)
        text, explained = _explain(server.kubeconfig(), tmp_path)
    assert secret not in text
    files = [one for one in Path(explained.bundle).rglob("*") if one.is_file()]
    assert files
    assert not any(secret in one.read_text() for one in files)


def test_what_aws_said_of_something_else() -> None:
    """What is no function is explained from the words alone: nobody is asked, nothing is unread."""
    said = "User is not authorized to perform: lambda:InvokeFunction on resource: chat"
    asked = Asked("the URL failed:", "FunctionUrl", "chat", errors=(said,))
    text = explain(replace(asked, platform=Platform.LAMBDA)).text
    assert said in " ".join(text.split())
    assert "Not read" not in text


def test_the_projects_own_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They win; one that is no good is left out, by file and line, and the others go on."""
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "own.yaml").write_text(_OWN_PATTERNS)
    monkeypatch.chdir(tmp_path)
    with serving() as server:
        _crashing(server, b"the frobnicator is not greased\n")
        text, _ = _explain(server.kubeconfig())
    assert "The frobnicator is dry [own.frobnicator, confidence" in " ".join(text.split())
    assert "Left out, own.yaml:" in text or "Left out, patterns/own.yaml:" in text


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """The explanation is printed; where it should lie there is a file."""
    (tmp_path / "evidence").write_text("in the way")
    with serving() as server:
        _crashing(server, b"Error: Cannot find module 'express'\n")
        text, explained = _explain(server.kubeconfig(), tmp_path / "evidence")
    assert "crash.missing_module" in text
    assert "The evidence could not be saved" in " ".join(text.split())
    assert explained.bundle == ""


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import time; time.sleep(60)", "took longer than 1 s"),
        ("raise SystemExit('out of luck')", "out of luck"),
        ("import os; os.kill(os.getpid(), 11)", "-11"),
        ("print('no JSON at all')", "Invalid JSON"),
    ],
)
def test_a_process_that_fails(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hangs, raises, crashes, babbles: the heading stands, and why there is no more."""
    program = tmp_path / "python"
    program.write_text(f"#!{sys.executable}\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    began = time.monotonic()
    text = explain(Asked(HEADING, "Deployment", "web", "shop"), seconds=1).text
    assert text.startswith(f"{HEADING}\n\nIt could not be explained: ")
    assert said in text
    assert time.monotonic() - began < 5
