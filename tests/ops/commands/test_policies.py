"""`shipshape up` and `preview` under the project's policies, with the real engine."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.engine_fixture import Engine
from tests.ops.shipshape import shipshape
from tests.policies.pack.asking import ROOT, require_pack

pytestmark = pytest.mark.engine

FINE = "import pulumi\npulumi.export('greeting', 'hello')\n"
NAIVE = """
import pulumi
from pulumi.dynamic import CreateResult, Resource, ResourceProvider
class Touching(ResourceProvider):
    def create(self, props):
        import pathlib
        pathlib.Path(props["file"]).touch()
        return CreateResult("touched", {**props})
class Touched(Resource):
    def __init__(self, name, file):
        super().__init__(Touching(), name, {"file": file, "password": "not-a-real-one"})
Touched("touched", pulumi.Config().require("file"))
"""
REFUSED = (
    "shipshape: the policies refused it; the lines above name each finding and what to change, "
    "docs/reference/policies.md explains the rules\n"
)


@pytest.fixture
def project(engine: Engine) -> Path:
    """A project with the pack in its folder."""
    require_pack()
    folder = engine.project("service", FINE)
    (folder / "policies").symlink_to(ROOT / "policies")
    return folder


def run(engine: Engine, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project."""
    return shipshape(project, *arguments, environment=engine.environment)


def test_what_the_state_holds_is_part_of_the_result(engine: Engine, project: Path) -> None:
    """Nothing found: in the text, and in the document."""
    first = run(engine, project, "up")
    assert first.returncode == 0, first.stderr
    assert "\npolicy  no findings\n" in first.stdout
    second = run(engine, project, "up", "--output", "json")
    document = json.loads(second.stdout)
    assert document["policies"] == []
    assert list(document["seconds"]) == ["prepare", "policies", "drift", "update"]


def test_a_finding_ends_it_before_anything_is_touched(engine: Engine, project: Path) -> None:
    """With exit code 1 and one sentence; without the policies it goes through."""
    file = project / "touched"
    (project / "__main__.py").write_text(NAIVE)
    (project / "Pulumi.dev.yaml").write_text(f"config:\n  service:file: {file}\n")
    for command in ("preview", "up"):
        done = run(engine, project, command)
        assert done.returncode == 1
        assert done.stderr.endswith(REFUSED)
        assert "secret-not-marked" in done.stdout
        assert "not-a-real-one" not in done.stdout
    assert not file.exists()
    assert run(engine, project, "up", "--no-policies").returncode == 0
    assert file.exists()


def test_the_stacks_choice_holds_in_every_pass(engine: Engine, project: Path) -> None:
    """The preview and the update are told of it; for the state it is read from the stack's file."""
    (project / "__main__.py").write_text(NAIVE)
    quiet = "  policies:levels:\n    secret-not-marked: disabled\n"
    (project / "Pulumi.dev.yaml").write_text(
        f"config:\n  service:file: {project / 'touched'}\n{quiet}"
    )
    done = run(engine, project, "up")
    assert done.returncode == 0, done.stderr
    assert "\npolicy  no findings\n" in done.stdout


def test_a_pack_without_its_environment_is_no_silent_pass(engine: Engine, project: Path) -> None:
    """Could not look, and the way out."""
    (project / "policies").unlink()
    (project / "policies").mkdir()
    (project / "policies" / "PulumiPolicy.yaml").write_text("runtime: python\n")
    done = run(engine, project, "preview")
    sentence = (
        f"shipshape: the policies in {project}/policies have no environment: run `make policies` "
        "or, there, `pulumi install`; --no-policies goes on without them\n"
    )
    assert (done.returncode, done.stderr) == (3, sentence)
