"""Bad settings under the real engine: one sentence, an exit code, and the state as it was."""

import json
from pathlib import Path

import pytest

from tests.engine_fixture import Engine

pytestmark = pytest.mark.engine

ROOT = Path(__file__).parents[1]
GOOD = {"platform": "linux/amd64", "registry": "localhost:5001"}


@pytest.fixture
def stack(engine: Engine) -> Engine:
    """A stack of the program's on a backend of the test's own."""
    engine.pulumi(ROOT, "stack", "init", "refused")
    (ROOT / "Pulumi.refused.yaml").unlink(missing_ok=True)
    return engine


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"repilcas": "3"},
            "shipshape:repilcas is not a setting; did you mean shipshape:replicas?",
        ),
        (
            {"memory": "-5Mi"},
            'shipshape:memory: "-5Mi" is not a Kubernetes quantity; use e.g. 512Mi',
        ),
        (
            {"grace": "30"},
            (
                "shipshape:grace (30 s) is below shipshape:preStop (10 s) plus "
                "shipshape:longestStream (60 s): a rolling update would cut running streams; "
                "use at least 70, or leave shipshape:grace out"
            ),
        ),
        (
            {"startupBudget": "600", "progressDeadline": "300"},
            (
                "shipshape:startupBudget (600 s) must be below shipshape:progressDeadline (300 s): "
                "Kubernetes would call a rollout failed while a pod may still be starting"
            ),
        ),
        (
            {"providers": '["openai"]'},
            (
                "shipshape:openaiApiKey is missing; set it with: "
                "pulumi config set --secret shipshape:openaiApiKey"
            ),
        ),
    ],
    ids=["unknown", "negative", "grace", "deadline", "key"],
)
def test_a_bad_setting_is_one_sentence(
    stack: Engine, tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    """Located, with the way out; no traceback, no second error, nothing in the state."""
    file = tmp_path / "Pulumi.refused.yaml"
    lines = [f"  shipshape:{name}: {value}" for name, value in {**GOOD, **settings}.items()]
    file.write_text("config:\n" + "\n".join(lines) + "\n")
    before = state(stack)
    ended = stack.pulumi(
        ROOT, "up", "--yes", "--skip-preview", "--stack", "refused", "--config-file", str(file),
        check=False,
    )  # fmt: skip
    diagnostics = ended.stdout.split("Diagnostics:")[1].split("Resources:")[0]
    errors = [line.strip() for line in diagnostics.splitlines() if "error:" in line]
    assert errors == [f"error: {sentence} (Pulumi.refused.yaml)"]
    assert "Traceback" not in ended.stdout + ended.stderr
    assert ended.returncode != 0
    assert state(stack) == before


def state(stack: Engine) -> list[str]:
    """The types of the resources in the stack's state, but the stack itself."""
    told = stack.pulumi(ROOT, "stack", "export", "--stack", "refused").stdout
    resources = json.loads(told)["deployment"].get("resources", [])
    return [one["type"] for one in resources if one["type"] != "pulumi:pulumi:Stack"]
