"""The ledger as a resource: what the state keeps over many updates."""

import base64
import json
import sys
from typing import Any

import pytest
from pulumi.dynamic.dynamic import serialize_provider

from gate.ledger_provider import LedgerProvider
from tests.engine_fixture import Engine

_YAML = f"""runtime:
  name: python
  options:
    virtualenv: {sys.prefix}
"""
_PROGRAM = """
import pulumi
from gate import ReleaseLedger

made = ReleaseLedger(
    "releases",
    {{"service": "chat", "digest": "chat@sha256:{image}", "config": "{config}",
      "version": "{version}", "depth": 2}},
)
pulumi.export("releases", made.releases)
"""


def _props(version: str, **more: Any) -> dict[str, Any]:
    digest = f"chat@sha256:{version}"
    return {"service": "chat", "digest": digest, "config": "c", "version": version, **more}


def test_what_is_another_release() -> None:
    """Any input; the past is none, and a number of the state's is a float."""
    provider = LedgerProvider()
    known = _props("1", depth=10.0, releases=[{"version": "1"}])
    assert provider.diff("id", known, _props("1", depth=10, releases=None)).changes is False
    for name in ("service", "place", "digest", "config", "version", "depth"):
        assert provider.diff("id", known, {**known, name: "other"}).changes is True


def test_releases_that_the_state_has_lost() -> None:
    """An update begins anew; what lies there and is no release is left out."""
    for olds in (_props("1"), _props("1", releases="text"), _props("1", releases=[None, {"a": 1}])):
        outs = LedgerProvider().update("id", olds, _props("2")).outs
        assert outs is not None
        assert [one["version"] for one in outs["releases"]] == ["2"]


def test_pain_33_a_ledger_of_another_place_is_forgotten() -> None:
    """Another target, another region: a version 1 there is not the one that was written down."""
    kept = LedgerProvider().create(_props("1", place="arn:b:chat", config="old")).outs
    assert kept is not None
    for place, versions in (("arn:a:chat", ["1"]), ("arn:b:chat", ["2", "1"])):
        news = _props("1" if len(versions) == 1 else "2", place=place)
        outs = LedgerProvider().update("id", kept, news).outs
        assert outs is not None
        assert [one["version"] for one in outs["releases"]] == versions
        assert outs["releases"][0]["config"] == "c"


def test_the_provider_is_kept_by_name() -> None:
    """The same bytes on every run and every machine."""
    content = base64.b64decode(serialize_provider(LedgerProvider()))
    assert b"gate.ledger_provider" in content
    assert len(content) < 200


@pytest.mark.engine
def test_pain_33_releases_over_many_updates(engine: Engine) -> None:
    """Newest first; nothing to do where nothing changed; an older one as it was written down."""
    folder = engine.project("kept", "", _YAML)
    engine.pulumi(folder, "stack", "init", "dev")

    def up(image: str, version: str, *more: str) -> list[tuple[str, str]]:
        text = _PROGRAM.format(image=image, version=version, config=f"config-{image}")
        (folder / "__main__.py").write_text(text)
        engine.pulumi(folder, "up", "--yes", "--skip-preview", *more)
        told = json.loads(engine.pulumi(folder, "stack", "output", "--json").stdout)
        return [(one["version"], one["digest"][-1]) for one in told["releases"]]

    assert up("a", "1") == [("1", "a")]
    assert up("b", "2") == [("2", "b"), ("1", "a")]
    assert up("b", "2", "--expect-no-changes") == [("2", "b"), ("1", "a")]
    assert up("c", "1") == [("1", "a"), ("2", "b")]
    assert up("c", "3") == [("3", "c"), ("1", "a")]
