"""`shipshape diagnose` as a user types it, over files, pipes and what is not there."""

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ops.commands.diagnose import command
from ops.exits import Exit, Stopped
from tests.ops.shipshape import shipshape

KEY = "sk-fake-0123456789abcdef"
CRASHED = f"""\
starting with {KEY}
Error [AI_LoadAPIKeyError]: OpenAI API key is missing. Pass it using the 'apiKey' parameter or \
the OPENAI_API_KEY environment variable.
    at loadApiKey (/app/node_modules/@ai-sdk/provider-utils/dist/index.mjs:1:1)
Node.js v22.1.0
"""
HEALTHY = "2026-11-25T10:00:00Z INFO listening on :8080\n2026-11-25T10:00:01Z INFO ready\n"
POD = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "web-1", "namespace": "shop"},
    "spec": {"containers": [{"name": "app", "image": "ghcr.io/acme/nothing:1"}]},
    "status": {
        "phase": "Pending",
        "containerStatuses": [
            {
                "name": "app",
                "image": "ghcr.io/acme/nothing:1",
                "ready": False,
                "restartCount": 0,
                "state": {
                    "waiting": {
                        "reason": "ErrImagePull",
                        "message": "failed to pull image: ghcr.io/acme/nothing:1: not found",
                    }
                },
            }
        ],
    },
}


def run(*arguments: str, stdin: str = "") -> Result:
    """Run the command."""
    return CliRunner().invoke(command, [*arguments], input=stdin)


def told(result: Result) -> dict[str, object]:
    """The JSON document on stdout."""
    document: dict[str, object] = json.loads(result.stdout)
    return document


def test_a_log_through_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cause in the first line, its line quoted, and exit code 1."""
    monkeypatch.chdir(tmp_path)
    result = run("-", stdin=CRASHED)
    assert result.exit_code == Exit.FINDINGS
    assert result.stdout.startswith("cause      ")
    assert "ai.key_missing, critical" in result.stdout.split("\n")[1]
    assert "| Error [AI_LoadAPIKeyError]: OpenAI API key is missing." in result.stdout
    assert "\nto fix it  " in result.stdout


def test_files_and_folders(tmp_path: Path) -> None:
    """A pod as kubectl prints it; the same by position and by option."""
    (tmp_path / "pod.json").write_text(json.dumps(POD))
    for arguments in ([str(tmp_path)], ["--snapshot", str(tmp_path / "pod.json")]):
        result = run(*arguments, "--output", "json")
        assert result.exit_code == Exit.FINDINGS
        document = told(result)
        assert document["root_cause"] == "image.not_found"
        assert document["verdict"] == "failing"


def test_healthy_is_silent() -> None:
    """Exit code 0, and no finding."""
    result = run("-", "--output", "json", stdin=HEALTHY)
    assert result.exit_code == Exit.FINE
    document = told(result)
    assert (document["root_cause"], document["findings"]) == (None, [])
    assert run("-", stdin=HEALTHY).stdout.startswith("healthy    nothing fails in what was looked")


def test_unknown_is_an_answer_with_lines_to_read() -> None:
    """Exit code 1: something is wrong."""
    result = run("-", "--output", "json", stdin="FATAL: the frobnicator lost its marbles\n" * 3)
    assert result.exit_code == Exit.FINDINGS
    document = told(result)
    assert (document["verdict"], document["root_cause"]) == ("unknown", None)
    assert "frobnicator" in json.dumps(document["unmatched"])


def test_the_projects_own_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Out of its folder, and out of a file that is named."""
    pattern = """
version: 1
patterns:
  - name: shop.marbles
    title: The frobnicator lost its marbles
    severity: high
    keywords: [lost its marbles]
    suggestion: Look under the sofa.
    tests: {match: [it lost its marbles], no_match: [it found its marbles]}
"""
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "own.yaml").write_text(pattern)
    monkeypatch.chdir(tmp_path)
    log = "FATAL: the frobnicator lost its marbles\n"
    assert told(run("-", "--output", "json", stdin=log))["root_cause"] == "shop.marbles"
    monkeypatch.chdir("/")
    named = ["--patterns", str(tmp_path / "patterns" / "own.yaml")]
    document = told(run("-", *named, "--output", "json", stdin=log))
    assert document["root_cause"] == "shop.marbles"


def test_the_evidence_is_kept_redacted_and_read_again(tmp_path: Path) -> None:
    """A bundle tells the same as what it was made from, and holds no key."""
    (tmp_path / "app.log").write_text(CRASHED)
    result = run(str(tmp_path / "app.log"), "--save", str(tmp_path / "kept"))
    assert result.stderr.startswith(f"the evidence is in {tmp_path / 'kept'}/")
    place = Path(result.stderr.removeprefix("the evidence is in ").strip())
    files = [one for one in place.rglob("*") if one.is_file()]
    assert {"snapshot.json", "diagnosis.json", "report.txt"} <= {one.name for one in files}
    assert not any(KEY in one.read_text() for one in files)
    again = told(run(str(place / "snapshot.json"), "--output", "json"))
    assert again["root_cause"] == "ai.key_missing"
    whole = told(run(str(place), "--output", "json"))
    assert whole["root_cause"] == "ai.key_missing"


def test_sarif_and_markdown() -> None:
    """Both are what they say."""
    sarif = json.loads(run("-", "--output", "sarif", stdin=CRASHED).stdout)
    assert sarif["version"] == "2.1.0"
    assert run("-", "--output", "markdown", stdin=CRASHED).stdout.startswith("### cause: ")


def test_what_is_not_there(tmp_path: Path) -> None:
    """A path is a matter of usage; nothing to judge is nothing to be healthy."""
    absent = run(str(tmp_path / "none"))
    assert isinstance(absent.exception, Stopped)
    assert absent.exception.code == Exit.USAGE
    nothing = run("-", stdin="")
    assert isinstance(nothing.exception, Stopped)
    assert nothing.exception.code == Exit.COULD_NOT_LOOK
    assert nothing.exception.sentence.startswith("there is nothing to judge")


def test_several_sources_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one of them can't give is told, and the others are judged."""
    (tmp_path / "app.log").write_text(CRASHED)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    arguments = ["--docker", "web", "--lambda", "chat", "--output", "json"]
    document = told(run(str(tmp_path / "app.log"), *arguments))
    assert document["root_cause"] == "ai.key_missing"
    assert document["unread"] == [
        "`docker` can't be run: No such file or directory",
        "function chat: You must specify a region.",
        "log group /aws/lambda/chat: You must specify a region.",
    ]


def test_without_a_cluster(tmp_path: Path) -> None:
    """Exit code 3 and one sentence, from the whole program; nothing on stdout."""
    done = shipshape(
        tmp_path, "diagnose", environment={"PATH": "", "HOME": str(tmp_path), "KUBECONFIG": "/x"}
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(
        "shipshape: there is nothing to judge: the cluster could not be asked: "
    )
    assert done.stderr.count("\n") == 1


def test_starts_quickly(tmp_path: Path) -> None:
    """With all patterns and their tests, and a small file: the interpreter, and half a second."""
    (tmp_path / "app.log").write_text(CRASHED)
    best = 9.0
    for _ in range(3):
        begun = time.monotonic()
        done = shipshape(tmp_path, "diagnose", "app.log")
        best = min(best, time.monotonic() - begun)
        assert done.returncode == 1, done.stderr
    assert best < 2.5  # 0.7 s on a free core
