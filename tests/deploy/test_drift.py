"""The scheduled inspection for CI: its workflow, and its shell with a command line of the test's.

What `shipshape drift` itself says is tested with the command; here it is what is made of it.
"""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cluster.program import REPOSITORY

WORKFLOW = REPOSITORY / "deploy" / "github" / "drift.yml"
SCRIPT = REPOSITORY / "deploy" / "ci" / "drift.sh"


def workflow() -> dict[str, Any]:
    """The workflow; `on` reads as true in YAML 1.1."""
    read: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text())
    return read


def steps() -> list[dict[str, Any]]:
    """The steps of its one job."""
    found: list[dict[str, Any]] = workflow()["jobs"]["drift"]["steps"]
    return found


def step(name: str) -> str:
    """The script of a step."""
    (script,) = (one["run"] for one in steps() if one.get("name") == name)
    return str(script)


def tool(folder: Path, name: str, script: str) -> None:
    """Put a program of the test's own on the PATH that `run` gives."""
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/bash\n{script}\n")
    path.chmod(0o755)


def run(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    path = f"{folder / 'bin'}:/usr/bin:/bin"
    return subprocess.run(
        command,
        cwd=folder,
        env={"PATH": path, "HOME": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("one", [one for one in steps() if "run" in one], ids=lambda s: s["name"])
def test_every_step_is_sound_shell(one: dict[str, Any]) -> None:
    """Bash reads it, and no expression is pasted into it."""
    done = subprocess.run(
        ["bash", "-n"], input=one["run"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "${{" not in one["run"]


def test_it_asks_for_no_more_than_it_uses() -> None:
    """Reads the code, keeps an issue, uploads what it found; one run at a time, by schedule."""
    read: dict[Any, Any] = workflow()
    assert read["permissions"] == {
        "contents": "read",
        "id-token": "write",
        "issues": "write",
        "security-events": "write",
    }
    assert read["concurrency"] == {"group": "drift", "cancel-in-progress": False}
    assert read[True] == {"schedule": [{"cron": "17 * * * *"}], "workflow_dispatch": None}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0, "drift: prod: no drift\n"),
        (1, "drift: prod: there is drift\n"),
        (2, "drift: prod could not be looked at (exit code 2)\n"),
        (3, "drift: prod could not be looked at (exit code 3)\n"),
        (137, "drift: prod could not be looked at (exit code 3)\n"),
    ],
)
def test_the_script_passes_the_code_on(tmp_path: Path, code: int, said: str) -> None:
    """With reports of a whole look, and none of half a one: that would close what it left out."""
    tool(tmp_path, "shipshape", f'echo "$*"; exit {code}')
    out = tmp_path / ".shipshape" / "drift-reports"
    out.mkdir(parents=True)
    (out / "drift.sarif").write_text("of the last run")
    done = run(tmp_path, str(SCRIPT))
    assert (done.returncode, done.stderr) == (min(code, 3), said)
    if code > 1:
        assert list(out.iterdir()) == []
        return
    assert (out / "drift.sarif").read_text() == "drift --stack prod --output sarif\n"
    assert "~~~~text\ndrift --stack prod --output text\n" in (out / "issue.md").read_text()


def test_a_webhook_is_told_once(tmp_path: Path) -> None:
    """Two formats are two looks."""
    tool(tmp_path, "shipshape", 'echo "${SHIPSHAPE_DRIFT_WEBHOOK-unset}" >>seen; exit 1')
    run(tmp_path, str(SCRIPT), SHIPSHAPE_DRIFT_WEBHOOK="https://hooks.example.com/")
    assert (tmp_path / "seen").read_text() == "https://hooks.example.com/\nunset\n"


def test_a_report_cannot_leave_its_block(tmp_path: Path) -> None:
    """A live value is anybody's text: it must not become a mention or a link in an issue."""
    tool(tmp_path, "shipshape", "printf 'x\\n~~~~\\n   ~~~~~\\n@everyone\\n'; exit 1")
    assert run(tmp_path, str(SCRIPT), SHIPSHAPE_STACK="dev").returncode == 1
    lines = (tmp_path / ".shipshape" / "drift-reports" / "issue.md").read_text().splitlines()
    fences = [at for at, line in enumerate(lines) if line.strip().startswith("~~~")]
    assert [lines[at] for at in fences] == ["~~~~text", "~~~~"]
    assert fences[0] < lines.index("@everyone") < fences[1]


def test_without_the_command_line_it_could_not_look(tmp_path: Path) -> None:
    """One sentence, code 3."""
    done = run(tmp_path, str(SCRIPT))
    assert done.returncode == 3
    assert done.stderr == "drift: shipshape is not on PATH: run make setup\n"


@pytest.mark.parametrize(
    ("code", "number", "asked"),
    [
        ("1", "", "issue create --title Drift in prod --body-file"),
        ("1", "7", "issue edit 7 --body-file"),
        ("0", "7", "issue close 7 --comment"),
        ("0", "", ""),
        ("3", "7", ""),
        ("2", "", ""),
    ],
)
def test_one_issue_that_follows_the_drift(
    tmp_path: Path, code: str, number: str, asked: str
) -> None:
    """Made, kept up to date, closed; left alone where nobody could look."""
    tool(tmp_path, "gh", f'if [ "$2" = list ]; then echo "{number}"; else echo "$*" >> asked; fi')
    done = run(tmp_path, "bash", "-e", "-c", step("Issue"), CODE=code, SHIPSHAPE_STACK="prod")
    assert (done.returncode, done.stderr) == (0, "")
    found = tmp_path / "asked"
    assert (found.read_text() if found.exists() else "").startswith(asked)
    assert found.exists() == bool(asked)


def test_the_look_leaves_no_credentials_behind(tmp_path: Path) -> None:
    """The kubeconfig is there for the look alone, for its owner alone."""
    script = tmp_path / "deploy" / "ci" / "drift.sh"
    script.parent.mkdir(parents=True)
    script.write_text(
        '#!/bin/bash\nstat -c %a "$KUBECONFIG" >seen\ncat "$KUBECONFIG" >>seen\n'
        'echo "${CLUSTER-unset}" >>seen\nexit 1\n'
    )
    script.chmod(0o755)
    names = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary"}
    variables = {name: str(tmp_path / file) for name, file in names.items()}
    done = run(
        tmp_path,
        *("bash", "-e", "-c", step("Look")),
        CLUSTER="not-a-real-one\n",
        RUNNER_TEMP=str(tmp_path),
        **variables,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "seen").read_text() == "600\nnot-a-real-one\nunset\n"
    assert (tmp_path / "output").read_text() == "code=1\n"
    assert not (tmp_path / "kubeconfig").exists()


def test_drift_and_failures_end_it_differently(tmp_path: Path) -> None:
    """The last step passes the code on, and says which of the two it was."""
    said = {}
    for code in ("0", "1", "3"):
        done = run(tmp_path, "bash", "-e", "-c", step("Verdict"), CODE=code)
        said[done.returncode] = done.stdout.partition("::error title=")[2].partition("::")[0]
    assert said == {0: "", 1: "Shipshape", 3: "Shipshape could not look"}


def test_the_script_can_be_run() -> None:
    """Copied as it is."""
    assert os.access(SCRIPT, os.X_OK)
    assert subprocess.run(["bash", "-n", SCRIPT], check=False).returncode == 0
