"""Asking the engine what a stack declares, with an engine that answers what a test tells it to."""

import json
from pathlib import Path
from typing import Any

import pytest

from drift.model import Desired
from ops.drift.declared import Declared
from ops.drift.stack import read_program, read_state
from ops.exits import Exit, Stopped
from tests.ops.drift.test_declared import config_map, resource
from tests.ops.engine.test_values import SECRET, UNKNOWN

SECRET_DATA = {**SECRET, "plaintext": json.dumps({"TOKEN": "not-a-real-token"})}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose engine exports `state.json` and plans `plan.json`."""
    engine = tmp_path / "pulumi"
    engine.write_text(
        "#!/bin/sh\n"
        'echo "$@" >> said\n'
        'if [ "$1" = stack ]; then cat state.json; exit; fi\n'
        'test -f plan.json || { echo "error: no such program" >&2; exit 1; }\n'
        'for one; do case "$one" in --save-plan=*) cat plan.json > "${one#*=}";; esac; done\n'
    )
    engine.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def state(folder: Path, *resources: dict[str, Any]) -> None:
    """Let the engine export these."""
    (folder / "state.json").write_text(json.dumps({"deployment": {"resources": resources}}))


def plan(folder: Path, *resources: dict[str, Any], **steps: list[str]) -> None:
    """Let the engine plan these: their inputs are differences from the state's."""
    plans = {
        one["urn"]: {
            "goal": {
                "type": one["type"],
                "custom": True,
                "provider": "",
                "inputDiff": one["inputs"],
            },
            "steps": steps.get(one["urn"].rpartition("::")[2], ["same"]),
        }
        for one in resources
    }
    (folder / "plan.json").write_text(json.dumps({"resourcePlans": plans}))


def by_name(found: Declared) -> dict[str, Desired]:
    """What is declared, by the names of the objects."""
    return {one.object["metadata"]["name"]: one for each in found.clusters.values() for one in each}


def test_the_state_is_asked_with_its_secrets(folder: Path) -> None:
    """They stay in memory; nothing else is asked."""
    state(folder, config_map(), {"urn": 7}, config_map("keys"))
    assert by_name(read_state(folder, "dev")).keys() == {"web", "keys"}
    assert (folder / "said").read_text() == (
        "stack export --show-secrets --stack dev --non-interactive --color=never\n"
    )


def test_the_program_is_the_state_with_what_is_planned(folder: Path) -> None:
    """Unchanged, updated, replaced, new with a secret, taken out, and only read."""
    token = "kubernetes:core/v1:Secret"
    metadata = {"name": "keys", "namespace": "shop"}
    state(folder, config_map("same"), config_map("other"), config_map("anew"), config_map("out"))
    plan(
        folder,
        {**config_map("same"), "inputs": {}},
        {**config_map("other"), "inputs": {"updates": {"data": {"a": "c"}}, "deletes": {"x": 1}}},
        {**config_map("anew"), "inputs": {"adds": {"metadata": {"name": "anew"}, "data": {}}}},
        resource(token, "keys", {"adds": {"metadata": metadata, "data": SECRET_DATA}}),
        resource(token, "later", {"adds": {"metadata": {"name": "later"}, "data": UNKNOWN}}),
        {**config_map("out"), "inputs": {}},
        out=["delete"],
    )
    found = by_name(read_program(folder, "dev"))
    assert {name: one.object["data"] for name, one in found.items()} == {
        "same": {"a": "b"},
        "other": {"a": "c"},
        "anew": {},
        "keys": {"TOKEN": "not-a-real-token"},
        "later": UNKNOWN,
    }
    assert found["anew"].object["metadata"] == {"name": "anew"}
    assert {name: one.last and one.last["data"] for name, one in found.items()} == {
        "same": {"a": "b"},
        "other": {"a": "b"},
        "anew": {"a": "b"},
        "keys": None,
        "later": None,
    }


def test_a_plan_larger_than_a_pipe(folder: Path) -> None:
    """It is read while the engine writes it, and lies on no disk."""
    state(folder)
    large = {"adds": {"metadata": {"name": "large"}, "data": {"page": "x" * 3_000_000}}}
    plan(folder, {**config_map("large"), "inputs": large})
    assert len(by_name(read_program(folder, "dev"))["large"].object["data"]["page"]) == 3_000_000


@pytest.mark.parametrize("answer", ["", "7", "{", "[]"])
def test_an_answer_that_is_none(folder: Path, answer: str) -> None:
    """A sentence with what the engine said first."""
    (folder / "state.json").write_text(answer)
    with pytest.raises(Stopped) as stopped:
        read_state(folder, "dev")
    said = answer or "it gave no reason"
    assert stopped.value.sentence == f"`pulumi stack export` failed: {said}"
    assert stopped.value.code is Exit.COULD_NOT_LOOK


def test_a_program_that_fails(folder: Path) -> None:
    """The engine's own reason."""
    state(folder)
    with pytest.raises(Stopped, match="`pulumi preview` failed: error: no such program"):
        read_program(folder, "dev")


def test_no_engine(folder: Path) -> None:
    """The way out is named."""
    (folder / "pulumi").unlink()
    with pytest.raises(Stopped, match="there is no `pulumi` on PATH: `make up` brings one"):
        read_state(folder, "dev")
