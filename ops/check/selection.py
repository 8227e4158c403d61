"""Which rules are asked, and how much the findings of each weigh."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ops.check.levels import Level, level_of
from policies.rules.model import Profile, Rule


class NoSuchRule(Exception):
    """A rule was asked for that isn't there; the message names the nearest one."""


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

    The baseline is in force always. Raises NoSuchRule.
    """
    for one in ids:
        require(one, every)
    in_force = {Profile.BASELINE, *(Profile(name) for name in profiles)}
    chosen = [
        rule
        for _, rule in sorted(every.items())
        if (rule.id in ids if ids else everything or rule.profile in in_force)
    ]
    levels = {
        rule.id: level_of(rule, mandatory=rule.profile in in_force, named=rule.id in ids)
        for rule in every.values()
    }
    return Selection(tuple(chosen), levels)


def require(name: str, every: Collection[str]) -> None:
    """Raise NoSuchRule unless there is a rule of this id."""
    if name in every:
        return
    near = difflib.get_close_matches(name, every, 1)
    raise NoSuchRule(f"no rule is called {name!r}" + (f": is it {near[0]}?" if near else ""))
