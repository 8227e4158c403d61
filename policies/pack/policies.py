"""The policies that the engine sees, and what it is told of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi.runtime.proto import analyzer_pb2

from .families import TITLES
from .remedies import privilege_escalation, seccomp, token_automount

NAME = "shipshape"
VERSION = "0.0.1"
"""What the engine is told; it prefers the version in PulumiPolicy.yaml."""

Remedy = Callable[[str, Any], bool]
"""(kind, properties) to whether it changed them."""

_SCHEMA = {
    "levels": {"type": "object", "description": "mandatory, advisory or disabled, by rule id"},
    "settings": {"type": "object", "description": "Rules' own settings, by rule id"},
}
_REMEDIES: Mapping[str, tuple[Remedy, ...]] = {
    "accounts": (token_automount,),
    "security": (privilege_escalation, seccomp),
}


@dataclass(frozen=True)
class Policy:
    """A policy: its name, its title, and whether its findings are advice.

    `stack` says that it is asked once, for all resources. `family` that it stands for a family of
    rules, which can be configured. `remedies` are what it may change on request.
    """

    name: str
    title: str
    advice: bool = False
    stack: bool = False
    family: bool = False
    remedies: tuple[Remedy, ...] = ()

    def level(self, remediate: bool) -> Any:
        """The protocol's word for the level of its findings, unless another is configured."""
        if self.remedies and remediate:
            return analyzer_pb2.REMEDIATE
        return analyzer_pb2.ADVISORY if self.advice else analyzer_pb2.MANDATORY


ADVICE = Policy("advice", "Worth changing", advice=True)
TOGETHER = Policy("together", "Resources fit together", stack=True)
TOGETHER_ADVICE = Policy(
    "together-advice", "Worth changing, or not known yet", advice=True, stack=True
)


def policies(families: Iterable[str]) -> list[Policy]:
    """One a family, one for all advice, and two for the stack as a whole."""
    return [
        *(
            Policy(name, TITLES.get(name, name), family=True, remedies=_REMEDIES.get(name, ()))
            for name in families
        ),
        ADVICE,
        TOGETHER,
        TOGETHER_ADVICE,
    ]


def pack_info(policies: Iterable[Policy], remediate: bool) -> Any:
    """What the engine is told of the pack."""
    info = analyzer_pb2.AnalyzerInfo(
        name=NAME, version=VERSION, displayName="Shipshape", supportsConfig=True
    )
    info.policies.extend(_policy_info(one, remediate) for one in policies)
    return info


def _policy_info(policy: Policy, remediate: bool) -> Any:
    kinds = analyzer_pb2.PolicyType
    told = analyzer_pb2.PolicyInfo(
        name=policy.name,
        description=policy.title,
        enforcementLevel=policy.level(remediate),
        policy_type=kinds.POLICY_TYPE_STACK if policy.stack else kinds.POLICY_TYPE_RESOURCE,
    )
    if policy.family:
        told.configSchema.properties.update(_SCHEMA)
    return told
