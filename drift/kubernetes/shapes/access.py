"""Who may do what."""

from drift.walking.shape import (
    ANY,
    NOTHING,
    ON,
    SET,
    Around,
    default,
    fields,
    filled,
    keyed,
    loose,
    ordered,
    shared,
)

from .metadata import SELECTOR, object_of

_GROUP = "rbac.authorization.k8s.io"

RULES = loose(
    fields(apiGroups=SET, nonResourceURLs=SET, resourceNames=SET, resources=SET, verbs=SET)
)


def _group(around: Around) -> str:
    """Service accounts are of the core group, people and groups of the one for access."""
    return "" if around[-1].get("kind") == "ServiceAccount" else _GROUP


def _own_namespace(around: Around) -> object:
    """A service account without a namespace is of the binding's."""
    if around[-1].get("kind") != "ServiceAccount":
        return NOTHING
    metadata = around[0].get("metadata")
    return metadata.get("namespace", NOTHING) if isinstance(metadata, dict) else NOTHING


_SUBJECTS = keyed(
    fields(apiGroup=default(_group), namespace=default(_own_namespace)), "kind", "namespace", "name"
)
_BINDING = object_of(roleRef=fields(apiGroup=default(_GROUP)), subjects=_SUBJECTS)

ACCESS = {
    (_GROUP, "Role"): object_of(rules=RULES),
    (_GROUP, "ClusterRole"): object_of(
        rules=RULES, aggregationRule=fields(clusterRoleSelectors=ordered(SELECTOR))
    ),
    (_GROUP, "RoleBinding"): _BINDING,
    (_GROUP, "ClusterRoleBinding"): _BINDING,
    ("", "ServiceAccount"): object_of(
        automountServiceAccountToken=ON,
        # Token and pull secrets, which controllers make for the account.
        secrets=filled(shared(ANY, "name")),
        imagePullSecrets=shared(ANY, "name"),
    ),
}
