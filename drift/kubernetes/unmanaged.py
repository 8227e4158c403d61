"""Objects that are ours by their marks, and that nothing declares."""

from collections.abc import Collection, Iterator, Mapping

from drift.context import Context
from drift.model import Class, Data, Difference, Key

from .actors import Cast
from .owning import Entry, Owners, newest


def unmanaged(
    live: Mapping[Key, Data | None], declared: Collection[Key], context: Context
) -> Iterator[Difference]:
    """One difference for each; what another object owns comes and goes with that one."""
    for key, one in live.items():
        if key in declared or not isinstance(one, dict) or _is_owned(one):
            continue
        owners = Owners(one)
        cast = Cast(owners.entries, context.managers, guess=False)
        mine: tuple[Entry, ...] = tuple(e for e in owners.entries if e.manager in cast.ours)
        if mine or _is_labelled(one, context.labels):
            yield Difference(
                object=str(key),
                path="",
                cls=Class.UNMANAGED,
                manager=mine[0].manager if mine else "",
                time=newest(mine),
                reason="it bears our marks, and nothing declares it",
            )


def _is_owned(object_: Data) -> bool:
    metadata = object_.get("metadata")
    return isinstance(metadata, dict) and bool(metadata.get("ownerReferences"))


def _is_labelled(object_: Data, labels: Data) -> bool:
    metadata = object_.get("metadata")
    found = metadata.get("labels") if isinstance(metadata, dict) else None
    return isinstance(found, dict) and bool(labels) and labels.items() <= found.items()
