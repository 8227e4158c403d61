"""Metadata, and selectors of labels."""

from dataclasses import replace

from drift.walking.shape import (
    ANY,
    IGNORED,
    SET,
    TEXTS,
    Shape,
    fields,
    filled,
    ordered,
    present,
    shared,
)

METADATA = fields(
    name=IGNORED,  # pairing has decided
    namespace=IGNORED,
    generateName=IGNORED,
    uid=IGNORED,
    selfLink=IGNORED,
    resourceVersion=IGNORED,
    generation=IGNORED,
    creationTimestamp=IGNORED,
    deletionTimestamp=IGNORED,
    deletionGracePeriodSeconds=IGNORED,
    managedFields=IGNORED,
    clusterName=IGNORED,
    labels=TEXTS,
    annotations=TEXTS,
    finalizers=replace(SET, shared=True),
    ownerReferences=filled(shared(ANY, "uid")),
)

SELECTOR = present(
    fields(matchLabels=TEXTS, matchExpressions=ordered(fields(values=SET))),
)
"""Selects everything where it is empty, and nothing where it is absent."""


def object_of(**parts: Shape) -> Shape:
    """A whole object with these parts beside its metadata."""
    known = {"apiVersion": IGNORED, "kind": IGNORED, "metadata": METADATA, "status": IGNORED}
    return fields(**(known | parts))
