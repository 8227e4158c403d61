"""What the engine calls once, for the whole stack: the rules that look at several resources."""

from collections.abc import Callable, Iterator, Sequence

from pulumi_policy import ReportViolation, StackValidationArgs

from ..rules.model import Result, Rule, Verdict
from ..rules.subjects import World
from .alone import judge_together
from .callbacks import Callbacks
from .judgement import Judgement
from .levels import Level
from .messages import undecided


class Together:
    """The callbacks of the two stack policies: what is mandatory, and what is advice."""

    def __init__(self, callbacks: Callbacks, faults: Callable[[str], list[str]]) -> None:
        self._callbacks = callbacks
        self._faults = faults

    def validate(self, args: StackValidationArgs, report: ReportViolation) -> None:
        """Mandatory findings across resources, and what is wrong with the configuration."""
        for fault in self._faults(args.resources[0].urn) if args.resources else []:
            report(fault, None)
        self._report(args, report, Level.MANDATORY)

    def advise(self, args: StackValidationArgs, report: ReportViolation) -> None:
        """Advisory findings across resources, and what could not be decided yet."""
        self._report(args, report, Level.ADVISORY)
        for urn, name in self._callbacks.faults.items():
            report(f"the policies could not judge this resource: {name}", urn)

    def _report(self, args: StackValidationArgs, report: ReportViolation, wanted: Level) -> None:
        hands = [self._callbacks.judgement(resource) for resource in args.resources]
        unknown: dict[str, list[Result]] = {hand.subject.urn: [*hand.unknown] for hand in hands}
        for hand, result in _across(hands, self._callbacks):
            if result.verdict is Verdict.UNKNOWN:
                unknown[hand.subject.urn].append(result)
            elif result.verdict is Verdict.FAIL and self._level(hand, result) is wanted:
                report(self._callbacks.told(hand, result), hand.subject.urn)
        for urn, results in unknown.items():
            if results and wanted is Level.ADVISORY:
                report(undecided(results), urn)

    def _level(self, hand: Judgement, result: Result) -> Level:
        waived = self._callbacks.waiver(result) is not None
        return Level.ADVISORY if waived else hand.deferred[result.rule.id]


def _across(hands: Sequence[Judgement], callbacks: Callbacks) -> Iterator[tuple[Judgement, Result]]:
    """The results of the rules that have waited, each with its resource's judgement."""
    waited = {name for hand in hands for name in hand.deferred}
    settings = {name: more for hand in hands for name, more in hand.settings.items()}
    owners = {id(inner): hand for hand in hands for inner in _inner(hand)}
    objects = tuple(hand.subject.object for hand in hands if hand.subject.object is not None)
    world = World(objects, (), tuple(hand.subject.resource for hand in hands))
    for result in judge_together(_rules(waited, callbacks), world, settings):
        hand = owners[id(result.subject)]
        if result.rule.id in hand.deferred:
            yield hand, result


def _inner(hand: Judgement) -> tuple[object, ...]:
    return (hand.subject.object, hand.subject.resource)


def _rules(names: set[str], callbacks: Callbacks) -> list[Rule]:
    everything = (rule for rules in callbacks.families.values() for rule in rules)
    return [rule for rule in everything if rule.id in names]
