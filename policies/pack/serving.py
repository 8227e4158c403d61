"""The pack: its policies, and the call that serves them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyConfigSchema,
    PolicyPack,
    ResourceValidationPolicy,
    StackValidationPolicy,
)
from pulumi_policy import policy as sdk

from ..rules import registered
from .callbacks import Callbacks
from .families import TITLES, by_family
from .later import unpack_later
from .remedies import privilege_escalation, seccomp, token_automount
from .stacks import Stacks
from .together import Together
from .waivers import FILE, Waiver, read_waivers

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
    stacks = Stacks(registered(), Path.cwd())
    waivers, faults = project_waivers(Path.cwd())
    made = policies(stacks, waivers, faults)
    listen(stacks, made)
    unpack_later(sdk)
    PolicyPack(name=NAME, policies=made, display_name="Shipshape")


def project_waivers(folder: Path) -> tuple[list[Waiver], list[str]]:
    """The waivers in the project's folder, and what is wrong with them."""
    try:
        text = (folder / FILE).read_text()
    except OSError:
        return [], []
    today = datetime.now(UTC).date()
    return read_waivers(text, registered(), today)


def policies(
    stacks: Stacks, waivers: Sequence[Waiver] = (), faults: Sequence[str] = ()
) -> list[Policy]:
    """The pack's policies: one a family, one for all advice, and two for the stack as a whole."""
    families = by_family(registered().values())
    callbacks = Callbacks(families, stacks.choice, waivers)
    together = Together(callbacks, lambda urn: [*stacks.faults(urn), *faults])
    return [
        *(_resource_policy(name, callbacks) for name in families),
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


def listen(stacks: Stacks, made: list[Policy]) -> None:
    """Let the stack's configuration reach us: the SDK is told of it, and keeps only the tags."""
    servicer = sdk._PolicyAnalyzerServicer  # the only place that it passes
    keep = servicer.ConfigureStack

    def configure(self: Any, request: Any, context: Any) -> Any:
        choice = stacks.hear(request.stack, dict(request.config))
        for policy in made if choice.remediate else []:
            if policy.name in _REMEDIES:
                policy.enforcement_level = EnforcementLevel.REMEDIATE
        return keep(self, request, context)

    servicer.ConfigureStack = configure


def _resource_policy(family: str, callbacks: Callbacks) -> Policy:
    level = EnforcementLevel.MANDATORY
    remedies: Any = callbacks.remediate(*_REMEDIES[family]) if family in _REMEDIES else None
    if family == "secrets":
        # Of what is secret only a remediation is told. It changes nothing, findings stay mandatory.
        remedies, level = callbacks.mark, EnforcementLevel.REMEDIATE
    return ResourceValidationPolicy(
        family,
        TITLES.get(family, family),
        validate=callbacks.validate(family),
        remediate=remedies,
        enforcement_level=level,
        config_schema=_SCHEMA,
    )
