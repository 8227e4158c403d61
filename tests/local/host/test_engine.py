"""The host under the real engine."""

import json
from pathlib import Path

import pytest

from tests.engine_fixture import Engine

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
