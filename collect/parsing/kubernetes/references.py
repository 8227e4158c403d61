"""The objects that pods name, and whether they are there; never their content."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collect.parsing.fields import mapping
from diagnosis.snapshot import Ref, Reference

from .claims import detail
from .mentions import Mention, mentions
from .metadata import ref

Objects = Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found of the kinds that somebody looked for."""

    looked: frozenset[str]
    found: Mapping[Ref, Mapping[str, object]]

    def present(self, named: Ref) -> bool | None:
        return named in self.found if named.kind in self.looked else None

    def keys(self, named: Ref) -> tuple[str, ...] | None:
        """The names of the entries; None for what is not there, or was listed without its data."""
        obj = self.found.get(named, {})
        if named.kind not in ("Secret", "ConfigMap") or named not in self.found:
            return None
        parts = [mapping(obj, part) for part in ("data", "binaryData", "stringData")]
        # A list of metadata alone has a kind of its own: nothing is known of the entries.
        if obj.get("kind") == "PartialObjectMetadata":
            return None
        return tuple(sorted({key for part in parts for key in part}))


def references(
    pods: Objects,
    secrets: Objects | None = None,
    configmaps: Objects | None = None,
    pvcs: Objects | None = None,
    accounts: Objects | None = None,
) -> tuple[Reference, ...]:
    """Each object that the pods name, once; all are objects of the API, the pods too.

    None for a kind means that nobody could look: `present` is then None as well.
    """
    known = _known(
        {
            "Secret": secrets,
            "ConfigMap": configmaps,
            "PersistentVolumeClaim": pvcs,
            "ServiceAccount": accounts,
        }
    )
    named: dict[Ref, list[Mention]] = {}
    for pod in pods:
        for mention in mentions(pod):
            named.setdefault(mention.ref, []).append(mention)
    return tuple(_reference(one, places, known) for one, places in named.items())


def _known(kinds: Mapping[str, Objects | None]) -> _Known:
    return _Known(
        looked=frozenset(kind for kind, objects in kinds.items() if objects is not None),
        found={
            Ref(kind, named.name, named.namespace): obj
            for kind, objects in kinds.items()
            for obj in objects or ()
            if (named := ref(obj)).name
        },
    )


def _reference(named: Ref, places: list[Mention], known: _Known) -> Reference:
    return Reference(
        ref=named,
        present=known.present(named),
        optional=all(place.optional for place in places),
        keys=known.keys(named),
        wanted=tuple(dict.fromkeys(key for place in places for key in place.keys)),
        detail=detail(known.found.get(named, {})) if named.kind == "PersistentVolumeClaim" else "",
    )
