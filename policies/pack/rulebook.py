"""The rules that a stack has on, asked of one resource before the others are known. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..rules.judge import Questions
from ..rules.model import Result, Rule
from ..rules.subjects import Context, World
from .levels import Choice, Level, enabled

Settings = Mapping[str, Mapping[str, Any]]


class Deferred(Exception):  # an answer, not an error
    """A rule asked for the other resources."""


class Alone(Context):
    """A context without a world: a rule that wants it is written down in `deferred`."""

    def __init__(self, rule: Rule, settings: Mapping[str, Any], deferred: set[str]) -> None:
        object.__setattr__(self, "settings", settings)
        object.__setattr__(self, "rule", rule.id)
        object.__setattr__(self, "deferred", deferred)

    rule: str
    deferred: set[str]

    @property
    def world(self) -> World:
        """Nothing: raises Deferred."""
        self.deferred.add(self.rule)
        raise Deferred


class Rulebook:
    """The rules of all families that are on, in the order of the families.

    `choices` are the stack's choice as each family has it. `levels` are by rule id, `families` and
    `settings` too. It is made once for all resources, which are judged one after another.
    """

    def __init__(
        self, families: Mapping[str, Iterable[Rule]], choices: Mapping[str, Choice]
    ) -> None:
        self.levels: dict[str, Level] = {}
        self.families: dict[str, str] = {}
        self.settings: dict[str, Mapping[str, Any]] = {}
        self.rules: list[Rule] = []
        for family, choice in choices.items():
            self._take(family, families[family], choice)
        self.order = {rule.id: at for at, rule in enumerate(self.rules)}
        self._deferred: set[str] = set()
        self._alone = Questions(
            (rule, Alone(rule, self.settings[rule.id], self._deferred)) for rule in self.rules
        )

    def alone(self, world: World) -> tuple[list[Result], frozenset[str]]:
        """The results that need only this resource, and the ids of the rules that need others."""
        self._deferred.clear()
        results = list(self._alone.results(world))
        deferred = frozenset(self._deferred)
        return [one for one in results if one.rule.id not in deferred], deferred

    def together(self, ids: Iterable[str], world: World) -> Iterable[Result]:
        """The results of some rules with all resources at hand."""
        wanted = set(ids)
        rules = [rule for rule in self.rules if rule.id in wanted]
        asked = Questions((rule, Context(world, self.settings[rule.id])) for rule in rules)
        return asked.results(world)

    def _take(self, family: str, rules: Iterable[Rule], choice: Choice) -> None:
        mine = list(rules)
        levels = enabled(mine, choice)
        self.levels |= levels
        for rule in mine:
            if rule.id in levels:
                self.rules.append(rule)
                self.families[rule.id] = family
                self.settings[rule.id] = {**rule.settings, **choice.settings.get(rule.id, {})}
