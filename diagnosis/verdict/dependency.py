"""A service that can't reach another one which is itself in trouble: the other one is the cause."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from diagnosis.causes import Scene
from diagnosis.snapshot import Service

from .merging import Claim

_CALLS = ("net.", "db.", "cache.", "ai.server_error", "ai.timeout", "app.")
_NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,62})")
_SHORTEST = 2


class Dependencies:
    """Which owners are reached under which names."""

    def __init__(self, claims: Iterable[Claim], scene: Scene) -> None:
        services = _names(scene)
        self._owners: dict[str, set[str]] = defaultdict(set)
        for owner in {one.owner for one in claims if one.owner}:
            for name in {owner.rsplit("/", 1)[-1], *services.get(owner, ())}:
                if len(name) >= _SHORTEST:
                    self._owners[name].add(owner)

    def called(self, effect: Claim) -> frozenset[str]:
        """The other owners that the effect's lines name as what can't be reached."""
        if not effect.id.startswith(_CALLS):
            return frozenset()
        lines = (one.line.lower() for one in effect.said.evidence)
        words = {word for line in lines for word in _NAME.findall(line)}
        owners = {owner for word in words for owner in self._owners.get(word, ())}
        return frozenset(owners - {effect.owner})


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
