"""The hook under the real engine: what it says, what it leaves, and what the next run does."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from local.host.plugins import Plugin, ensure_plugin
from local.paths import Paths
from local.providers.aws import VERSION
from local.providers.protocol.install import executable
from tests.collect.live.aws.account import Account, environment
from tests.engine_fixture import Engine
from tests.gate.functions import services

pytestmark = pytest.mark.engine

_YAML = f"""runtime:
  name: python
  options:
    virtualenv: {sys.prefix}
"""
_SECONDS = 60.0
"""Seconds for the engine to get there."""

_PROGRAM = """
import gate
import pulumi_aws as aws

gate.safe_release("chat", {arguments})
aws.lambda_.Alias("chat-alias", name="live", function_name="chat", function_version="{version}")
"""


@dataclass
class Stack:
    """A project with an alias at the account."""

    engine: Engine
    account: Account
    folder: Path

    def program(self, version: str, arguments: str = "watch=0") -> None:
        """Write the program: the alias at a version."""
        text = _PROGRAM.format(version=version, arguments=arguments)
        (self.folder / "__main__.py").write_text(text)

    def up(self) -> tuple[int, str]:
        """Bring it up: exit code, and all that was said, in one line."""
        done = self.engine.pulumi(self.folder, "up", "--yes", "--skip-preview", check=False)
        return done.returncode, " ".join((done.stdout + done.stderr).split())

    def start(self) -> subprocess.Popen[bytes]:
        """Begin to bring it up."""
        return subprocess.Popen(
            ["pulumi", "up", "--yes", "--skip-preview", "--non-interactive"],
            cwd=self.folder,
            env=dict(self.engine.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def await_serving(self, version: str, weights: dict[str, float]) -> None:
        """Wait until the alias serves this."""
        deadline = time.monotonic() + _SECONDS
        while self.account.serving() != (version, weights):
            assert time.monotonic() < deadline, self.account.serving()
            time.sleep(0.1)


@pytest.fixture
def stack(engine: Engine, account: Account, tmp_path: Path) -> Stack:
    """A stack whose provider talks to the account; a function with two versions, both well."""
    account.function(versions=3)
    account.versions |= dict.fromkeys("123", services.well)
    account.alarm("chat-errors")
    own = engine.with_environment(**environment(account), PYTHONWARNINGS="ignore")
    paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    home = Path(own.environment["PULUMI_HOME"])
    plugin = Plugin("aws", VERSION, executable(paths, "aws"))
    ensure_plugin(home, plugin, own.environment)
    made = Stack(own, account, own.project("released", "", _YAML))
    own.pulumi(made.folder, "stack", "init", "dev")
    return made


def test_versions_come_and_are_released(stack: Stack) -> None:
    """A first one, none at preview, the next one, and nothing where nothing changed."""
    stack.program("1")
    code, said = stack.up()
    assert code == 0, said
    assert stack.account.serving() == ("1", {})
    stack.program("2")
    before = list(stack.account.asked)
    stack.engine.pulumi(stack.folder, "preview")
    assert stack.account.asked == before
    code, said = stack.up()
    assert code == 0, said
    assert "GET /health/ready of version 2 answered 200 after" in said
    assert stack.account.serving() == ("2", {})
    before = list(stack.account.asked)
    stack.engine.pulumi(stack.folder, "up", "--yes", "--skip-preview", "--expect-no-changes")
    assert stack.account.asked == before


def test_pain_33_a_bad_version_is_red_until_it_is_mended(stack: Stack) -> None:
    """At first no alias is made; later it stays where it was. Evidence lies in the project."""
    stack.account.versions |= {"1": services.crashing, "2": services.crashing}
    stack.program("1")
    code, said = stack.up()
    assert code != 0
    assert (
        'error: before hook "release of chat" failed: version 1 of chat is not released: '
        "GET /health/ready of version 1 failed with Runtime.ExitError: "
    ) in said
    assert "The alias live was not made: no traffic reaches this version." in said
    stack.account.versions["1"] = services.well
    assert stack.up()[0] == 0
    stack.program("2")
    for _ in range(2):
        code, said = stack.up()
        assert code != 0
        assert "crash.missing_module" in said
        assert "Version 1 still serves all traffic." in said
        assert (stack.account.serving(), stack.account.moves) == (("1", {}), [])
    assert len(list((stack.folder / ".shipshape" / "evidence" / "dev").glob("*-chat"))) == 3
    stack.program("3")
    assert stack.up()[0] == 0
    assert stack.account.serving() == ("3", {})


def test_an_engine_that_is_killed(stack: Stack) -> None:
    """In the middle of a canary: the alias goes back all the same, and the next run succeeds."""
    stack.program("1")
    assert stack.up()[0] == 0
    stack.program("2", 'strategy="canary", step=10, interval=60, watch=0')
    with stack.start() as process:
        stack.await_serving("1", {"2": 0.1})
        process.kill()
    stack.await_serving("1", {})
    stack.engine.pulumi(stack.folder, "cancel", "--yes")
    stack.program("2", 'strategy="canary", step=10, interval=0.2, watch=0')
    code, said = stack.up()
    assert code == 0, said
    assert stack.account.serving() == ("2", {})
