"""The commands with the real engine: up, twice, status, outputs, preview, down; and what kills."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine_fixture import Engine
from tests.ops.shipshape import command, shipshape
from tests.waiting import wait_for

pytestmark = pytest.mark.engine

SERVICE = """
import pulumi
from pulumi.dynamic import CreateResult, Resource, ResourceProvider
class Slow(ResourceProvider):
    def create(self, props):
        import pathlib, time
        folder = pathlib.Path(props["folder"])
        (folder / "started").touch()
        while (folder / "hold").exists():
            time.sleep(0.1)
        return CreateResult("slow-1", {**props})
class SlowResource(Resource):
    def __init__(self, name, folder):
        super().__init__(Slow(), name, {"folder": folder})
config = pulumi.Config()
SlowResource("slow", config.require("folder"))
pulumi.export("image", "localhost:5001/reference@sha256:0123")
pulumi.export("key", pulumi.Output.secret("fake-key-1234"))
if config.get("url"):
    pulumi.export("url", config.require("url"))
if config.get("fail"):
    raise ValueError("as told")
"""


@pytest.fixture
def project(engine: Engine) -> Path:
    """A program with one slow resource; the file `hold` makes it wait."""
    folder = engine.project("service", SERVICE)
    (folder / "Pulumi.dev.yaml").write_text(f"config:\n  service:folder: {folder}\n")
    return folder


def run(engine: Engine, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project."""
    return shipshape(project, *arguments, environment=engine.environment)


def test_a_stack_goes_up_stays_and_comes_down(engine: Engine, project: Path) -> None:
    """Up makes the stack, up again changes nothing, outputs and status read it, down empties it."""
    first = run(engine, project, "up", "--output", "json")
    assert first.returncode == 0, first.stderr
    document = json.loads(first.stdout)
    assert list(document.pop("seconds")) == ["prepare", "drift", "update"]
    assert document == {
        "stack": "dev",
        "url": None,
        "image": "localhost:5001/reference@sha256:0123",
        "changes": {"create": 2},
    }
    second = run(engine, project, "up")
    assert second.returncode == 0, second.stderr
    assert "changes none" in second.stdout
    preview = run(engine, project, "preview", "--expect-no-changes")
    assert preview.returncode == 0, preview.stderr
    outputs = run(engine, project, "outputs", "--output", "json")
    assert json.loads(outputs.stdout) == {
        "image": "localhost:5001/reference@sha256:0123",
        "key": "[secret]",
    }
    shown = run(engine, project, "outputs", "--show-secrets")
    assert shown.stdout == ("image  localhost:5001/reference@sha256:0123\nkey    fake-key-1234\n")
    down = run(engine, project, "down", "--yes")
    assert down.returncode == 0, down.stderr
    status = run(engine, project, "status", "--output", "json")
    found = json.loads(status.stdout)
    assert status.returncode == 1
    assert (found["resources"], found["health"]) == (0, "nothing is deployed")
    assert found["last"]["kind"] == "destroy"


def test_changes_where_none_were_expected_are_a_finding(engine: Engine, project: Path) -> None:
    """Exit code 1, and the count."""
    done = run(engine, project, "preview", "--expect-no-changes")
    assert done.returncode == 1
    assert done.stderr == "shipshape: no change was expected, but: 2 create\n"


def test_down_without_a_terminal_needs_a_yes(engine: Engine, project: Path) -> None:
    """Nothing is deleted by an accident in a pipeline."""
    run(engine, project, "up")
    done = run(engine, project, "down")
    assert done.returncode == 2
    assert done.stderr == "shipshape: there is no terminal to ask on: give --yes to go ahead\n"


def test_a_service_that_does_not_answer_is_a_finding(engine: Engine, project: Path) -> None:
    """Deployed is not done: the URL has to answer."""
    engine.pulumi(project, "stack", "init", "dev")
    engine.pulumi(project, "config", "set", "url", "http://127.0.0.1:1", "--stack", "dev")
    done = run(engine, project, "up", "--wait", "1")
    assert done.returncode == 1
    assert done.stderr == (
        "shipshape: everything is deployed, but after 1 s http://127.0.0.1:1/health does not "
        "answer ([Errno 111] Connection refused)\n"
    )
    status = run(engine, project, "status")
    assert status.returncode == 1
    assert status.stdout.splitlines()[-1].startswith("health     does not answer")


