"""The pack: its policies, and the call that serves them."""

import functools
from typing import Any

import pulumi
import pulumi.runtime
from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyConfigSchema,
    PolicyPack,
    ResourceValidationPolicy,
    StackValidationPolicy,
)

from ..rules import registered
from .callbacks import Callbacks
from .choices import stack_choice
from .families import TITLES, by_family
from .levels import Choice
from .remedies import privilege_escalation, seccomp, token_automount
from .together import Together

NAME = "shipshape"
_SCHEMA = PolicyConfigSchema(
    {
        "levels": {"type": "object", "description": "mandatory, advisory or disabled, by rule id"},
        "settings": {"type": "object", "description": "Rules' own settings, by rule id"},
    }
)
_REMEDIES = {
    "accounts": (token_automount,),
    "security": (privilege_escalation, seccomp),
}


def serve() -> None:
    """Serve the pack to the engine until it ends us."""
    PolicyPack(name=NAME, policies=policies(), display_name="Shipshape")


def policies() -> list[Policy]:
    """The pack's policies: one a family, one for all advice, and two for the stack as a whole."""
    families = by_family(registered().values())
    callbacks = Callbacks(families, lambda: _chosen()[0])
    choice, faults = _chosen()
    together = Together(callbacks, faults)
    return [
        *(_resource_policy(name, callbacks, choice) for name in families),
        ResourceValidationPolicy(
            "advice",
            "Worth changing",
            validate=callbacks.advise,
            enforcement_level=EnforcementLevel.ADVISORY,
        ),
        StackValidationPolicy(
            "together",
            "Resources fit together",
            validate=together.validate,
            enforcement_level=EnforcementLevel.MANDATORY,
        ),
        StackValidationPolicy(
            "together-advice",
            "Worth changing, or not known yet",
            validate=together.advise,
            enforcement_level=EnforcementLevel.ADVISORY,
        ),
    ]


def _resource_policy(family: str, callbacks: Callbacks, choice: Choice) -> Policy:
    remedies: Any = callbacks.remediate(*_REMEDIES[family]) if family in _REMEDIES else None
    level = EnforcementLevel.MANDATORY
    if family == "secrets":
        # Of what is secret only a remediation is told. It changes nothing, findings stay mandatory.
        remedies, level = callbacks.mark, EnforcementLevel.REMEDIATE
    elif remedies and choice.remediate:
        level = EnforcementLevel.REMEDIATE
    return ResourceValidationPolicy(
        family,
        TITLES.get(family, family),
        validate=callbacks.validate(family),
        remediate=remedies,
        enforcement_level=level,
        config_schema=_SCHEMA,
    )


@functools.cache
def _chosen() -> tuple[Choice, list[str]]:
    config = {key: str(value) for key, value in pulumi.runtime.get_config_env().items()}
    return stack_choice(config, pulumi.get_stack(), registered())
