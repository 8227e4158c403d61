"""`shipshape drift` over a real stack and a real API server. One stack, told in order."""

import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cluster.drifting import Drifting
from tests.cluster.kubectl import Kubectl, Object
from tests.drift.foreign_changes import CHANGES, Change, declared

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

SCALED = Change("autoscaled", (), "spec.replicas", "kube-controller-manager", "owned-by-other")
KINDS = "deployments,secrets,configmaps,services,roles,rolebindings,horizontalpodautoscalers"
INJECTED = "example.com/injected"
FAILING = ("drift", "missing")


def _objects() -> list[Object]:
    autoscaled = declared(SCALED)
    autoscaled["spec"] = {**autoscaled["spec"], "replicas": 1}
    return [autoscaled, *map(declared, CHANGES)]


@pytest.fixture(scope="module")
def stack(
    cluster: None,  # noqa: ARG001  # a skip without a cluster
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Drifting]:
    """A stack of an object for each change, made under a policy that adds to what is created."""
    name = f"test-{secrets.token_hex(4)}"
    made = Drifting(tmp_path_factory.mktemp(name), name)
    here = Kubectl(name)
    for one in _policy(name):
        here("apply", "-f", "-", stdin=json.dumps(one))
    try:
        made.create(_objects())
        yield made
        made.destroy()
    finally:
        here("delete", "namespace", name, "--ignore-not-found", "--wait=false")
        for one in _policy(name):
            here("delete", "-f", "-", "--ignore-not-found", stdin=json.dumps(one))


def _policy(space: str) -> list[Object]:
    """A mutating admission policy that labels all that is created in a namespace."""
    kinds = [
        {"apiGroups": [group], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["*"]}
        for group in ("", "apps", "rbac.authorization.k8s.io")
    ]
    label = f'Object{{metadata: Object.metadata{{labels: {{"{INJECTED}": "yes"}}}}}}'
    api, name = "admissionregistration.k8s.io/v1", f"{space}-injector"
    spec = {
        "matchConstraints": {
            "resourceRules": kinds,
            "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": space}},
        },
        "failurePolicy": "Fail",
        "reinvocationPolicy": "Never",
        "mutations": [
            {"patchType": "ApplyConfiguration", "applyConfiguration": {"expression": label}}
        ],
    }
    policy = {"apiVersion": api, "kind": "MutatingAdmissionPolicy", "metadata": {"name": name}}
    binding = {**policy, "kind": "MutatingAdmissionPolicyBinding"}
    return [{**policy, "spec": spec}, {**binding, "spec": {"policyName": name}}]


def _told(report: dict[str, Any], *classes: str) -> set[tuple[str, str, str, str]]:
    return {
        (one["object"].rpartition("/")[2], one["path"], one["class"], one["manager"] or "")
        for one in report["differences"]
        if one["class"] in classes
    }


def test_no_difference_after_up(stack: Drifting) -> None:
    """What admission added is told apart, and fails nothing."""
    code, report = stack.report()
    assert (code, report["unread"], report["faults"]) == (0, [], [])
    assert report["summary"].keys() == {"injected"}
    assert {one["path"] for one in report["differences"]} == {f'metadata.labels["{INJECTED}"]'}
    assert report["compared"] == len(CHANGES) + 2


def test_an_autoscaler_in_its_range_and_a_scale_outside(stack: Drifting) -> None:
    """The controller's own number is nobody's drift; a hand's beyond the range is."""
    kubectl = Kubectl(stack.name)
    kubectl("autoscale", "deployment", SCALED.name, "--min=2", "--max=3", "--cpu=80%")
    kubectl.wait(
        "the autoscaler sets its minimum",
        lambda: kubectl.get("deployment", SCALED.name)["spec"]["replicas"] == 2,
    )
    code, report = stack.report()
    assert (code, _told(report, "drift", "owned-by-other")) == (
        0,
        {(SCALED.name, SCALED.path, SCALED.cls, "kube-controller-manager")},
    )
    # The controller takes back what is beyond its range within seconds: one look is a file.
    kubectl("scale", "deployment", SCALED.name, "--replicas=9")
    _, report = _offline(stack, kubectl)
    assert _told(report, *FAILING) == {(SCALED.name, SCALED.path, "drift", "kubectl-scale")}
    kubectl("scale", "deployment", SCALED.name, "--replicas=2")


