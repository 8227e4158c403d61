"""The rules that look at several resources, asked once for the whole stack."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..rules.model import Result, Verdict
from ..rules.subjects import World
from .desk import Desk
from .judgement import Judgement
from .messages import undecided


class Told(NamedTuple):
    """A message of the whole stack's: what it weighs, and the URN it is about."""

    mandatory: bool
    message: str
    urn: str


def together(desk: Desk, resources: Sequence[Any]) -> Iterator[Told]:
    """Findings across resources, and what could not be decided or judged."""
    judgements = list(desk.judgements(resources))
    unknown = {one.subject.urn: [*one.unknown] for one in judgements}
    for judgement, result in _across(judgements):
        urn = judgement.subject.urn
        if result.verdict is Verdict.UNKNOWN:
            unknown[urn].append(result)
        elif result.verdict is Verdict.FAIL:
            mandatory = judgement.mandatory(result, desk.waiver)
            yield Told(mandatory, desk.told(judgement, result), urn)
    for urn, results in unknown.items():
        if results:
            yield Told(False, undecided(results), urn)
    for urn, name in desk.faults.items():
        yield Told(False, f"the policies could not judge this resource: {name}", urn)


def _across(judgements: Sequence[Judgement]) -> Iterator[tuple[Judgement, Result]]:
    """The results of the rules that have waited, each with its resource's judgement."""
    if not judgements:
        return
    waited = {name for one in judgements for name in one.deferred}
    subjects = [one.subject for one in judgements]
    objects = tuple(one.object for one in subjects if one.object is not None)
    world = World(objects, (), tuple(one.resource for one in subjects))
    owners = {id(inner): one for one in judgements for inner in _inner(one)}
    for result in judgements[0].rulebook.together(waited, world):
        judgement = owners[id(result.subject)]
        if result.rule.id in judgement.deferred:
            yield judgement, result


def _inner(judgement: Judgement) -> tuple[object, ...]:
    return (judgement.subject.object, judgement.subject.resource)