def test_a_failed_update_is_one_sentence_after_the_engines_own(
    engine: Engine, project: Path
) -> None:
    """The engine explains; we add where to look, and no traceback of ours."""
    engine.pulumi(project, "stack", "init", "dev")
    engine.pulumi(project, "config", "set", "fail", "yes", "--stack", "dev")
    done = run(engine, project, "up")
    assert done.returncode == 1
    assert "ValueError: as told" in done.stdout
    assert done.stderr == ("shipshape: the update failed; the engine's diagnostics above say why\n")


def test_a_stack_that_is_not_there_could_not_be_looked_at(engine: Engine, project: Path) -> None:
    """Only `up` and `preview` make a stack."""
    for name in (["status"], ["outputs"], ["down", "--yes"]):
        done = run(engine, project, *name, "--stack", "nowhere")
        assert done.returncode == 3
        assert done.stderr == (
            "shipshape: the stack nowhere does not exist here: "
            "`shipshape up --stack nowhere` makes it\n"
        )


def test_a_backend_that_cannot_be_read_is_named(engine: Engine, project: Path) -> None:
    """Exit code 3."""
    gone = engine.with_environment(PULUMI_BACKEND_URL="file:///no/such/folder")
    done = run(gone, project, "up")
    assert done.returncode == 3
    assert done.stderr == (
        "shipshape: the backend that keeps the stacks cannot be read: check PULUMI_BACKEND_URL\n"
    )


def test_a_killed_run_is_put_right_by_the_next_one(engine: Engine, project: Path) -> None:
    """Killed in the middle of a creation: the lock is freed, the creation is done again."""
    (project / "hold").touch()
    with started(engine, project) as process:
        kill(process.pid, engine_of(process.pid))
    (project / "hold").unlink()
    done = run(engine, project, "up")
    assert done.returncode == 0, done.stderr
    assert "The last run was killed and left the stack locked: unlocking it." in done.stdout
    assert "The last run was cut off during 1 operation(s)" in done.stdout
    assert "currently locked by" not in done.stdout + done.stderr
    assert "pending" not in run(engine, project, "up").stdout


def test_a_living_run_is_waited_for(engine: Engine, project: Path) -> None:
    """A second `up` waits while the first one works, and then finds nothing to do."""
    (project / "hold").touch()
    with started(engine, project) as first:
        second = subprocess.Popen(
            command("up"),
            cwd=project,
            env=dict(engine.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert second.stdout is not None
        waiting = second.stdout.readline()
        (project / "hold").unlink()
        rest = second.communicate(timeout=120)[0]
        first.wait(timeout=120)
    assert waiting.startswith("Waiting for ")
    assert (first.returncode, second.returncode) == (0, 0), rest
    assert "changes none" in rest


def test_an_interrupt_ends_the_running_step_and_says_how_to_go_on(
    engine: Engine, project: Path
) -> None:
    """One polite interrupt, sent to the command alone: the engine gets it and the stack is free."""
    (project / "hold").touch()
    with started(engine, project) as process:
        process.send_signal(signal.SIGINT)
        time.sleep(1)
        (project / "hold").unlink()
        said = process.communicate(timeout=120)[0]
    assert process.returncode == 1
    assert "Traceback" not in said
    assert "KeyboardInterrupt" not in said
    assert said.rstrip().endswith(
        "shipshape: the update was interrupted; run the same command again, it goes on from here"
    )
    again = run(engine, project, "up")
    assert again.returncode == 0, again.stderr
    assert "unlocking" not in again.stdout


@contextlib.contextmanager
def started(engine: Engine, project: Path) -> Iterator[subprocess.Popen[str]]:
    """Start `shipshape up` and wait until the slow resource is being made."""
    process = subprocess.Popen(
        command("up"),
        cwd=project,
        env=dict(engine.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        with process:
            wait_for((project / "started").exists)
            yield process
    finally:
        # The provider of a killed engine does not notice that it is alone.
        kill(*session(process.pid))


def engine_of(pid: int) -> int:
    """Find the engine among the children of a process."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,comm=", "--ppid", str(pid)], capture_output=True, text=True, check=True
    )
    return next(int(line.split()[0]) for line in listed.stdout.splitlines() if "pulumi" in line)


def session(pid: int) -> list[int]:
    """List what still runs in the session that a process began."""
    done = subprocess.run(
        ["ps", "-o", "pid=", "--sid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(each) for each in done.stdout.split()]


def kill(*pids: int) -> None:
    """Kill processes that get no chance to tidy up."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
