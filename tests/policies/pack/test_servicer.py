"""The analyzer in process: proxies, unknowns, secrets, levels, remediations."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.policies.pack.asking import ask, deployment, kubernetes, rules

PASSWORD = "not-a-real-password"
COMPONENT = "urn:pulumi:dev::service::shipshape:index:KubernetesService::reference"


def test_a_sound_resource_has_no_mandatory_finding() -> None:
    """The baseline is met; what several resources decide is left to the end."""
    answers = ask(deployment())
    mandatory = [one for one in answers["resources"]["api"] if one["level"] == "mandatory"]
    assert mandatory == []


def test_a_finding_names_the_place_the_component_and_the_argument() -> None:
    """The whole message, as the engine prints it below the policy's title."""
    made = {**deployment(image="ghcr.io/acme/api:latest"), "parent": COMPONENT}
    (found,) = [one for one in ask(made)["resources"]["api"] if one["policy"] == "images"]
    first, second = found["message"].split("\n")
    place = "(container app, spec.template.spec.containers[0].image)"
    assert first.startswith("[high] image-tag-not-latest: ")
    assert first.endswith(place)
    assert second.startswith("Change `image` of KubernetesService reference: ")


def test_an_unknown_never_passes_and_hides_nothing_else() -> None:
    """The image is not known: its rules are listed as undecided, the others have judged."""
    answers = ask(deployment(image={"$unknown": True}, livenessProbe=None))
    found = answers["resources"]["api"]
    assert [one for one in found if one["policy"] == "images"] == []
    assert "probe-liveness-required" in rules(found)
    (undecided,) = [one for one in answers["stack"] if "Not decided" in one["message"]]
    assert undecided["policy"] == "together-advice"
    assert undecided["urn"] == "api"
    place = "image-tag-not-latest (spec.template.spec.containers[0].image)"
    assert place in undecided["message"]


@pytest.mark.parametrize("path", ["spec", "metadata", "template"])
def test_a_whole_branch_may_be_unknown(path: str) -> None:
    """Nothing raises, and nothing passes unseen."""
    made = deployment()
    properties = made["properties"]
    target: dict[str, Any] = properties["spec"] if path == "template" else properties
    target[path] = {"$unknown": True}
    assert any("Not decided" in one["message"] for one in ask(made)["stack"])


def test_a_marked_secret_is_no_finding_and_an_unmarked_one_is() -> None:
    """Only the engine knows which is which: it marks them."""
    marked = kubernetes("Secret", "marked", stringData={"password": {"$secret": PASSWORD}})
    plain = kubernetes("Secret", "plain", stringData={"password": PASSWORD})
    found = ask(marked, plain)["resources"]
    assert "secret-not-marked" not in rules(found["marked"])
    assert "secret-not-marked" in rules(found["plain"])


def test_no_message_holds_a_secret() -> None:
    """Not even where a finding is about the very value."""
    env = [{"name": "API_TOKEN", "value": {"$secret": PASSWORD}}]
    image = {"$secret": f"{PASSWORD}:latest"}
    answers = ask(deployment(env=env, image=image))
    assert answers["resources"]["api"] != []
    assert PASSWORD not in str(answers["resources"])
    assert PASSWORD not in str(answers["stack"])


MALFORMED: list[Any] = [
    None,
    "text",
    7,
    [],
    {"template": "text"},
    {"template": {"spec": {"containers": "text"}}},
    {"template": {"spec": {"containers": [None, "text", {"env": 3, "ports": "x"}]}}},
    {"replicas": "many", "selector": [], "template": {"spec": []}},
]


@pytest.mark.parametrize("spec", MALFORMED)
def test_no_shape_ends_the_operation(spec: Any) -> None:
    """Whatever stands there, the servicer answers."""
    answers = ask(kubernetes("Deployment", "odd", "apps/v1", spec=spec), remediate=True)
    assert sorted(answers) == ["remediated", "resources", "stack"]


