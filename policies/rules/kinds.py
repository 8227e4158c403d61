"""Kinds of other API groups that are called like one of Kubernetes' own."""

import re

from .unknown import is_unknown
from .values import Data, mapping, text

_SHARED = frozenset({"Ingress", "Job", "NetworkPolicy", "Service"})
"""Names that well-known groups use for something else: Knative, Calico, Volcano, OpenShift."""

_GROUP = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_OWN = ".k8s.io"


def kind_in(data: Data) -> str:
    """The kind as it is written; `Service.serving.knative.dev` where it is not Kubernetes' own.

    The group is left out where it is missing, malformed or not known yet.
    """
    kind = text(mapping(data).get("kind"))
    if kind not in _SHARED:
        return kind
    version = mapping(data).get("apiVersion")
    group = "" if is_unknown(version) else text(version).partition("/")[0]
    foreign = _GROUP.fullmatch(group) and not group.endswith(_OWN)
    return f"{kind}.{group}" if foreign else kind
