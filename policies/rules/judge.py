"""Asking rules about subjects. No rule can end the run: what breaks inside one is `unknown`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .model import Result, Rule, Subject, Verdict
from .subjects import Container, Context, Object, Pod, World
from .unknown import Undecided

_BROKEN = "the rule could not judge this: {}"


def judge_objects(
    rules: Iterable[Rule],
    objects: Iterable[Object],
    settings: Mapping[str, Mapping[str, Any]] | None = None,
) -> Iterator[Result]:
    """Every Kubernetes rule's results over all objects, which are judged together.

    `settings` are configured values by rule id, over the rules' defaults.
    """
    world = World(tuple(objects))
    asked = [one for one in rules if one.subject not in (Subject.DOCKERFILE, Subject.RESOURCE)]
    contexts = {one.id: _context(one, world, settings or {}) for one in asked}
    for target in world.objects:
        for one in asked:
            if one.kinds and target.kind not in one.kinds:
                continue
            for subject in _subjects(one.subject, target):
                yield from judge(one, subject, contexts[one.id])


def judge(rule: Rule, subject: Any, context: Context) -> list[Result]:
    """One rule's results on one subject: its failures, or one pass or unknown, or nothing."""
    try:
        if rule.applies is not None and not rule.applies(subject, context):
            return []
        problems = list(rule.check(subject, context))
    except Undecided as at:
        return [_result(rule, Verdict.UNKNOWN, subject, at.path, "not known yet")]
    except Exception as error:  # noqa: BLE001  # malformed input; a rule must not end the run
        return [_result(rule, Verdict.UNKNOWN, subject, "", _BROKEN.format(type(error).__name__))]
    if not problems:
        return [_result(rule, Verdict.PASS, subject, "", "")]
    return [_result(rule, Verdict.FAIL, subject, one.path, one.message) for one in problems]


def _context(rule: Rule, world: World, settings: Mapping[str, Mapping[str, Any]]) -> Context:
    return Context(world, {**rule.settings, **settings.get(rule.id, {})})


def _subjects(subject: Subject, target: Object) -> Iterable[Object | Pod | Container]:
    if subject is Subject.OBJECT:
        return (target,)
    pod = target.pod
    if pod is None:
        return ()
    if subject is Subject.POD:
        return (pod,)
    return pod.containers if subject is Subject.CONTAINER else pod.every_container


def _result(rule: Rule, verdict: Verdict, subject: Any, path: str, message: str) -> Result:
    if isinstance(subject, Container):
        whole = f"{subject.path}.{path}" if path else subject.path
        return Result(rule, verdict, subject.pod.owner, subject.name, whole, message)
    if isinstance(subject, Pod):
        base = subject.path
        whole = f"{base}.{path}" if base and path else base or path
        return Result(rule, verdict, subject.owner, "", whole, message)
    return Result(rule, verdict, subject, "", path, message)
