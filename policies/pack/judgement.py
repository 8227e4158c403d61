"""What the rules say of a resource, and what is kept of it for the end. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from ..rules.model import Result, Verdict
from .levels import Level
from .marks import Marks
from .reading import Subject
from .rulebook import Rulebook


@dataclass(frozen=True, eq=False)
class Judgement:
    """One resource, judged: its failures, and the rules that wait for the other resources.

    `failures` come in the order of the families. `deferred` are ids of rules.
    """

    subject: Subject
    marks: Marks
    rulebook: Rulebook
    failures: list[Result]
    unknown: list[Result]
    deferred: frozenset[str]

    def mandatory(self, result: Result, waived: Callable[[Result], object]) -> bool:
        """Whether a failure ends the operation: a waived one never does."""
        return self.rulebook.levels[result.rule.id] is Level.MANDATORY and not waived(result)


def judged(subject: Subject, marks: Marks, rulebook: Rulebook) -> Judgement:
    """Ask the rules of a resource alone."""
    results, deferred = rulebook.alone(subject.world)
    results.sort(key=lambda one: rulebook.order[one.rule.id])
    failures = [one for one in results if one.verdict is Verdict.FAIL]
    unknown = [one for one in results if one.verdict is Verdict.UNKNOWN]
    return Judgement(subject, marks, rulebook, failures, unknown, deferred)
