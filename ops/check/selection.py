"""Which rules are asked, and how much the findings of each weigh."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ops.check.levels import Level, level_of
from policies.rules import configuration
from policies.rules.model import Profile, Rule


@dataclass(frozen=True)
class Selection:
    """The rules to ask, in order of id, with the level of each one's findings."""

    rules: tuple[Rule, ...]
    levels: Mapping[str, Level]


def select(
    every: Mapping[str, Rule],
    profiles: Iterable[str] = (),
    ids: Collection[str] = (),
    *,
    everything: bool = False,
) -> Selection:
    """The rules named by id and nothing else; or those of the profiles, or all of them.

    The baseline is in force always. Raises ConfigurationError for an id that is no rule's.
    """
    in_force = {Profile.BASELINE, *(Profile(name) for name in profiles)}
    levels = {
        rule.id: level_of(rule, mandatory=rule.profile in in_force, named=rule.id in ids)
        for rule in every.values()
    }
    chosen = configuration.select(every, in_force, ids, everything=everything)
    return Selection(tuple(chosen), levels)
