"""`shipshape logs` as a user types it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ops.commands.logs import command
from ops.exits import Exit, Stopped
from tests.ops.shipshape import command as program

LOG = """\
2026-11-25T10:00:00Z INFO listening on :8080
2026-11-25T10:00:01Z ERROR Error: connect ECONNREFUSED 10.0.0.7:5432
2026-11-25T10:00:02Z ERROR OpenAI API key is missing. key=sk-fake-0123456789abcdef
2026-11-25T10:00:03Z ERROR OpenAI API key is missing. key=sk-fake-0123456789abcdef
"""


def run(*arguments: str, stdin: str = "") -> Result:
    """Run the command."""
    return CliRunner().invoke(command, [*arguments], input=stdin)


def test_matches_and_a_table(tmp_path: Path) -> None:
    """Each line as it comes, then how often, when first and when last."""
    (tmp_path / "app.log").write_text(LOG)
    result = run(str(tmp_path / "app.log"))
    assert result.exit_code == Exit.FINDINGS
    lines = result.stdout.splitlines()
    said = "ERROR OpenAI API key is missing. key=[redacted: API key]"
    assert lines[1:3] == [
        f"11-25 10:00:0{n} critical ai.key_missing app.log:{n + 1}: 2026-11-25T10:00:0{n}Z {said}"
        for n in (2, 3)
    ]
    table = lines[
        lines.index("finding                      severity   count first            last") :
    ]
    assert "ai.key_missing               critical       2 11-25 10:00:02   11-25 10:00:03" in table


def test_json_lines() -> None:
    """One document a line, and the summary as the last."""
    result = run("-", "--output", "json", stdin=LOG)
    *matches, last = (json.loads(line) for line in result.stdout.splitlines())
    assert [one["id"] for one in matches][1:] == ["ai.key_missing", "ai.key_missing"]
    assert matches[1]["source"] == "standard input:3"
    assert matches[1]["time"] == "2026-11-25T10:00:02+00:00"
    (key,) = [one for one in last["summary"] if one["id"] == "ai.key_missing"]
    assert (key["count"], key["first"], key["last"]) == (
        2,
        "2026-11-25T10:00:02+00:00",
        "2026-11-25T10:00:03+00:00",
    )
    assert "sk-fake" not in result.stdout


def test_nothing_known() -> None:
    """Exit code 0."""
    result = run("-", stdin="all is well\n")
    assert (result.exit_code, result.stdout) == (
        Exit.FINE,
        "no line is one that a pattern knows\n",
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "name a file, - for standard input, or pods with --namespace"),
        (["/none.log"], "/none.log is no file"),
        (["x.log", "--pod", "web-1"], "name a file, or pods, not both"),
    ],
)
def test_usage(arguments: list[str], sentence: str) -> None:
    """One sentence each."""
    result = run(*arguments)
    assert isinstance(result.exception, Stopped)
    assert (result.exception.code, result.exception.sentence) == (Exit.USAGE, sentence)


def test_no_cluster(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Exit code 3."""
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "none"))
    result = run("--namespace", "shop")
    assert isinstance(result.exception, Stopped)
    assert result.exception.code == Exit.COULD_NOT_LOOK


def test_follows_until_it_is_interrupted(tmp_path: Path) -> None:
    """A match is printed while the file is still being written; Ctrl-C gives the table."""
    log = tmp_path / "app.log"
    log.write_text(LOG)
    with subprocess.Popen(
        program("logs", "app.log", "--follow"), cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline() for _ in range(3)]
        with log.open("a") as file:
            file.write("OpenAI API key is missing. once more\n")
        seen.append(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert seen[3].endswith(
        "critical ai.key_missing app.log:5: OpenAI API key is missing. once more\n"
    )
    assert "ai.key_missing               critical       3 " in rest
    assert process.returncode == Exit.FINDINGS


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow(tmp_path: Path) -> None:
    """However much comes through a pipe, with and without ends of lines."""
    with subprocess.Popen(
        program("logs", "-"), cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        block = LOG.encode() + b"GET / 200\n" * 30_000 + b"x" * 300_000
        sizes = []
        for count in (10, 60):
            for _ in range(count):
                process.stdin.write(block)
            process.stdin.flush()
            sizes.append(_resident(process.pid))
        process.stdin.close()
    assert process.returncode == Exit.FINDINGS
    assert sizes[1] < sizes[0] + 16 * 1024


def _resident(pid: int) -> int:
    """KiB of a process in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1])


def test_a_reader_that_goes_away_ends_it(tmp_path: Path) -> None:
    """`| head` is no error to print."""
    (tmp_path / "app.log").write_text(LOG * 5000)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        program("logs", "app.log"),
        cwd=tmp_path,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert "Traceback" not in done.stderr
