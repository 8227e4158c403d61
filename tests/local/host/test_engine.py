"""The host under the real engine."""

import contextlib
import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from local.host.environment import engine_exports
from local.paths import Paths
from tests.engine_fixture import Engine
from tests.waiting import wait_for

pytestmark = pytest.mark.engine

GREETING = """
import pulumi
config = pulumi.Config()
pulumi.export("greeting", "hello " + config.require("name"))
pulumi.export("key", config.require_secret("key"))
"""


def up(engine: Engine, project: Path) -> str:
    """Bring a stack up and give all that the engine said."""
    return engine.pulumi(project, "up", "--yes", "--skip-preview").stdout


def stack(engine: Engine, name: str, program: str, yaml: str = "runtime: python\n") -> Path:
    """Write a project and make its stack `dev`."""
    project = engine.project(name, program, yaml)
    engine.pulumi(project, "stack", "init", "dev")
    return project


def test_a_program_reads_its_configuration_and_gives_outputs(engine: Engine) -> None:
    """Configuration, secret or not, reaches the program, and its outputs come back."""
    project = stack(engine, "greeter", GREETING)
    engine.pulumi(project, "config", "set", "name", "world")
    engine.pulumi(project, "config", "set", "--secret", "key", "fake-key-1234")
    up(engine, project)
    outputs = json.loads(
        engine.pulumi(project, "stack", "output", "--json", "--show-secrets").stdout
    )
    assert outputs == {"greeting": "hello world", "key": "fake-key-1234"}
    state = "".join(path.read_text() for path in engine.stacks.rglob("*.json*"))
    assert "hello world" in state
    assert "fake-key-1234" not in state


def test_nothing_warns_of_where_the_host_was_found(engine: Engine) -> None:
    """The engine finds its host beside itself and does not complain of PATH."""
    project = stack(engine, "quiet", "")
    assert "$PATH" not in up(engine, project)


def test_a_failing_program_shows_its_traceback_once(engine: Engine) -> None:
    """The runner explains, the host bails: the user's own line is there, ours are not."""
    project = stack(engine, "broken", "import pulumi\nraise ValueError('no such thing')\n")
    done = engine.pulumi(project, "up", "--yes", "--skip-preview", check=False)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert said.count("ValueError: no such thing") == 1
    assert "__main__.py" in said
    assert "local/host" not in said
    assert "exit code" not in said


def test_a_program_that_cannot_start_is_one_sentence(engine: Engine) -> None:
    """A virtual environment that is not there is named in the engine's diagnostics."""
    yaml = "runtime:\n  name: python\n  options:\n    virtualenv: venv\n"
    project = stack(engine, "homeless", "", yaml)
    done = engine.pulumi(project, "up", "--yes", "--skip-preview", check=False)
    said = done.stdout + done.stderr
    sentence = (
        "error: the virtual environment `venv` that runtime.options names does not exist "
        f"({project}/venv): create it with `pulumi install`"
    )
    assert done.returncode != 0
    assert sentence in said
    assert "Traceback" not in said


def test_pulumi_install_makes_the_environment_that_up_uses(engine: Engine) -> None:
    """`pulumi install` creates the named virtual environment."""
    yaml = "runtime:\n  name: python\n  options:\n    virtualenv: venv\n"
    project = stack(engine, "installed", "", yaml)
    engine.pulumi(project, "install")
    assert (project / "venv" / "bin" / "python").exists()
    done = engine.pulumi(project, "up", "--yes", "--skip-preview", check=False)
    assert "the Pulumi SDK is not installed for" in done.stdout + done.stderr


DYNAMIC = """
import pulumi
from pulumi.dynamic import CreateResult, Resource, ResourceProvider
class Gate(ResourceProvider):
    def create(self, props):
        if props["open"] != "yes":
            raise Exception("the gate is closed")
        return CreateResult("gate-1", {**props, "passed": "through"})
class GateResource(Resource):
    passed: pulumi.Output[str]
    def __init__(self, name, open_):
        super().__init__(Gate(), name, {"open": open_, "passed": None})
pulumi.export("passed", GateResource("gate", pulumi.Config().require("open")).passed)
"""


def test_a_dynamic_resource_is_red_until_it_passes(engine: Engine) -> None:
    """A failed creation shows its own message, again on the next `up`, and then is green."""
    project = stack(engine, "gated", DYNAMIC)
    engine.pulumi(project, "config", "set", "open", "no")
    for _ in range(2):
        done = engine.pulumi(project, "up", "--yes", "--skip-preview", check=False)
        assert done.returncode != 0
        assert "the gate is closed" in done.stdout + done.stderr
    engine.pulumi(project, "config", "set", "open", "yes")
    up(engine, project)
    assert engine.pulumi(project, "stack", "output", "passed").stdout == "through\n"


