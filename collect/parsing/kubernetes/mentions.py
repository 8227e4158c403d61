"""Where a pod names a Secret, a ConfigMap, a claim or a service account, and which entries."""

from collections.abc import Iterator
from dataclasses import dataclass

from collect.parsing.fields import at, flag, mapping, sequence, text
from diagnosis.snapshot import Ref

_FROM_ENV = {"secretKeyRef": "Secret", "configMapKeyRef": "ConfigMap"}
_ENV_FROM = {"secretRef": "Secret", "configMapRef": "ConfigMap"}
_PROJECTED = {"secret": "Secret", "configMap": "ConfigMap"}
_CONTAINERS = ("initContainers", "containers", "ephemeralContainers")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names an object; `keys` are the entries that must be there."""

    ref: Ref
    optional: bool = False
    keys: tuple[str, ...] = ()


def mentions(pod: object) -> Iterator[Mention]:
    """All that a pod names, place by place; the same object may come more than once."""
    namespace = text(pod, "metadata", "namespace")
    for kind in _CONTAINERS:
        for container in sequence(pod, "spec", kind):
            yield from _environment(container, namespace)
    for volume in sequence(pod, "spec", "volumes"):
        yield from _volume(volume, namespace)
    for secret in sequence(pod, "spec", "imagePullSecrets"):
        # The kubelet goes on without one that is missing.
        if name := text(secret, "name"):
            yield Mention(Ref("Secret", name, namespace), optional=True)
    if account := text(pod, "spec", "serviceAccountName"):
        yield Mention(Ref("ServiceAccount", account, namespace))


def _environment(container: object, namespace: str) -> Iterator[Mention]:
    for one in sequence(container, "env"):
        for place, kind in _FROM_ENV.items():
            yield from _named(kind, at(one, "valueFrom", place), namespace)
    for one in sequence(container, "envFrom"):
        for place, kind in _ENV_FROM.items():
            yield from _named(kind, at(one, place), namespace)


def _volume(volume: object, namespace: str) -> Iterator[Mention]:
    if claim := text(volume, "persistentVolumeClaim", "claimName"):
        yield Mention(Ref("PersistentVolumeClaim", claim, namespace))
    for source in (volume, *sequence(volume, "projected", "sources")):
        for place, kind in _PROJECTED.items():
            yield from _named(kind, at(source, place), namespace)


def _named(kind: str, place: object, namespace: str) -> Iterator[Mention]:
    """A reference by name: `key` for one entry, `items` for those that a volume picks."""
    name = text(place, "name") or text(place, "secretName")
    if not name or not mapping(place):
        return
    optional = flag(place, "optional") or False
    keys = (text(place, "key"), *(text(one, "key") for one in sequence(place, "items")))
    yield Mention(
        Ref(kind, name, namespace), optional, () if optional else tuple(filter(None, keys))
    )
