"""Filling the gaps of what one source tells with what another tells of the same thing."""

from collections.abc import Iterable
from dataclasses import MISSING, fields, replace
from typing import Any, TypeVar

from diagnosis.snapshot import Container, Pod, State

T = TypeVar("T", Pod, Container, State)


def pod(first: Pod, second: Pod) -> Pod:
    """The first pod; what it doesn't tell, of its containers too, is taken from the second."""
    filled = _filled(first, second)
    return replace(filled, containers=tuple(_containers(first.containers, second.containers)))


def container(first: Container, second: Container) -> Container:
    """The first container, its gaps and those of its state filled."""
    filled = _filled(first, second)
    same = (first.state.phase, first.state.reason) == (second.state.phase, second.state.reason)
    return replace(filled, state=_filled(first.state, second.state)) if same else filled


def _containers(first: tuple[Container, ...], second: tuple[Container, ...]) -> Iterable[Container]:
    """Containers by name; one without a name fills the only one of its role."""
    if not first or (second and not any(one.name for one in first)):
        # Those with names tell more, whoever has them.
        first, second = second, first
    for one in first:
        others = [two for two in second if _is_same(one, two, first)]
        yield container(one, others[0]) if others else one
    names = {one.name for one in first}
    yield from (two for two in second if two.name and two.name not in names)


def _is_same(one: Container, two: Container, all_of_pod: tuple[Container, ...]) -> bool:
    if two.name:
        return one.name == two.name
    return sum(1 for each in all_of_pod if each.role is two.role) == 1 and one.role is two.role


def _filled(first: T, second: T) -> T:
    gaps: dict[str, Any] = {
        field.name: getattr(second, field.name)
        for field in fields(first)
        if getattr(first, field.name) == _default(field)
    }
    return replace(first, **gaps)


def _default(field: Any) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default
