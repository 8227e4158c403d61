"""`shipshape up` over somebody's change: it is not undone without a word. One stack, in order."""

import secrets
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from drift.context import Context
from ops.drift.foreign import inspected
from ops.drift.recorded import place_of, record
from ops.drift.running import compare_stack
from ops.drift.stack import read_state
from tests.cluster.drifting import Drifting
from tests.cluster.kubectl import Kubectl, Object
from tests.cluster.program import REPOSITORY
from tests.ops.shipshape import shipshape
from tests.policies.pack.asking import require_pack

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

UNDONE = (
    "shipshape: the update would undo what somebody changed past the program; `shipshape drift` "
    "has the ways out, and --overwrite-drift goes on\n"
)
WAIVER = """\
- rule: drift
  match: {kind: ConfigMap, name: prompts, path: data.tone}
  reason: Calmer until the release.
  owner: team-chat
  expires: 2999-01-01
"""


def settings(name: str, **data: str) -> Object:
    """A ConfigMap."""
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": name, "annotations": {}},
        "data": data,
    }


def up(stack: Drifting, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`shipshape up`, under the pack."""
    environment = stack.environment()
    return shipshape(stack.folder, "up", "--stack", stack.name, *arguments, environment=environment)


@pytest.fixture(scope="module")
def stack(
    cluster: None,  # noqa: ARG001  # a skip without a cluster
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Drifting, Kubectl]]:
    """Two ConfigMaps, one of which somebody changes by hand."""
    require_pack()
    name = f"test-{secrets.token_hex(4)}"
    made = Drifting(tmp_path_factory.mktemp(name), name)
    (made.folder / "policies").symlink_to(REPOSITORY / "policies")
    here = Kubectl(name)
    try:
        made.create([settings("prompts", tone="warm"), settings("limits", tokens="100")])
        here("patch", "configmap", "prompts", "-p", '{"data": {"tone": "calm"}}')
        yield made, here
        made.destroy()
    finally:
        here("delete", "namespace", name, "--ignore-not-found", "--wait=false")


def test_an_update_of_something_else_goes_through(stack: tuple[Drifting, Kubectl]) -> None:
    """The engine does not touch what it believes to be the same: nothing would be undone."""
    made, here = stack
    made.declare([settings("prompts", tone="warm"), settings("limits", tokens="200")])
    done = up(made)
    assert done.returncode == 0, done.stderr
    assert "undo" not in done.stderr
    assert here.get("configmap", "prompts")["data"] == {"tone": "calm"}


def test_an_update_that_would_undo_it_is_stopped(stack: tuple[Drifting, Kubectl]) -> None:
    """With who did it, before anything is touched; a waiver goes on."""
    made, here = stack
    made.declare([settings("prompts", tone="warm", size="big"), settings("limits", tokens="300")])
    done = up(made)
    assert done.returncode == 1
    line, _, rest = done.stderr.partition("\n")
    assert line.startswith(
        f"drift: ConfigMap/{made.name}/prompts data.tone: warm declared, calm live, by kubectl"
    )
    assert rest == UNDONE
    assert here.get("configmap", "limits")["data"] == {"tokens": "200"}


def test_the_pack_stops_a_plain_update_after_an_inspection(
    stack: tuple[Drifting, Kubectl], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pulumi up` sees inputs only: what an inspection left tells it."""
    made, _ = stack
    for name, value in made.environment().items():
        monkeypatch.setenv(name, value)
    declared = read_state(made.folder, made.name)
    found = compare_stack(declared, Context(datetime.now(UTC)))
    record(made.folder, made.name, inspected(found, declared, datetime.now(UTC)))
    refused = subprocess.run(
        ["pulumi", "preview", "--stack", made.name, "--policy-pack", "policies"],
        cwd=made.folder,
        env=made.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "runtime-drift-marker" in refused.stdout
    assert "past the program: data.tone, by kubectl" in refused.stdout


def test_overwriting_is_asked_for(stack: tuple[Drifting, Kubectl]) -> None:
    """Then it is undone, told of, and what was recorded is settled."""
    made, here = stack
    done = up(made, "--overwrite-drift")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("drift: ConfigMap/")
    assert here.get("configmap", "prompts")["data"] == {"tone": "warm", "size": "big"}
    assert not place_of(made.folder, made.name).exists()


def test_a_waiver_goes_on(stack: tuple[Drifting, Kubectl]) -> None:
    """For that field: the update is no surprise to whoever wrote it."""
    made, here = stack
    here("patch", "configmap", "prompts", "-p", '{"data": {"tone": "terse"}}')
    (made.folder / "waivers.yaml").write_text(WAIVER)
    made.declare([settings("prompts", tone="warm", size="small"), settings("limits", tokens="300")])
    done = up(made)
    assert done.returncode == 0, done.stderr
    assert "drift:" not in done.stderr