def test_a_second_manager_of_other_fields(stack: Drifting) -> None:
    """Whoever applies fields that we don't declare is left alone."""
    kubectl = Kubectl(stack.name)
    metadata = {"name": "label", "annotations": {"example.com/cost": "7"}}
    other = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata}
    kubectl("apply", "--server-side", "--field-manager=other", "-f", "-", stdin=json.dumps(other))
    code, report = stack.report()
    assert (code, _told(report, *FAILING)) == (0, set())


def test_each_foreign_change_is_named_and_taken_back(stack: Drifting) -> None:
    """All of them in one run; offline as well; then reverted, and the engine finds it as it was."""
    kubectl = Kubectl(stack.name)
    for change in CHANGES:
        for command in change.commands:
            kubectl(*(part.replace("{}", f"{change.kind}/{change.name}") for part in command))

    code, report = stack.report()
    wanted = {(one.name, one.path, one.cls, one.manager) for one in CHANGES}
    failing = {one for one in wanted if one[2] in FAILING}
    assert (code, report["unread"], report["faults"]) == (1, [], [])
    assert _told(report, *FAILING) == failing
    assert wanted <= _told(report, *FAILING, "owned-by-other")
    assert stack.drift().returncode == 1
    assert stack.drift("--output", "patch").returncode == 1

    code, offline = _offline(stack, kubectl)
    assert (code, _told(offline, *FAILING)) == (1, failing)

    _waive_one(stack, report)

    reverted = stack.drift("--revert", "--yes")
    assert reverted.returncode == 0, reverted.stderr
    code, report = stack.report()
    assert (code, _told(report, *FAILING)) == (0, set())
    said = stack.up().partition("Resources:")[2]
    assert "unchanged" in said
    assert not [word for word in ("updated", "created", "replaced", "deleted") if word in said]


def test_what_was_put_back_is_the_programs_again(stack: Drifting) -> None:
    """The next change by the program meets no other owner."""
    # The autoscaler keeps its field: a program that names it, too, has to leave it first.
    autoscaled, *rest = _objects()
    changed = [autoscaled, *json.loads(json.dumps(rest).replace("fast", "slow"))]
    for one in changed[1:]:
        if one["kind"] == "Deployment":
            one["spec"]["template"]["spec"]["containers"][0]["image"] = "web:3"
    stack.declare(changed)
    code, report = stack.report("--program")
    assert code == 1
    assert {one["reason"] for one in report["differences"] if one["class"] == "drift"} == {
        "what is declared has not been applied"
    }
    stack.up()
    assert stack.report("--program")[0] == 0


def _waive_one(stack: Drifting, report: dict[str, Any]) -> None:
    """The waiver that a report proposes excuses its difference, and no other."""
    [one] = [
        one
        for one in report["differences"]
        if one["path"] == "spec.replicas" and one["class"] == "drift"
    ]
    waivers = stack.folder / "waivers.yaml"
    waivers.write_text(f"waivers:\n{one['ways']['ignore']}\n")
    _, waived = stack.report()
    assert ("scale", "spec.replicas", "excluded", "kubectl-scale") in _told(waived, "excluded")
    assert _told(waived, *FAILING) == {
        each for each in _told(report, *FAILING) if each[0] != "scale"
    }
    waivers.unlink()


def _offline(stack: Drifting, kubectl: Kubectl) -> tuple[int, dict[str, Any]]:
    """The same objects from two files."""
    items = [
        {**one, "metadata": {**one["metadata"], "namespace": stack.name}} for one in _objects()
    ]
    rendered = {"apiVersion": "v1", "kind": "List", "items": items}
    (stack.folder / "rendered.json").write_text(json.dumps(rendered))
    live = kubectl("get", KINDS, "-o", "yaml", "--show-managed-fields")
    (stack.folder / "live.yaml").write_text(live)
    return stack.report("--desired", "rendered.json", "--live", "live.yaml")
