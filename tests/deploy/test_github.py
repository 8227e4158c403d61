"""The workflow and the hooks that users copy: they parse, and their shell is shell."""

import subprocess
from typing import Any

import pytest
import yaml

from tests.cluster.program import REPOSITORY

WORKFLOW = REPOSITORY / "deploy" / "github" / "shipshape.yml"


def workflow() -> dict[str, Any]:
    """The workflow; `on` reads as true in YAML 1.1."""
    read: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text())
    return read


def steps() -> list[dict[str, Any]]:
    """The steps of its one job."""
    found: list[dict[str, Any]] = workflow()["jobs"]["check"]["steps"]
    return found


@pytest.mark.parametrize(
    "step", [step for step in steps() if "run" in step], ids=lambda s: s["name"]
)
def test_every_step_is_sound_shell(step: dict[str, Any]) -> None:
    """Bash reads it, and no expression is pasted into it: that is how a title becomes a command."""
    script = step["run"]
    done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "${{" not in script


def test_it_asks_for_no_more_than_it_uses() -> None:
    """Reads the code, takes an AWS role, comments, uploads findings."""
    assert workflow()["permissions"] == {
        "contents": "read",
        "id-token": "write",
        "pull-requests": "write",
        "security-events": "write",
    }


@pytest.mark.parametrize(("name", "looks"), [("shipshape", "Check"), ("drift", "Look")])
def test_aws_credentials_are_there_before_a_stack_is_looked_at(name: str, looks: str) -> None:
    """By OIDC, so no key lies at GitHub; skipped where no role is named, and for forks."""
    (job,) = yaml.safe_load((WORKFLOW.parent / f"{name}.yml").read_text())["jobs"].values()
    names = [step.get("name") for step in job["steps"]]
    step = job["steps"][names.index("AWS credentials")]
    assert names.index("AWS credentials") < names.index(looks)
    assert set(step["with"]) == {"role-to-assume", "aws-region"}
    assert "vars.AWS_ROLE_TO_ASSUME != ''" in step["if"]
    assert name == "drift" or "head.repo.full_name == github.repository" in step["if"]


def test_findings_and_failures_end_it_differently(tmp_path: Any) -> None:
    """The last step passes the code on, and says which of the two it was."""
    script = steps()[-1]["run"]
    said = {}
    for code in ("0", "1", "3"):
        done = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=tmp_path,
            env={"CODE": code},
            capture_output=True,
            text=True,
            check=False,
        )
        said[done.returncode] = done.stdout.partition("::error title=")[2].partition("::")[0]
    assert said == {0: "", 1: "Shipshape", 3: "Shipshape could not check"}


@pytest.mark.parametrize("script", ["deploy/ci/check.sh"])
def test_scripts_are_shell_and_can_be_run(script: str) -> None:
    """Copied as they are."""
    path = REPOSITORY / script
    assert path.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0


def test_the_hooks_run_a_command_that_exists() -> None:
    """Two hooks, for two kinds of file."""
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "shipshape-kubernetes": "shipshape check",
        "shipshape-dockerfile": "shipshape check",
    }
