"""The platform's command line: its exit codes and what it prints."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from local.__main__ import main
from local.choice import Choice
from local.paths import Paths
from local.record import Record, save


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A platform of the test's own that was never up."""
    made = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    for name in ("cache", "state", "run"):
        monkeypatch.setenv(f"SHIPSHAPE_{name.upper()}", str(getattr(made, name)))
    monkeypatch.delenv("SHIPSHAPE_OUTPUT", raising=False)
    return made


def test_a_machine_that_uses_its_own_gets_no_exports(paths: Paths) -> None:
    """Nothing to set, before the first `up` and with an engine and a cluster of one's own."""
    assert CliRunner().invoke(main, ["env"]).output == "# nothing to set"
    save(paths, Record(choice=Choice(engine="yours", cluster="yours"), official=False))
    assert CliRunner().invoke(main, ["env"]).output == "# nothing to set"


def test_the_engines_exports_are_shell(paths: Paths) -> None:
    """An embedded engine with one's own cluster: KUBECONFIG is left alone."""
    save(paths, Record(choice=Choice(engine="embedded", cluster="yours"), official=False))
    lines = CliRunner().invoke(main, ["env"]).output.splitlines()
    assert f"export PULUMI_HOME={paths.pulumi_home};" in lines
    assert not [line for line in lines if "KUBECONFIG" in line]


def test_a_kind_cluster_brings_its_registry(paths: Paths) -> None:
    """The program pushes where the kind node pulls from; the rest is the user's own."""
    save(paths, Record(choice=Choice(engine="yours", cluster="kind"), official=False))
    told = CliRunner().invoke(main, ["env"]).output
    assert told == "export SHIPSHAPE_REGISTRY=localhost:5001;\n"


@pytest.mark.usefixtures("paths")
def test_nothing_runs_at_first() -> None:
    """The status of a platform that was never up, for people and machines."""
    assert CliRunner().invoke(main, ["status"]).output == "The embedded platform is not running.\n"
    told = CliRunner().invoke(main, ["status"], env={"SHIPSHAPE_OUTPUT": "json"})
    assert json.loads(told.output) == []


@pytest.mark.usefixtures("paths")
def test_a_wish_that_cannot_be_had_is_one_sentence() -> None:
    """Exit code 3, on stderr, no traceback, nothing made."""
    told = CliRunner().invoke(main, ["up"], env={"SHIPSHAPE_PLATFORM": "minikube"})
    assert told.exit_code == 3
    assert told.stderr == (
        'shipshape: SHIPSHAPE_PLATFORM: "minikube" is not a platform; '
        "use yours, kind or embedded.\n"
    )


def test_a_folder_that_cannot_be_written_is_named(paths: Paths) -> None:
    """A file where the run folder should be: its name and the system's words."""
    paths.run.write_text("in the way")
    done = subprocess.run(
        [sys.executable, "-m", "local", "down"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr == f"shipshape: {paths.run}: File exists\n"
