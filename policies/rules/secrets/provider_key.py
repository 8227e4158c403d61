"""A client of a model provider needs its key, from a Secret."""

from collections.abc import Iterable, Iterator, Mapping

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, Data, Object, World, mapping, mappings, text
from .providers import PROVIDERS, declared

Stores = Mapping[tuple[str, str, str], Object]
"""ConfigMaps and Secrets by kind, namespace and name."""


@rule(
    "provider-key-declared",
    "A client of a model provider gets its key from a Secret",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.CONTAINER,
    remediation="Refer to the provider's key with valueFrom.secretKeyRef; with "
    "KubernetesService, name the provider in providers and give its key in api_keys.",
    argument="api_keys",
    link="https://kubernetes.io/docs/concepts/configuration/secret/",
    tags=("secrets", "serving"),
    applies=lambda container, context: bool(declared(_variables(container, context))),
)
def provider_key_declared(container: Container, context: Context) -> Iterator[Problem]:
    """Without it the service starts, and its first answer is a 401."""
    given = _from_secrets(container, context)
    for provider, variable in declared(_variables(container, context)).items():
        keys = PROVIDERS[provider].keys
        if given is not None and given.isdisjoint({*keys, *(f"{key}_FILE" for key in keys)}):
            yield Problem(
                "env", f"{variable} calls {provider}, and no Secret gives the container {keys[0]}."
            )


def _variables(container: Container, context: Context) -> dict[str, str]:
    """What is written out for the container, here or in a ConfigMap that is judged, too."""
    found: dict[str, str] = {}
    for one in mappings(container.data.get("envFrom")):
        store = _store(container, context, "ConfigMap", mapping(one.get("configMapRef")))
        if store is not None:
            data = mapping(store.data.get("data"))
            found.update({text(one.get("prefix")) + text(key): text(data[key]) for key in data})
    for one in mappings(container.data.get("env")):
        if one.get("value") is not None:
            found[text(one.get("name"))] = text(one.get("value"))
    return found


def _from_secrets(container: Container, context: Context) -> frozenset[str] | None:
    """The variables that come from Secrets or files; None if a Secret is not among the objects."""
    names = {
        text(one.get("name"))
        for one in mappings(container.data.get("env"))
        if one.get("valueFrom") or text(one.get("name")).endswith(("_FILE", "_CREDENTIALS"))
    }
    for one in mappings(container.data.get("envFrom")):
        reference = one.get("secretRef")
        if not reference:
            continue
        store = _store(container, context, "Secret", mapping(reference))
        if store is None:
            return None
        prefix = text(one.get("prefix"))
        names.update(prefix + text(key) for key in _keys_of(store))
    return frozenset(names)


def _keys_of(secret: Object) -> Iterable[str]:
    return (*mapping(secret.data.get("data")), *mapping(secret.data.get("stringData")))


def _store(container: Container, context: Context, kind: str, reference: Data) -> Object | None:
    if not reference:
        return None
    name = text(reference.get("name"))
    return context.world.once(_stores).get((kind, container.pod.owner.namespace, name))


def _stores(world: World) -> Stores:
    return {(one.kind, one.namespace, one.name): one for one in world.kind("ConfigMap", "Secret")}
