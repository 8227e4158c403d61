"""An autoscaler, an admission policy and a second manager at work: no drift, on a real cluster."""

import json
from datetime import UTC, datetime
from typing import Any

import jsonpatch
import pytest

from drift.compare import compare
from drift.context import Context
from drift.model import Class, Desired, Report
from drift.pairing import key_of, pair
from drift.patch import revert
from tests.cluster.kubectl import Kubectl
from tests.drift.foreign_changes import OURS, Change, declared

pytestmark = pytest.mark.cluster


def _deployment(kubectl: Kubectl, name: str) -> dict[str, Any]:
    one = declared(Change(name, (), "", ""))
    return {**one, "metadata": {**one["metadata"], "namespace": kubectl.namespace}}


def _up(kubectl: Kubectl, object_: dict[str, Any]) -> None:
    options = ("--server-side", f"--field-manager={OURS}", "-f", "-")
    kubectl("apply", *options, stdin=json.dumps(object_))


def _live(kubectl: Kubectl) -> list[dict[str, Any]]:
    kinds = "deployment,horizontalpodautoscaler"
    found: list[dict[str, Any]] = json.loads(
        kubectl("get", kinds, "-o", "json", "--show-managed-fields")
    )["items"]
    return found


def _report(kubectl: Kubectl, object_: dict[str, Any]) -> Report:
    desired = [Desired(object_, last=object_)]
    return compare(desired, pair(desired, _live(kubectl)), Context(now=datetime.now(UTC)))


def test_an_autoscaler_moves_replicas(kubectl: Kubectl) -> None:
    """In its range it is the autoscaler's number; beyond it somebody's."""
    web = _deployment(kubectl, "web")
    web["spec"]["replicas"] = 1
    web["spec"]["template"]["spec"]["nodeSelector"] = {"nowhere": "yes"}
    _up(kubectl, web)
    kubectl("autoscale", "deployment/web", "--min=3", "--max=5", "--cpu=50%")
    kubectl.wait(
        "the autoscaler at its minimum",
        lambda: kubectl.get("deployment", "web")["spec"]["replicas"] == 3,
    )
    (found,) = _report(kubectl, web).differences
    assert (found.path, found.cls, found.desired, found.live) == (
        "spec.replicas",
        Class.OWNED_BY_OTHER,
        1,
        3,
    )
    assert found.manager == "kube-controller-manager"
    kubectl("delete", "hpa", "web")
    (found,) = _report(kubectl, web).differences
    assert found.cls is Class.DRIFT


_POLICY = """
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: {name: NAME}
spec:
  reinvocationPolicy: Never
  matchConstraints:
    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAME}}
    resourceRules:
    - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}
  mutations:
  - patchType: ApplyConfiguration
    applyConfiguration:
      expression: >-
        Object{
          metadata: Object.metadata{labels: {"cost": "shared"}},
          spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{
            terminationGracePeriodSeconds: 45,
            containers: [
              Object.spec.template.spec.containers{name: "mesh", image: "mesh:1"},
              Object.spec.template.spec.containers{name: "app", imagePullPolicy: "Always"}
            ]}}}}
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata: {name: NAME}
spec: {policyName: NAME}
"""


def test_an_admission_policy_changes_what_we_apply(kubectl: Kubectl) -> None:
    """What it adds and rewrites is injected: after a second update and a foreign one, too."""
    text = _POLICY.replace("NAME", kubectl.namespace)
    kubectl("apply", "-f", "-", stdin=text)
    try:
        web = _deployment(kubectl, "web")
        web["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] = 30

        def is_injected() -> bool:
            _up(kubectl, web)
            return "cost" in kubectl.get("deployment", "web")["metadata"]["labels"]

        kubectl.wait("the policy in force", is_injected)
        app = "spec.template.spec.containers[name=app].imagePullPolicy"
        injected = {
            ("metadata.labels.cost", Class.INJECTED),
            ("spec.template.spec.containers[name=mesh]", Class.INJECTED),
            ("spec.template.spec.terminationGracePeriodSeconds", Class.INJECTED),
            (app, Class.INJECTED),
        }
        assert {(one.path, one.cls) for one in _report(kubectl, web).differences} == injected
        _up(kubectl, web)
        kubectl("annotate", "--field-manager=platform", "deployment/web", "example.com/tier=gold")
        second = ('metadata.annotations["example.com/tier"]', Class.OWNED_BY_OTHER)
        assert {(one.path, one.cls) for one in _report(kubectl, web).differences} == injected | {
            second
        }
    finally:
        kubectl("delete", "-f", "-", stdin=text)


def test_a_patch_takes_changes_back_on_the_server(kubectl: Kubectl) -> None:
    """Kubectl applies it; then nothing differs but what nobody asked to take back."""
    web = _deployment(kubectl, "web")
    _up(kubectl, web)
    kubectl("set", "env", "deployment/web", "MODE=debug", "EXTRA=1")
    kubectl("label", "deployment/web", "team-", "cost=42")
    kubectl("set", "resources", "deployment/web", "--limits=cpu=2")
    desired = Desired(web, last=web)
    key = key_of(web)
    assert key is not None
    live = pair([desired], _live(kubectl))
    there = live[key]
    assert there is not None
    report = compare([desired], live, Context(now=datetime.now(UTC)))
    assert report.summary == {"drift": 5}
    patch = revert(desired, there, report.differences)
    jsonpatch.apply_patch(there, list(patch.operations))
    operations = json.dumps(patch.operations)
    kubectl("patch", "deployment/web", "--type=json", f"--patch={operations}")
    assert _report(kubectl, web).differences == ()
