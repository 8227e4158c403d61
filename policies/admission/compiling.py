"""From rules and expressions to the API server's own objects. Pure."""

import json
from collections.abc import Iterable, Mapping
from string import Template
from typing import Any

from ..rules.model import Profile, Rule
from .expression import Expression, Over

Document = dict[str, Any]

LABEL = "shipshape.dev/{}"
"""A namespace's label that puts a profile in force there; `enforce` refuses, `warn` tells."""

ACTIONS = {"enforce": ["Deny"], "warn": ["Warn", "Audit"]}

_GROUPS = {
    ("", "v1"): (
        "Pod",
        "ReplicationController",
        "Service",
        "Secret",
        "ServiceAccount",
        "ConfigMap",
        "PersistentVolumeClaim",
    ),
    ("apps", "v1"): ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
    ("batch", "v1"): ("Job", "CronJob"),
    ("networking.k8s.io", "v1"): ("Ingress", "NetworkPolicy"),
    ("rbac.authorization.k8s.io", "v1"): ("Role", "RoleBinding"),
    ("policy", "v1"): ("PodDisruptionBudget",),
    ("autoscaling", "v2"): ("HorizontalPodAutoscaler",),
}
_PLURALS = {"Ingress": "ingresses", "NetworkPolicy": "networkpolicies"}
_SPEC = (
    'object.kind == "Pod" ? object.spec : object.kind == "CronJob"'
    " ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec"
)
_META = (
    'object.kind == "Pod" ? object.metadata : object.kind == "CronJob"'
    " ? object.spec.jobTemplate.spec.template.?metadata.orValue({})"
    " : object.spec.template.?metadata.orValue({})"
)
_SIDECARS = (
    'variables.spec.?initContainers.orValue([]).filter(c, c.?restartPolicy.orValue("") == "Always")'
)
_EVERY = (
    "variables.spec.containers + variables.spec.?initContainers.orValue([])"
    " + variables.spec.?ephemeralContainers.orValue([])"
)
# What a controller made was judged where it was written: in the controller's template.
_MADE = "!object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false))"


def policy(rule: Rule, expression: Expression, settings: Mapping[str, Any]) -> Document:
    """The ValidatingAdmissionPolicy of a rule, with these settings over its own."""
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {"name": name(rule), "labels": _labels(rule)},
        "spec": {
            "failurePolicy": "Fail",
            "matchConstraints": {"resourceRules": _resources(expression.kinds)},
            "matchConditions": [{"name": "not-made-by-a-controller", "expression": _MADE}],
            "variables": _variables(expression),
            "validations": [
                {
                    "expression": whole(expression, {**rule.settings, **settings}),
                    "message": message(rule),
                    "reason": "Forbidden",
                }
            ],
        },
    }


def bindings(rule: Rule) -> list[Document]:
    """The rule's bindings, by what the label of its profile on a namespace asks for."""
    return [
        binding(rule, f"{name(rule)}-{asked}", actions, labelled(rule, asked))
        for asked, actions in ACTIONS.items()
    ]


def labelled(rule: Rule, asked: str) -> Document:
    """What selects the namespaces that ask this of a rule; optional ones follow the baseline."""
    profile = Profile.BASELINE if rule.profile is Profile.OPTIONAL else rule.profile
    return {"namespaceSelector": {"matchLabels": {LABEL.format(profile): asked}}}


def binding(rule: Rule, called: str, actions: list[str], match: Mapping[str, Any]) -> Document:
    """One binding of a rule's policy to what `match` selects."""
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicyBinding",
        "metadata": {"name": called, "labels": _labels(rule)},
        "spec": {
            "policyName": name(rule),
            "validationActions": actions,
            "matchResources": dict(match),
        },
    }


def name(rule: Rule) -> str:
    """What a rule's policy is called."""
    return f"shipshape-{rule.id}"


def message(rule: Rule) -> str:
    """What the API server says: the rule, what it wants, and what to change."""
    return f"{rule.id}: this rule is broken: {rule.title}. {rule.remediation}"


def whole(expression: Expression, settings: Mapping[str, Any]) -> str:
    """The expression over the whole object, with the settings written in."""
    values = {key: json.dumps(_plain(value)) for key, value in settings.items()}
    cel = Template(expression.cel).safe_substitute(values) if "$" in expression.cel else ""
    cel = cel or expression.cel
    if expression.over is Over.EVERY:
        cel = f"variables.every.all(c, {cel})"
    elif expression.over is Over.LASTING:
        cel = f"variables.lasting.all(c, {cel})"
    if expression.linux:
        return f'variables.spec.?os.?name.orValue("linux") == "windows" || ({cel})'
    return cel


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | frozenset | set) else value


def _labels(rule: Rule) -> dict[str, str]:
    return {
        "app.kubernetes.io/part-of": "shipshape",
        "shipshape.dev/profile": str(rule.profile),
    }


def _variables(expression: Expression) -> list[dict[str, str]]:
    if expression.over is Over.OBJECT:
        return []
    return [
        {"name": "spec", "expression": _SPEC},
        {"name": "meta", "expression": _META},
        {"name": "every", "expression": _EVERY},
        {"name": "lasting", "expression": f"variables.spec.containers + {_SIDECARS}"},
    ]


def _resources(kinds: Iterable[str]) -> list[Document]:
    wanted = set(kinds)
    return [
        {
            "apiGroups": [group],
            "apiVersions": [version],
            "operations": ["CREATE", "UPDATE"],
            "resources": [_plural(kind) for kind in members if kind in wanted],
        }
        for (group, version), members in _GROUPS.items()
        if wanted & set(members)
    ]


def _plural(kind: str) -> str:
    return _PLURALS.get(kind, f"{kind.lower()}s")
