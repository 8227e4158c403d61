"""Asking rules about subjects. No rule can end the run: what breaks inside one is `unknown`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .model import Result, Rule, Subject, Verdict
from .subjects import Container, Context, Object, Pod, World
from .unknown import Undecided

Settings = Mapping[str, Mapping[str, Any]]
"""Configured values by rule id, over the rules' defaults."""

Asked = tuple[Rule, Context]
"""A rule that is on, with what its check may ask."""

Place = tuple[str, str, Any]
"""The container's name, the path of the subject, and what the result is about."""

_NOT_KNOWN = "not known yet"
_BROKEN = "the rule could not judge this: {}"
_ELSEWHERE = frozenset({Subject.DOCKERFILE, Subject.RESOURCE})


def judge_objects(
    rules: Iterable[Rule], objects: Iterable[Object], settings: Settings | None = None
) -> Iterator[Result]:
    """Every Kubernetes rule's results over all objects, which are judged together."""
    yield from judge_world(rules, World(tuple(objects)), settings)


def judge_world(
    rules: Iterable[Rule], world: World, settings: Settings | None = None
) -> Iterator[Result]:
    """Every rule's results over everything in a world, subject by subject."""
    asked = Questions((one, _context(one, world, settings or {})) for one in rules)
    yield from asked.results(world)


class Questions:
    """Rules with what their checks may ask, sorted once by what they are about.

    Whoever makes the contexts may ask the same questions of many worlds, one after another.
    """

    def __init__(self, asked: Iterable[Asked]) -> None:
        self._asked = list(asked)
        self._objects = [one for one in self._asked if one[0].subject not in _ELSEWHERE]
        self._files = [one for one in self._asked if one[0].subject is Subject.DOCKERFILE]
        self._resources = [
            (mine, context)
            for rule, context in self._asked
            if (mine := _on_resources(rule)) is not None
        ]
        self._by_kind: dict[str, list[tuple[Subject, list[Asked]]]] = {}
        self._by_type: dict[str, list[Asked]] = {}

    def results(self, world: World) -> Iterator[Result]:
        """What the rules say of everything in a world, subject by subject."""
        for target in world.objects:
            yield from self._of_object(target)
        for file in world.dockerfiles:
            for rule, context in self._files:
                yield from judge(rule, file, context)
        for resource in world.resources:
            for rule, context in self._about(resource.type):
                yield from judge(rule, resource, context)

    def _of_object(self, target: Object) -> Iterator[Result]:
        try:
            kind = target.kind
        except Undecided:
            return
        groups = self._by_kind.get(kind)
        if groups is None:
            groups = self._by_kind[kind] = _groups(self._objects, kind)
        for subject, mine in groups:
            yield from _judge_group(mine, target, _FIND[subject])

    def _about(self, type_: str) -> list[Asked]:
        """The rules that are asked of Pulumi resources of a type."""
        found = self._by_type.get(type_)
        if found is None:
            found = [one for one in self._resources if not one[0].kinds or type_ in one[0].kinds]
            self._by_type[type_] = found
        return found


def judge(rule: Rule, subject: Any, context: Context) -> list[Result]:
    """One rule's results on one subject: its failures, or one pass or unknown, or nothing."""
    return _judge(rule, subject, context, _place(subject))


def _judge(rule: Rule, subject: Any, context: Context, place: Place) -> list[Result]:
    container, base, target = place
    try:
        if rule.applies is not None and not rule.applies(subject, context):
            return []
        problems = tuple(rule.check(subject, context))
    except Undecided as at:
        return [Result(rule, Verdict.UNKNOWN, target, container, at.path or base, _NOT_KNOWN)]
    except Exception as error:  # noqa: BLE001  # malformed input; a rule must not end the run
        broken = _BROKEN.format(type(error).__name__)
        return [Result(rule, Verdict.UNKNOWN, target, container, base, broken)]
    if not problems:
        return [Result(rule, Verdict.PASS, target, container, base)]
    return [
        Result(rule, Verdict.FAIL, target, container, _below(base, one.path), one.message)
        for one in problems
    ]


def _on_resources(rule: Rule) -> Rule | None:
    """The rule as it is asked of Pulumi resources; None if it is not."""
    if rule.subject is Subject.RESOURCE:
        return rule
    if rule.resource_check is None:
        return None
    return replace(rule, check=rule.resource_check, kinds=rule.resource_kinds, applies=None)


def _judge_group(
    asked: list[Asked], target: Object, find: Callable[[Object], Iterable[Any]]
) -> Iterator[Result]:
    try:
        subjects = tuple(find(target))
    except Undecided as at:
        for rule, _ in asked:
            yield Result(rule, Verdict.UNKNOWN, target, "", at.path, _NOT_KNOWN)
        return
    for subject in subjects:
        place = _place(subject)
        for rule, context in asked:
            yield from _judge(rule, subject, context, place)


def _groups(asked: list[Asked], kind: str) -> list[tuple[Subject, list[Asked]]]:
    """The rules that are asked of a kind, by what they are asked about."""
    groups: dict[Subject, list[Asked]] = {}
    for one in asked:
        if not one[0].kinds or kind in one[0].kinds:
            groups.setdefault(one[0].subject, []).append(one)
    return list(groups.items())


def _context(rule: Rule, world: World, settings: Settings) -> Context:
    return Context(world, {**rule.settings, **settings.get(rule.id, {})})


def _pods(target: Object) -> Iterable[Pod]:
    return () if target.pod is None else (target.pod,)


def _containers(target: Object) -> Iterable[Container]:
    return () if target.pod is None else target.pod.containers


def _every_container(target: Object) -> Iterable[Container]:
    return () if target.pod is None else target.pod.every_container


_FIND: Mapping[Subject, Callable[[Object], Iterable[Any]]] = {
    Subject.OBJECT: lambda target: (target,),
    Subject.POD: _pods,
    Subject.CONTAINER: _containers,
    Subject.ANY_CONTAINER: _every_container,
}


def _place(subject: Any) -> Place:
    if isinstance(subject, Container):
        return subject.label, subject.path, subject.pod.owner
    if isinstance(subject, Pod):
        return "", subject.path, subject.owner
    return "", "", subject


def _below(base: str, path: str) -> str:
    return f"{base}.{path}" if base and path else base or path
