"""The same expressions for Gatekeeper's engine for CEL. Pure."""

from collections.abc import Collection, Iterator

from ..rules import registered
from ..rules.model import Rule
from .compiling import Document, labelled, message, policy
from .expression import Expression, expressions

_TARGET = "admission.k8s.gatekeeper.sh"


def templates(profiles: Collection[str], rules: Collection[str] = ()) -> Iterator[Document]:
    """A ConstraintTemplate and a Constraint for each compiled rule of these profiles."""
    every = registered()
    for name, expression in expressions().items():
        rule = every[name]
        if rule.profile.value in profiles or name in rules:
            yield _template(rule, expression)
            yield _constraint(rule, expression)


def kind(rule: Rule) -> str:
    """The kind of the rule's constraint: `ShipshapeHostPath` for host-path."""
    return "Shipshape" + "".join(word.capitalize() for word in rule.id.split("-"))


def _template(rule: Rule, expression: Expression) -> Document:
    spec = policy(rule, expression, {})["spec"]
    source = {
        "variables": spec["variables"],
        "matchConditions": spec["matchConditions"],
        "validations": [
            {"expression": one["expression"], "message": message(rule)}
            for one in spec["validations"]
        ],
    }
    return {
        "apiVersion": "templates.gatekeeper.sh/v1",
        "kind": "ConstraintTemplate",
        "metadata": {"name": kind(rule).lower()},
        "spec": {
            "crd": {"spec": {"names": {"kind": kind(rule)}}},
            "targets": [
                {"target": _TARGET, "code": [{"engine": "K8sNativeValidation", "source": source}]}
            ],
        },
    }


def _constraint(rule: Rule, expression: Expression) -> Document:
    return {
        "apiVersion": "constraints.gatekeeper.sh/v1beta1",
        "kind": kind(rule),
        "metadata": {"name": f"shipshape-{rule.id}"},
        "spec": {
            "enforcementAction": "deny",
            "match": {
                "kinds": [{"apiGroups": ["*"], "kinds": list(expression.kinds)}],
                **labelled(rule, "enforce"),
            },
        },
    }