def test_advice_is_advice_and_a_chosen_profile_is_mandatory() -> None:
    """Restricted is advice in a development stack, until the stack asks for it."""
    made = deployment(livenessProbe=None)
    levels = []
    for config in (
        {},
        {"profiles": ["restricted"]},
        {"levels": {"probe-liveness-required": "disabled"}},
    ):
        found = ask(made, **config)["resources"]["api"]
        levels.append(
            [one["level"] for one in found if "probe-liveness-required" in one["message"]]
        )
    assert levels == [["advisory"], ["mandatory"], []]


def test_restricted_is_mandatory_in_production() -> None:
    """The stack named prod."""
    found = ask(deployment(livenessProbe=None), stack="prod")["resources"]["api"]
    assert [one["policy"] for one in found if "probe-liveness-required" in one["message"]] == [
        "probes"
    ]


def test_a_policy_has_the_level_that_is_configured_of_it() -> None:
    """Advisory, or off: then its rules are not asked, not even at the end."""
    made = deployment(image="ghcr.io/acme/api:latest", livenessProbe=None)
    scaler = kubernetes("HorizontalPodAutoscaler", "scaler", "autoscaling/v2", spec={})
    levels = {"images": {"level": "advisory"}, "probes": {"level": "disabled"}}
    found = ask(made, scaler, policies=levels)["resources"]["api"]
    assert {(one["policy"], one["level"]) for one in found} == {
        ("images", "advisory"),
        ("advice", "advisory"),
    }
    assert "probe-liveness-required" not in rules(found)
    off = {"advice": {"level": "disabled"}, "together-advice": {"level": "disabled"}}
    answers = ask(made, policies=off)
    assert {one["policy"] for one in answers["resources"]["api"]} == {"images"}
    assert answers["stack"] == []


def test_a_family_has_the_rules_that_are_configured_of_it() -> None:
    """Over the stack's own choice, and for no other family."""
    made = deployment(image="ghcr.io/acme/api:latest", livenessProbe=None)
    mine = {"images": {"levels": {"image-tag-not-latest": "disabled"}}}
    assert "image-tag-not-latest" not in rules(ask(made, policies=mine)["resources"]["api"])
    others = {"probes": {"levels": {"image-tag-not-latest": "disabled"}}}
    assert "image-tag-not-latest" in rules(ask(made, policies=others)["resources"]["api"])


def test_a_faulty_choice_is_told_and_the_rest_holds() -> None:
    """A rule that does not exist, in one sentence; the operation ends with it."""
    answers = ask(deployment(livenessProbe=None), levels={"probe-livenes": "disabled"})
    assert [one for one in answers["stack"] if one["level"] == "mandatory"] == [
        {
            "policy": "together",
            "level": "mandatory",
            "urn": "",
            "message": "policies:levels names probe-livenes, which is no rule: "
            "see docs/reference/policies.md",
        }
    ]
    assert "probe-liveness-required" in rules(answers["resources"]["api"])


def test_rules_across_resources_see_all_of_them() -> None:
    """An autoscaler without its target fails alone, and passes beside it."""
    scaler = kubernetes(
        "HorizontalPodAutoscaler",
        "scaler",
        "autoscaling/v2",
        spec={
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "api"},
            "minReplicas": 2,
            "maxReplicas": 4,
        },
    )
    target = deployment()
    del target["properties"]["spec"]["replicas"]
    alone, together = ask(scaler)["stack"], ask(scaler, target)["stack"]
    assert "hpa-dangling" in rules(alone)
    assert "hpa-dangling" not in rules(together)


def test_the_safe_remediations() -> None:
    """Asked for, they set what is not set; what is written and what is secret stays."""
    bare = kubernetes(
        "Pod",
        "bare",
        spec={
            "containers": [
                {"name": "a", "env": [{"name": "KEY", "value": {"$secret": PASSWORD}}]},
                {"name": "b", "securityContext": {"allowPrivilegeEscalation": True}},
            ]
        },
    )
    assert ask(bare)["remediated"]["bare"] == {}
    changed = ask(bare, remediate=True)["remediated"]["bare"]
    assert list(changed) == ["security", "accounts"]
    spec = changed["accounts"]["spec"]
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"] == {"seccompProfile": {"type": "RuntimeDefault"}}
    first, second = spec["containers"]
    assert first["securityContext"] == {"allowPrivilegeEscalation": False}
    assert first["env"][0]["value"]["value"] == PASSWORD
    assert second["securityContext"] == {"allowPrivilegeEscalation": True}