# An analyzer without the policy SDK, whose requirements do not fit ours.
PACK = """
from concurrent.futures import ThreadPoolExecutor
import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as messages, analyzer_pb2_grpc as services, plugin_pb2
class Judge(services.AnalyzerServicer):
    def GetAnalyzerInfo(self, request, context):
        policy = messages.PolicyInfo(name="judged", enforcementLevel=messages.MANDATORY)
        return messages.AnalyzerInfo(name="judge", version="1.0.0", policies=[policy])
    def AnalyzeStack(self, request, context):
        verdict = messages.AnalyzeDiagnostic(
            policyName="judged", policyPackName="judge", policyPackVersion="1.0.0",
            message=f"{len(request.resources)} resource judged",
            enforcementLevel=messages.MANDATORY)
        return messages.AnalyzeResponse(diagnostics=[verdict])
    def Analyze(self, request, context):
        return messages.AnalyzeResponse()
    def Configure(self, request, context):
        return empty_pb2.Empty()
    def GetPluginInfo(self, request, context):
        return plugin_pb2.PluginInfo(version="1.0.0")
    def Remediate(self, request, context):
        return messages.RemediateResponse()
server = grpc.server(ThreadPoolExecutor(4))
services.add_AnalyzerServicer_to_server(Judge(), server)
print(server.add_insecure_port("127.0.0.1:0"), flush=True)
server.start()
server.wait_for_termination()
"""


def test_a_policy_pack_stops_an_update(engine: Engine) -> None:
    """The pack is run as an analyzer, with its folder, and its verdict ends the preview."""
    project = stack(engine, "judged", "")
    pack = engine.project("pack", PACK)
    (pack / "Pulumi.yaml").rename(pack / "PulumiPolicy.yaml")
    done = engine.pulumi(project, "preview", "--policy-pack", str(pack), check=False)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "1 resource judged" in said
    assert "KeyboardInterrupt" not in said


def test_a_fresh_clone_takes_the_stacks_own_salt(engine: Engine, tmp_path: Path) -> None:
    """The stack file of a new clone has no salt; the stack's secrets are kept all the same.

    The variables are the platform's own: without the fallback each clone would make up a new salt.
    """
    paths = Paths(tmp_path / "cache", tmp_path / "state", tmp_path / "run")
    fallback = "PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER"
    exported = engine_exports(paths, {}, official=False)
    first = engine.with_environment(**{fallback: exported[fallback]})
    project = stack(first, "cloned", GREETING)
    committed = "config:\n  cloned:name: world\n  cloned:key: fake-key-1234\n"
    config = project / "Pulumi.dev.yaml"
    salt = config.read_text()
    config.write_text(committed + salt)
    up(first, project)
    config.write_text(committed)
    assert "unchanged" in up(first, project)
    assert config.read_text() == committed + salt


SLOW = """
import pathlib, time
pathlib.Path("started").touch()
time.sleep(120)
"""


def test_an_interrupt_ends_program_and_host_without_a_traceback(engine: Engine) -> None:
    """Ctrl-C reaches the engine, which interrupts the host; the program is not left behind."""
    project = stack(engine, "slow", SLOW)
    command = ["pulumi", "up", "--yes", "--skip-preview", "--non-interactive", "--color=never"]
    with subprocess.Popen(
        command,
        cwd=project,
        env=dict(engine.environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        wait_for((project / "started").exists)
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[0]
    assert "Traceback" not in said
    assert "KeyboardInterrupt" not in said
    wait_for(lambda: not processes_in(project))


def test_a_killed_engine_leaves_no_host_and_no_program(engine: Engine) -> None:
    """The host notices that its parent is gone and takes the program with it."""
    project = stack(engine, "orphaned", SLOW)
    command = ["pulumi", "up", "--yes", "--skip-preview", "--non-interactive"]
    with subprocess.Popen(
        command, cwd=project, env=dict(engine.environment), stdout=subprocess.DEVNULL
    ) as process:
        wait_for((project / "started").exists)
        process.kill()
    wait_for(lambda: not processes_in(project))


def processes_in(folder: Path) -> list[str]:
    """List the processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").resolve() == folder.resolve():
                found.append(process.name)
    return found
