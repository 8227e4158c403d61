"""How much a finding weighs: by profile, by stack, and by rule. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..rules.model import Profile, Rule


class Level(StrEnum):
    """What a finding does to the operation: ends it, is told, or is not looked for."""

    MANDATORY = "mandatory"
    ADVISORY = "advisory"
    DISABLED = "disabled"


@dataclass(frozen=True)
class Choice:
    """What a stack has chosen.

    `profiles` are mandatory, and all others but baseline off; none chosen means: baseline is
    mandatory, restricted and serving are in `production` and are advice elsewhere. `levels` and
    `settings` go by rule id and win. `remediate` lets the safe remediations change resources.
    """

    profiles: frozenset[Profile] | None = None
    production: bool = False
    levels: Mapping[str, Level] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    remediate: bool = False

    def over(self, more: "Choice") -> "Choice":
        """The same choice with the levels and settings of another over its own."""
        if not more.levels and not more.settings:
            return self
        return Choice(
            self.profiles,
            self.production,
            {**self.levels, **more.levels},
            {**self.settings, **more.settings},
            self.remediate,
        )


def level(rule: Rule, choice: Choice) -> Level:
    """The level of a rule's findings."""
    chosen = choice.levels.get(rule.id)
    if chosen is not None:
        return chosen
    if rule.profile is Profile.OPTIONAL:
        return Level.DISABLED
    if rule.profile is Profile.BASELINE:
        return Level.MANDATORY
    if choice.profiles is not None:
        return Level.MANDATORY if rule.profile in choice.profiles else Level.DISABLED
    return Level.MANDATORY if choice.production else Level.ADVISORY


def enabled(rules: Iterable[Rule], choice: Choice) -> dict[str, Level]:
    """The levels, by id, of the rules that are looked at."""
    levels = {rule.id: level(rule, choice) for rule in rules}
    return {name: one for name, one in levels.items() if one is not Level.DISABLED}
