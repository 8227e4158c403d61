"""What a stack's configuration, or a policy's, says about rules. Pure."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from ..rules.configuration import mistakes_in
from ..rules.model import Profile, Rule
from .levels import Choice, Level

NAMESPACE = "policies"
_PROFILES = tuple(one.value for one in Profile if one is not Profile.OPTIONAL)
_LEVELS = tuple(one.value for one in Level)
_KEYS = ("levels", "profiles", "remediate", "settings")
Read = TypeVar("Read")


class Wrong(ValueError):
    """One sentence on a part of the configuration that cannot be used."""


def stack_choice(
    config: Mapping[str, str], stack: str, rules: Mapping[str, Rule]
) -> tuple[Choice, list[str]]:
    """What `policies:*` of a stack's configuration chooses, and a sentence for each fault.

    A faulty key counts as not set. The values are text, as the engine passes them on.
    """
    faults: list[str] = []
    prefix = f"{NAMESPACE}:"
    ours = {key[len(prefix) :]: text for key, text in config.items() if key.startswith(prefix)}

    def read(key: str, parse: Callable[[Any], Read], otherwise: Read) -> Read:
        if key not in ours:
            return otherwise
        try:
            return parse(_value(ours[key]))
        except Wrong as wrong:
            faults.append(f"{prefix}{key} {wrong}")
            return otherwise

    faults += [
        f"{prefix}{key} is no setting of the policies: {_listed(_KEYS)} are"
        for key in sorted(set(ours) - set(_KEYS))
    ]
    production = stack == "prod" or config.get("shipshape:production") == "true"
    choice = Choice(
        profiles=read("profiles", _profiles, None),
        production=production,
        levels=read("levels", lambda value: _levels(value, rules), {}),
        settings=_for_stack(read("settings", lambda v: _settings(v, rules), {}), production),
        remediate=read("remediate", _truth, False),
    )
    return choice, faults


def _for_stack(settings: dict[str, Any], production: bool) -> dict[str, Any]:
    """The settings, and what a rule must know of the stack: in development debugging is fine."""
    if production:
        return settings
    chosen = {"development": True, **settings.get("debug-in-production", {})}
    return {**settings, "debug-in-production": chosen}


def policy_choice(config: Mapping[str, Any], rules: Mapping[str, Rule]) -> tuple[Choice, list[str]]:
    """The same for the configuration that the engine hands to one policy."""
    faults: list[str] = []
    found: dict[str, Any] = {"levels": {}, "settings": {}}
    for key, parse in (("levels", _levels), ("settings", _settings)):
        try:
            found[key] = parse(config.get(key) or {}, rules)
        except Wrong as wrong:
            faults.append(f"the policy's `{key}` {wrong}")
    return Choice(levels=found["levels"], settings=found["settings"]), faults


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _profiles(value: Any) -> frozenset[Profile]:
    names = value if isinstance(value, list) else [value]
    unknown = [str(name) for name in names if name not in _PROFILES]
    if unknown:
        raise Wrong(f"names {_listed(unknown)}: the profiles are {_listed(_PROFILES)}")
    return frozenset(Profile(name) for name in names)


def _levels(value: Any, rules: Mapping[str, Rule]) -> dict[str, Level]:
    wanted = _by_rule(value, rules)
    wrong = [f"{name}: {one}" for name, one in wanted.items() if one not in _LEVELS]
    if wrong:
        raise Wrong(f"has {_listed(wrong)}: the levels are {_listed(_LEVELS)}")
    return {name: Level(one) for name, one in wanted.items()}


def _settings(value: Any, rules: Mapping[str, Rule]) -> dict[str, dict[str, Any]]:
    wanted = _by_rule(value, rules)
    if wrong := mistakes_in(wanted, rules):
        raise Wrong("; ".join(f"at {path}: {message}" for path, message in wrong))
    return wanted


def _by_rule(value: Any, rules: Mapping[str, Rule]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Wrong("must be a mapping by rule id")
    unknown = sorted(set(value) - set(rules))
    if unknown:
        raise Wrong(f"names {_listed(unknown)}, which is no rule: see docs/reference/policies.md")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("must be true or false")
    return value


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)
