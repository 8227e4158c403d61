"""The compiled rules as documents: whole, complete, and explained where they are missing."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from ops.commands.admission import command
from ops.exits import Exit, Stopped
from policies.admission.compiling import bindings, policy
from policies.admission.documents import PROFILES, documents, manifest
from policies.admission.expression import Expression, Over, compiled, expressions
from policies.admission.gatekeeper import templates
from policies.admission.reference import reference
from policies.admission.uncompiled import reason, reasoned
from policies.rules import registered

ROOT = Path(__file__).resolve().parents[3]


def test_one_policy_whole() -> None:
    """A rule on an object of one kind, with its setting written in."""
    rule = registered()["service-type"]
    assert policy(
        rule, expressions()["service-type"], {"forbidden": ["NodePort", "LoadBalancer"]}
    ) == {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {
            "name": "shipshape-service-type",
            "labels": {
                "app.kubernetes.io/part-of": "shipshape",
                "shipshape.dev/profile": "restricted",
            },
        },
        "spec": {
            "failurePolicy": "Fail",
            "matchConstraints": {
                "resourceRules": [
                    {
                        "apiGroups": [""],
                        "apiVersions": ["v1"],
                        "operations": ["CREATE", "UPDATE"],
                        "resources": ["services"],
                    }
                ]
            },
            "matchConditions": [
                {
                    "name": "not-made-by-a-controller",
                    "expression": "!object.metadata.?ownerReferences.orValue([])"
                    ".exists(o, o.?controller.orValue(false))",
                }
            ],
            "variables": [],
            "validations": [
                {
                    "expression": '!(object.spec.?type.orValue("ClusterIP") in '
                    '["NodePort", "LoadBalancer"])',
                    "message": "service-type: this rule is broken: A Service opens no port of the "
                    f"nodes. {rule.remediation}",
                    "reason": "Forbidden",
                }
            ],
        },
    }


def test_a_namespaces_label_puts_a_profile_in_force() -> None:
    """Two bindings a rule: one refuses, one warns."""
    found = {one["metadata"]["name"]: one["spec"] for one in bindings(registered()["privileged"])}
    assert found == {
        f"shipshape-privileged-{label}": {
            "policyName": "shipshape-privileged",
            "validationActions": actions,
            "matchResources": {
                "namespaceSelector": {"matchLabels": {"shipshape.dev/baseline": label}}
            },
        }
        for label, actions in {"enforce": ["Deny"], "warn": ["Warn", "Audit"]}.items()
    }


def test_every_rule_compiles_or_has_a_reason() -> None:
    """And none has both; every expression belongs to a rule."""
    assert set(expressions()) <= set(registered())
    assert reasoned() <= set(registered())
    assert reasoned() & set(expressions()) == set()
    assert all(reason(rule) for name, rule in registered().items() if name not in expressions())


def test_every_setting_of_an_expression_is_one_of_its_rules() -> None:
    """What is left of a `$name` would be refused by the API server."""
    for one in documents(PROFILES, registered()):
        if one["kind"] == "ValidatingAdmissionPolicy":
            (validation,) = one["spec"]["validations"]
            assert not any(
                f"${name}" in validation["expression"]
                for name in registered()[
                    one["metadata"]["name"].removeprefix("shipshape-")
                ].settings
            )


def test_messages_fit_the_api_server() -> None:
    """One line each, with the id and the remediation."""
    for one in documents(PROFILES, registered()):
        for validation in one["spec"].get("validations", []):
            assert "\n" not in validation["message"]


def test_a_rule_has_one_expression() -> None:
    """A second one is a mistake."""
    with pytest.raises(ValueError, match="privileged has an expression"):
        compiled("privileged", Over.POD, "true")


def test_the_page_is_current() -> None:
    """Which rules compile, and why the others don't."""
    page = (ROOT / "docs" / "reference" / "admission.md").read_text()
    command = "python -m policies.admission.reference > docs/reference/admission.md"
    assert page == reference(), f"run {command}"


def test_the_command_prints_what_is_applied() -> None:
    """All profiles, or one; an optional rule by name."""
    done = CliRunner().invoke(command, ["--profile", "serving", "--rule", "forbid-cpu-limit"])
    assert done.output == manifest(documents(["serving"], ["forbid-cpu-limit"]))
    names = [one["metadata"]["name"] for one in yaml.safe_load_all(done.output)]
    assert names == [
        f"shipshape-{rule}{part}"
        for rule in ("forbid-cpu-limit", "shm-sized")
        for part in ("", "-enforce", "-warn")
    ]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("no-such", "there is no rule no-such: see docs/reference/policies.md"),
        ("df-sudo", "df-sudo is no admission policy: a Dockerfile does not reach the API server"),
    ],
)
def test_a_rule_that_is_no_policy(rule: str, sentence: str) -> None:
    """Usage, with the reason."""
    done = CliRunner().invoke(command, ["--rule", rule])
    assert isinstance(done.exception, Stopped)
    assert (done.exception.code, done.exception.sentence) == (Exit.USAGE, sentence)


def test_gatekeeper_gets_the_same_expressions() -> None:
    """A template and a constraint each."""
    made = list(templates(["baseline"]))
    first = next(one for one in made if one["metadata"]["name"] == "shipshapeprivileged")
    (target,) = first["spec"]["targets"]
    (code,) = target["code"]
    rule: Expression = expressions()["privileged"]
    assert code["engine"] == "K8sNativeValidation"
    assert code["source"]["validations"][0]["expression"] == f"variables.every.all(c, {rule.cel})"
    assert {one["kind"] for one in made if "constraints" in one["apiVersion"]} >= {
        "ShipshapePrivileged",
        "ShipshapeHostPath",
    }
