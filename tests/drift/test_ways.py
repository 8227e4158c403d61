"""The ways out of a difference."""

from datetime import date
from typing import Any

import pytest
import yaml

from drift.exclusions import read_exclusions
from drift.model import Class, Desired, Difference, Item
from drift.ways import with_ways

TODAY = date(2026, 12, 1)
PLAIN = Desired({"metadata": {"name": "web"}})
OURS = Desired({"metadata": {"annotations": {"shipshape.dev/component": "KubernetesService/web"}}})
POD = ("spec", "template", "spec")
APP = (*POD, "containers", Item((("name", "app"),)))
IN_APP = "spec.template.spec.containers[name=app]"


def _found(path: str, steps: tuple[Any, ...], live: Any, kind: str = "Deployment") -> Difference:
    return Difference(f"{kind}/shop/web", path, Class.DRIFT, 1, live, steps=steps, reason="by hand")


@pytest.mark.parametrize(
    ("path", "steps", "live", "command"),
    [
        ("spec.replicas", ("spec", "replicas"), 5, "pulumi config set shipshape:replicas 5"),
        (
            f"{IN_APP}.resources.limits.memory",
            (*APP, "resources", "limits", "memory"),
            "2Gi",
            "pulumi config set shipshape:memory 2Gi",
        ),
        (
            f"{IN_APP}.resources.requests.cpu",
            (*APP, "resources", "requests", "cpu"),
            "250m",
            "pulumi config set shipshape:cpu 250m",
        ),
        (
            f"{IN_APP}.env[name=MODE].value",
            (*APP, "env", Item((("name", "MODE"),)), "value"),
            "it's fast",
            "pulumi config set --path 'shipshape:env.MODE' 'it'\\''s fast'",
        ),
        (
            f"{IN_APP}.env[name=EXTRA]",
            (*APP, "env", Item((("name", "EXTRA"),))),
            {"name": "EXTRA", "value": "1"},
            "pulumi config set --path 'shipshape:env.EXTRA' 1",
        ),
        (
            f"{IN_APP}.env[name=MODE]",
            (*APP, "env", Item((("name", "MODE"),))),
            None,
            "pulumi config rm --path 'shipshape:env.MODE'",
        ),
        (
            f"{IN_APP}.readinessProbe.periodSeconds",
            (*APP, "readinessProbe", "periodSeconds"),
            60,
            "pulumi config set --path 'shipshape:readinessProbe.period' 60",
        ),
        (
            'metadata.labels["example.com/team"]',
            ("metadata", "labels", "example.com/team"),
            "other",
            "pulumi config set --path 'shipshape:labels[\"example.com/team\"]' other",
        ),
        (
            "spec.template.spec.hostNetwork",
            (*POD, "hostNetwork"),
            True,
            "pulumi config set --path 'shipshape:podOverrides.hostNetwork' true",
        ),
    ],
)
def test_a_setting_of_our_components(
    path: str, steps: tuple[Any, ...], live: Any, command: str
) -> None:
    """What a component made is changed by its setting."""
    found = with_ways(_found(path, steps, live), OURS, TODAY)
    assert found.ways.adopt == command
    assert (
        found.suggestion
        == f"Take it back with `shipshape drift --revert`, or keep it: `{command}`."
    )


def test_lines_for_a_program_of_its_own() -> None:
    """What no setting makes is YAML with all that is around it."""
    steps = (*APP, "resources", "limits", "memory")
    found = with_ways(_found(f"{IN_APP}.resources.limits.memory", steps, "2Gi"), PLAIN, TODAY)
    assert yaml.safe_load(found.ways.adopt) == {
        "spec": {
            "template": {
                "spec": {
                    "containers": [{"name": "app", "resources": {"limits": {"memory": "2Gi"}}}]
                }
            }
        }
    }
    assert found.suggestion.endswith("keep it: declare the live value in the program.")


def test_what_is_gone_is_removed_from_the_program() -> None:
    """To keep a removal is to declare nothing there."""
    found = with_ways(_found("metadata.labels.a", ("metadata", "labels", "a"), None), PLAIN, TODAY)
    assert found.ways.adopt == "Remove metadata.labels.a from the program."
    assert found.suggestion.endswith("keep it: remove metadata.labels.a from the program.")


def test_secrets_are_not_written_out() -> None:
    """Neither in YAML nor in a command: the person is asked for the value."""
    steps = (*APP, "env", Item((("name", "API_TOKEN"),)), "value")
    found = Difference(
        "Deployment/shop/web",
        f"{IN_APP}.env[name=API_TOKEN].value",
        Class.DRIFT,
        "sha256:11111111",
        "sha256:22222222",
        steps=steps,
        masked=True,
    )
    component = with_ways(found, OURS, TODAY).ways.adopt
    assert component == "pulumi config set --secret --path 'shipshape:secrets.API_TOKEN'"
    assert "sha256" not in with_ways(found, PLAIN, TODAY).ways.adopt


def test_the_waiver_excuses_what_it_was_made_for() -> None:
    """Once its reason and its owner are filled in, or even before."""
    found = with_ways(_found("spec.replicas", ("spec", "replicas"), 5), PLAIN, TODAY)
    exclusions, faults = read_exclusions(yaml.safe_load(found.ways.ignore))
    assert faults == ()
    assert exclusions[0].covers(found)
    assert exclusions[0].expires == date(2026, 12, 31)
    assert not exclusions[0].covers(_found("spec.paused", ("spec", "paused"), True))


def test_whole_objects() -> None:
    """One that is missing is made again; one that nobody declares is declared or deleted."""
    missing = with_ways(Difference("Deployment/shop/web", "", Class.MISSING), PLAIN, TODAY)
    assert missing.suggestion == (
        "Make it again with `shipshape drift --revert`, or take it out of the program."
    )
    stray = with_ways(Difference("Deployment/shop/web", "", Class.UNMANAGED), None, TODAY)
    assert stray.ways.revert == "kubectl delete deployment web --namespace shop"


@pytest.mark.parametrize(
    "cls", [Class.OWNED_BY_OTHER, Class.INJECTED, Class.DEFAULTED, Class.EXCLUDED]
)
def test_what_does_not_fail_asks_for_nothing(cls: Class) -> None:
    """It says so, and offers no way to change it."""
    found = with_ways(Difference("Deployment/shop/web", "spec.replicas", cls), PLAIN, TODAY)
    assert found.suggestion.startswith("Nothing to do")
    assert found.ways.revert == found.ways.adopt == found.ways.ignore == ""
