"""A service that can't reach another one which is itself in trouble: the other one is the cause."""

import re
from collections.abc import Iterator, Mapping

from diagnosis.causes import Scene
from diagnosis.snapshot import Service

from .merging import Claim

_CALLS = ("net.", "db.", "cache.", "ai.server_error", "ai.timeout", "app.")
_NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,62})")
_SHORTEST = 2


class Dependencies:
    """Which owners are reached under which names."""

    def __init__(self, scene: Scene) -> None:
        self._names = _names(scene)

    def explains(self, cause: Claim, effect: Claim) -> bool:
        """Whether the effect's lines name the cause's owner as what can't be reached."""
        if cause.owner == effect.owner or not effect.id.startswith(_CALLS) or not cause.owner:
            return False
        names = self._names.get(cause.owner, frozenset()) | {cause.owner.rsplit("/", 1)[-1]}
        words = {word for one in effect.said.evidence for word in _NAME.findall(one.line.lower())}
        return any(len(name) >= _SHORTEST and name in words for name in names)


def _names(scene: Scene) -> Mapping[str, frozenset[str]]:
    """The names of the Services in front of each owner's pods."""
    found: dict[str, set[str]] = {}
    for service in scene.snapshot.services:
        for owner in _behind(scene, service):
            found.setdefault(owner, set()).add(service.ref.name)
    return {owner: frozenset(names) for owner, names in found.items()}


def _behind(scene: Scene, service: Service) -> Iterator[str]:
    for pod in scene.snapshot.pods:
        same = pod.ref.namespace == service.ref.namespace and service.selector
        if same and service.selector.items() <= dict(pod.labels).items():
            yield scene.subject(pod).owner
