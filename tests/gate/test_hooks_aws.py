"""What the hook adds to AWS' refusals, under the real engine and before a stand-in of AWS."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from local.aws.account import client_environment
from local.host.plugins import Plugin, ensure_plugin
from local.paths import Paths
from local.providers.aws import VERSION
from local.providers.protocol.install import executable
from tests.engine_fixture import Engine
from tests.local.aws.conftest import world
from tests.local.aws.registry import INDEX, MANIFEST, manifest
from tests.local.aws.world import World

pytestmark = pytest.mark.engine

__all__ = ["world"]  # the fixture

_YAML = f"""runtime:
  name: python
  options:
    virtualenv: {sys.prefix}
"""
_PROGRAM = """
import pulumi_aws as aws
import gate

gate.explain_failures()

aws.lambda_.Function(
    "attested", name="attested", package_type="Image", image_uri={image!r}, role={role!r}
)
aws.cloudwatch.LogGroup("taken", name="/hooked/taken")
aws.lambda_.Alias("lost", name="live", function_name="nowhere", function_version="7")
"""
_REPORT = re.compile(r"error: why (\w+ \S+) failed:\s+Cause .*?\[([\w.]+),", re.DOTALL)


@dataclass
class Stack:
    """A project on the stand-in."""

    engine: Engine
    folder: Path

    def up(self) -> str:
        """Bring it up, whatever fails; all that was said."""
        done = self.engine.pulumi(
            self.folder, "up", "--yes", "--skip-preview", "--continue-on-error", check=False
        )
        assert done.returncode != 0
        return done.stdout + done.stderr


def _attested(world: World) -> str:
    """An index as BuildKit makes it, unless it is told not to."""
    world.repository("attested")
    entry = {"mediaType": MANIFEST, "digest": "sha256:" + "0" * 64, "size": 100}
    note = {"vnd.docker.reference.type": "attestation-manifest"}
    index = {
        **manifest("attested", "1"),
        "mediaType": INDEX,
        "manifests": [entry, {**entry, "annotations": note}],
    }
    return world.shelf.put("attested", "1", index)


@pytest.fixture
def stack(engine: Engine, world: World, tmp_path: Path) -> Stack:
    """A stack of which nothing can be made."""
    own = engine.with_environment(**client_environment(world.url))
    paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    home = Path(own.environment["PULUMI_HOME"])
    ensure_plugin(home, Plugin("aws", VERSION, executable(paths, "aws")), own.environment)
    world.client("logs").create_log_group(logGroupName="/hooked/taken")
    program = _PROGRAM.format(image=_attested(world), role=world.role("hooked-role"))
    folder = own.project("refused", program, _YAML)
    own.pulumi(folder, "stack", "init", "dev")
    return Stack(own, folder)


def test_what_aws_refuses_is_explained_where_anything_is_known(stack: Stack) -> None:
    """Cause and fix beside the provider's own words; where nothing is known, these alone."""
    said = stack.up().partition("\nDiagnostics:")[2]
    assert dict(_REPORT.findall(said)) == {
        "Function attested": "lambda.image_manifest",
        "LogGroup /hooked/taken": "lambda.already_exists",
    }
    assert "creating Lambda Alias (live): operation error" in said
    assert "why Alias" not in said
    assert "creating Lambda Function (attested): operation error" in said
    assert "could not be explained" not in said
    assert "retrying" not in said
    bundles = (stack.folder / ".shipshape" / "evidence" / "dev").glob("*/report.txt")
    assert len(list(bundles)) == 2