def test_a_remediation_of_what_is_not_known_yet_changes_nothing() -> None:
    """Neither a pod that is unknown nor one whose parts are, and the rest is still judged."""
    unknown = {"$unknown": True}
    pod = kubernetes("Pod", "pod", spec=unknown)
    parts = kubernetes(
        "Pod",
        "parts",
        spec={
            "containers": unknown,
            "securityContext": unknown,
            "automountServiceAccountToken": unknown,
        },
    )
    answers = ask(pod, parts, remediate=True)
    assert answers["remediated"] == {"pod": {}, "parts": {}}
    assert not [one for one in answers["stack"] if "could not judge" in one["message"]]


@pytest.mark.parametrize(("age", "found"), [(1, True), (30, False), (-1, False)])
def test_a_recorded_change_is_found(tmp_path: Path, age: int, found: bool) -> None:
    """Of the resource that was changed and no other, as long as the look is of today."""
    made = deployment()
    urn = f"urn:pulumi:dev::service::{made['type']}::api"
    change = {"urn": urn, "path": "spec.replicas", "manager": "kubectl-scale"}
    record = {
        "version": 1,
        "time": (datetime.now(UTC) - timedelta(hours=age)).isoformat(),
        "changes": [change, {**change, "path": "spec.paused"}],
    }
    folder = tmp_path / ".shipshape" / "drift"
    folder.mkdir(parents=True)
    (folder / "dev.json").write_text(json.dumps(record))
    answers = ask(made, deployment("other"), folder=tmp_path)
    said = [one["message"] for one in answers["resources"]["api"] if "runtime-drift" in str(one)]
    assert bool(said) == found
    assert all("past the program: spec.replicas, by kubectl-scale" in one for one in said)
    assert "runtime-drift-marker" not in rules(answers["resources"]["other"])
    assert [
        one
        for one in ask(made, folder=tmp_path, stack="prod")["resources"]["api"]
        if "runtime-drift" in str(one)
    ] == []


@pytest.mark.parametrize("text", ["", "[", "[]", "{}", '{"version": 1, "time": 3}', "\x00"])
def test_a_record_that_is_none_marks_nothing(tmp_path: Path, text: str) -> None:
    """And ends nothing."""
    folder = tmp_path / ".shipshape" / "drift"
    folder.mkdir(parents=True)
    (folder / "dev.json").write_text(text)
    answers = ask(deployment(), folder=tmp_path)
    assert "runtime-drift-marker" not in rules(answers["resources"]["api"])


def test_a_waived_finding_is_advice_and_says_who_accepts_it(tmp_path: Path) -> None:
    """Until it expires; a waiver that is not valid excuses nothing, and is named."""
    soon = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    waiver = {
        "rule": "image-tag-not-latest",
        "match": {"kind": "Deployment", "name": "ap*"},
        "reason": "a demonstration",
        "owner": "team-chat",
        "expires": soon,
    }
    made = deployment(image="ghcr.io/acme/api:latest")
    (tmp_path / "waivers.yaml").write_text(json.dumps([waiver, {**waiver, "owner": ""}]))
    answers = ask(made, folder=tmp_path)
    (found,) = [one for one in answers["resources"]["api"] if "not-latest" in one["message"]]
    assert (found["policy"], found["level"]) == ("advice", "advisory")
    assert found["message"].endswith(f"\nWaived until {soon} by team-chat: a demonstration")
    assert [one["message"] for one in answers["stack"] if one["level"] == "mandatory"] == [
        "waivers.yaml: waiver 2 is not valid: `shipshape check` says why"
    ]
    (tmp_path / "waivers.yaml").write_text(json.dumps([{**waiver, "expires": "2020-01-01"}]))
    (found,) = [
        one
        for one in ask(made, folder=tmp_path)["resources"]["api"]
        if "not-latest" in one["message"]
    ]
    assert found["level"] == "mandatory"
