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


def test_a_stand_in_aws_wants_the_embedded_platform(paths: Paths) -> None:
    """One sentence where there is none, and another where it is down."""
    save(paths, Record(choice=Choice(engine="yours", cluster="yours"), official=False))
    told = CliRunner().invoke(main, ["aws"])
    assert (told.exit_code, told.stdout) == (3, "")
    assert told.stderr == (
        "shipshape: The stand-in AWS needs the embedded platform, whose registry is its ECR.\n"
    )
    save(paths, Record(choice=Choice(engine="embedded", cluster="embedded"), official=False))
    told = CliRunner().invoke(main, ["aws"])
    assert (told.exit_code, told.stdout) == (3, "")
    assert told.stderr == (
        "shipshape: The stand-in AWS needs the platform's registry; run `make up`.\n"
    )


@pytest.mark.usefixtures("paths")
@pytest.mark.parametrize("command", ["down", "clean"])
def test_functions_end_before_what_they_hang_on(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stand-in AWS first, then every function, then the cluster's containerd and network."""
    order: list[str] = []

    def stop(_: Paths, names: list[str] | None = None) -> None:
        order.append(f"stop {names}")

    monkeypatch.setattr("local.supervisor.stop", stop)
    monkeypatch.setattr("local.functions.assembly.end_all", lambda _: order.append("functions"))
    monkeypatch.setattr("local.cluster.tear_down", lambda *_: order.append("cluster"))
    assert CliRunner().invoke(main, [command]).exit_code == 0
    assert order == ["stop ['aws']", "functions", "cluster", "stop None"]


def test_make_up_reads_nothing_of_the_stand_in(paths: Paths) -> None:
    """No moto, no boto3 and no emulator in what every `make up` and `make env` imports."""
    script = """
import sys
import local.__main__, local.embedded, local.engine
from local.aws import service
heavy = ("moto", "boto3", "botocore", "werkzeug", "local.functions")
print([name for name in sys.modules if name.startswith(heavy)])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
    assert not paths.state.exists()
