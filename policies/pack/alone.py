"""Asking a rule about one resource before the others are known. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..rules.judge import judge_asked
from ..rules.model import Result, Rule
from ..rules.subjects import Context, World

Settings = Mapping[str, Mapping[str, Any]]


class Deferred(Exception):  # an answer, not an error
    """A rule asked for the other objects."""


class Alone(Context):
    """A context without a world; `asked` tells whether the rule wanted it."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        object.__setattr__(self, "settings", settings)
        object.__setattr__(self, "asked", False)

    asked: bool

    @property
    def world(self) -> World:
        """Nothing: raises Deferred."""
        object.__setattr__(self, "asked", True)
        raise Deferred


def judge_alone(
    rules: Iterable[Rule], world: World, settings: Settings
) -> tuple[list[Result], frozenset[str]]:
    """The results that need only this resource, and the ids of the rules that need others, too."""
    asked = [(rule, Alone(configured(rule, settings))) for rule in rules]
    results = list(judge_asked([*asked], world))
    deferred = frozenset(rule.id for rule, context in asked if context.asked)
    return [one for one in results if one.rule.id not in deferred], deferred


def judge_together(rules: Iterable[Rule], world: World, settings: Settings) -> list[Result]:
    """The results with all objects at hand."""
    asked = [(rule, Context(world, configured(rule, settings))) for rule in rules]
    return list(judge_asked([*asked], world))


def configured(rule: Rule, settings: Settings) -> Mapping[str, Any]:
    """The rule's settings: its defaults, and what was configured over them."""
    more = settings.get(rule.id)
    return {**rule.settings, **more} if more else rule.settings
