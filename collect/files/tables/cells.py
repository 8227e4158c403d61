"""Tables as command lines print them: columns are apart by two spaces or a tab."""

import re
from collections.abc import Iterator, Mapping, Sequence

AGE = r"(?:<unknown>|<invalid>|-?(?:\d+(?:ms|[ydhms]))+)"
"""An age as kubectl writes it: `7m33s`."""

KINDS = {
    kind.lower(): kind
    for kind in (
        "Pod",
        "Deployment",
        "ReplicaSet",
        "StatefulSet",
        "DaemonSet",
        "Job",
        "CronJob",
        "Node",
        "Service",
        "Endpoints",
        "ConfigMap",
        "Secret",
        "ServiceAccount",
        "Namespace",
        "Ingress",
        "PersistentVolumeClaim",
        "PersistentVolume",
        "HorizontalPodAutoscaler",
        "PodDisruptionBudget",
        "ReplicationController",
        "ResourceQuota",
        "NetworkPolicy",
        "EndpointSlice",
        "StorageClass",
        "Certificate",
        "Revision",
        "Rollout",
        "Application",
        "HelmRelease",
        "Kustomization",
        "Gateway",
        "HTTPRoute",
    )
}
"""Kinds by the lower-case word that tables write."""

_CELL = re.compile(r"\S+(?: \S+)*")


def kind(word: str) -> str:
    """The kind that a table calls `pod` or `deployment.apps`, or the word itself."""
    return KINDS.get(word.partition(".")[0].lower(), word)


def cells(line: str) -> list[tuple[int, str]]:
    """The cells of a line, each with where it begins."""
    return [(found.start(), found[0]) for found in _CELL.finditer(line)]


def columns(header: str) -> list[tuple[int, str]]:
    """The columns of a header line; some names have a space in them (`CONTAINER ID`)."""
    return cells(header.expandtabs(8))


def row(header: Sequence[tuple[int, str]], line: str) -> Mapping[str, str]:
    """The cells of a line by the names of the columns.

    As many cells as columns are taken in order: a paste often loses the exact places. Fewer are
    taken by where they stand, for some are empty.
    """
    found = cells(line.expandtabs(8))
    names = [name for _, name in header]
    if len(found) == len(names):
        return dict(zip(names, (text for _, text in found), strict=True))
    return dict(_placed(header, found))


def _placed(
    header: Sequence[tuple[int, str]], found: Sequence[tuple[int, str]]
) -> Iterator[tuple[str, str]]:
    for at, text in found:
        nearest = min(header, key=lambda column: abs(column[0] - at))
        yield nearest[1], text
