"""Label selectors: what they match, and an index of objects by what their selectors match."""

from collections.abc import Callable, Iterable
from typing import Any

from .subjects import Data, Object, mapping, mappings, text, texts
from .unknown import Undecided, is_unknown

DEFAULT_NAMESPACE = "default"
"""Where an object without a namespace goes."""


def selects(selector: Data, labels: Data) -> bool:
    """Whether a LabelSelector matches labels; an empty one matches all. Asks unknowns."""
    return all(
        key in labels and same(labels[key], value)
        for key, value in mapping(selector.get("matchLabels")).items()
    ) and all(_meets(one, labels) for one in mappings(selector.get("matchExpressions")))


def same(one: Any, other: Any) -> bool:
    """Whether two label values are the same; a manifest may write one as a number."""
    return bool(one == other) or str(one) == str(other)


def is_empty(selector: Data) -> bool:
    """Whether a LabelSelector says nothing."""
    return not selector.get("matchLabels") and not selector.get("matchExpressions")


def home(target: Object) -> str:
    """The namespace an object lives in."""
    return target.namespace or DEFAULT_NAMESPACE


def _meets(expression: Data, labels: Data) -> bool:
    key, wanted = text(expression.get("key")), texts(expression.get("values"))
    held = labels.get(key)
    there = held is not None and str(held) in wanted
    match expression.get("operator"):
        case "In":
            return there
        case "NotIn":
            return not there
        case "Exists":
            return key in labels
        case "DoesNotExist":
            return key not in labels
    return False


class SelectorIndex:
    """Objects with a selector, found by the labels they select.

    `selector_of` gives an object's LabelSelector, None for one that selects
    nothing. Objects whose selector is not known yet are kept aside: where
    nothing else is found, the answer is undecided.
    """

    def __init__(
        self, objects: Iterable[Object], selector_of: Callable[[Object], Data | None]
    ) -> None:
        self._by_label: dict[tuple[str, str, str], list[tuple[Object, Data]]] = {}
        self._others: dict[str, list[tuple[Object, Data]]] = {}
        self._undecided: list[Undecided] = []
        for one in objects:
            try:
                self._add(one, selector_of(one))
            except Undecided as at:
                self._undecided.append(at)

    def matching(self, namespace: str, labels: Data) -> list[Object]:
        """The objects that select these labels in a namespace. May end undecided."""
        near = list(self._others.get(namespace, ()))
        for key, value in labels.items():
            near += self._by_label.get((namespace, str(key), _written(value)), ())
        found = [one for one, selector in near if selects(selector, labels)]
        if not found and self._undecided:
            raise self._undecided[0]
        return found

    def _add(self, one: Object, selector: Data | None) -> None:
        if selector is None:
            return
        entry, namespace = (one, selector), home(one)
        for key, value in mapping(selector.get("matchLabels")).items():
            label = (namespace, str(key), str(value))
            self._by_label.setdefault(label, []).append(entry)
            return
        self._others.setdefault(namespace, []).append(entry)


class LabelIndex:
    """Objects by the labels of the pods they make, found by a selector."""

    def __init__(self, objects: Iterable[Object]) -> None:
        self._by_label: dict[tuple[str, str, str], list[Object]] = {}
        self._by_namespace: dict[str, list[Object]] = {}
        self._unsure: dict[str, list[Object]] = {}
        self._undecided: list[Undecided] = []
        for one in objects:
            try:
                self._add(one)
            except Undecided as at:
                self._undecided.append(at)

    def selected(self, namespace: str, selector: Data) -> list[Object]:
        """The objects whose pods a LabelSelector matches in a namespace. May end undecided."""
        first = next(iter(mapping(selector.get("matchLabels")).items()), None)
        if first is None:
            near = self._by_namespace.get(namespace, [])
        else:
            near = self._by_label.get((namespace, str(first[0]), str(first[1])), [])
        found = [one for one in near if one.pod and selects(selector, one.pod.labels)]
        if not found:
            if self._undecided:
                raise self._undecided[0]
            unsure = self._unsure.get(namespace, ())  # asking one of these may end undecided
            found = [one for one in unsure if one.pod and selects(selector, one.pod.labels)]
        return found

    def _add(self, one: Object) -> None:
        if one.pod is None:
            return
        namespace = home(one)
        labels = one.pod.labels
        self._by_namespace.setdefault(namespace, []).append(one)
        if any(is_unknown(value) for value in labels.values()):
            self._unsure.setdefault(namespace, []).append(one)
        for key, value in labels.items():
            self._by_label.setdefault((namespace, str(key), _written(value)), []).append(one)


def _written(value: Any) -> str:
    """A label's value as text; one that is not known yet is equal to none."""
    return "\0" if is_unknown(value) else str(value)
