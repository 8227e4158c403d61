"""What the rules say of a resource, family by family, and what is kept of it for the end."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..rules.model import Result, Rule, Verdict
from .alone import judge_alone
from .levels import Choice, Level, enabled
from .reading import Subject


@dataclass(frozen=True)
class Questions:
    """The rules of a family that are looked at under a choice, and the levels of their findings."""

    choice: Choice
    rules: tuple[Rule, ...]
    levels: Mapping[str, Level]

    @classmethod
    def of(cls, rules: Iterable[Rule], choice: Choice) -> "Questions":
        """Leave out the rules that the choice turns off."""
        mine = tuple(rules)
        levels = enabled(mine, choice)
        return cls(choice, tuple(rule for rule in mine if rule.id in levels), levels)


@dataclass(eq=False)
class Judgement:
    """One resource under analysis: which families have judged it, and what is still to be told.

    `deferred` are the levels, by rule id, of the rules that wait for the other resources; `choice`
    holds the settings they are judged with.
    """

    subject: Subject
    judged: set[str] = field(default_factory=set)
    advice: list[Result] = field(default_factory=list)
    unknown: list[Result] = field(default_factory=list)
    deferred: dict[str, Level] = field(default_factory=dict)
    settings: dict[str, dict[str, object]] = field(default_factory=dict)

    def judge(self, family: str, questions: Questions) -> list[Result]:
        """Ask a family's rules; gives the mandatory failures and keeps the rest."""
        self.judged.add(family)
        levels, choice = questions.levels, questions.choice
        results, deferred = judge_alone(questions.rules, self.subject.world, choice.settings)
        self.deferred.update((name, levels[name]) for name in deferred)
        self.settings.update({name: dict(choice.settings.get(name, {})) for name in deferred})
        self.unknown += [one for one in results if one.verdict is Verdict.UNKNOWN]
        failures = [one for one in results if one.verdict is Verdict.FAIL]
        self.advice += [one for one in failures if levels[one.rule.id] is Level.ADVISORY]
        return [one for one in failures if levels[one.rule.id] is Level.MANDATORY]


class Desk:
    """The judgements: the one in hand, per thread, and the newest of each resource."""

    def __init__(self) -> None:
        self._hand = threading.local()
        self._newest: dict[str, Judgement] = {}

    def open(self, urn: str, family: str, make: Callable[[], Subject]) -> Judgement:
        """The judgement of this resource for a family.

        The engine asks for a resource in one call, on one thread, family after family. A family
        that comes again therefore begins a new call, whose properties may be others.
        """
        hand: Judgement | None = getattr(self._hand, "judgement", None)
        if hand is None or hand.subject.urn != urn or family in hand.judged:
            hand = self._newest[urn] = self._hand.judgement = Judgement(make())
        return hand

    def in_hand(self, urn: str) -> Judgement | None:
        """The judgement that this thread is at, if it is of this resource."""
        hand: Judgement | None = getattr(self._hand, "judgement", None)
        return hand if hand is not None and hand.subject.urn == urn else None

    def newest(self, urn: str) -> Judgement | None:
        """The last judgement of a resource, by any thread."""
        return self._newest.get(urn)
