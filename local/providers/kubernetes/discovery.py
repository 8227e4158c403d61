"""Which kinds the API server knows, their plural names, and whether they live in namespaces."""

import threading
from dataclasses import dataclass

from local.providers.kubernetes.client import NOT_FOUND, ApiError, Client
from local.providers.kubernetes.manifest import Object

_CLUSTER_WIDE = (
    "APIService CSIDriver CSINode CertificateSigningRequest ClusterRole ClusterRoleBinding "
    "ClusterTrustBundle CustomResourceDefinition DeviceClass FlowSchema IPAddress IngressClass "
    "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration "
    "Namespace Node PersistentVolume PriorityClass PriorityLevelConfiguration ResourceSlice "
    "RuntimeClass ServiceCIDR StorageClass StorageVersion ValidatingAdmissionPolicy "
    "ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration VolumeAttachment "
    "VolumeAttributesClass"
)
"""What has no namespace, for when no server can be asked."""


class NoSuchKindError(Exception):
    """The API server knows no such kind; often its definition has not been created yet."""


@dataclass(frozen=True)
class Resource:
    """Where objects of one kind live in the REST API."""

    api_version: str
    kind: str
    plural: str
    namespaced: bool

    def collection(self, namespace: str) -> str:
        """The path of all objects in a namespace (ignored for cluster-wide kinds)."""
        root = root_of(self.api_version)
        middle = f"/namespaces/{namespace or 'default'}" if self.namespaced else ""
        return f"{root}{middle}/{self.plural}"

    def item(self, namespace: str, name: str) -> str:
        """The path of one object."""
        return f"{self.collection(namespace)}/{name}"


def root_of(api_version: str) -> str:
    """The path under which a group and version are served."""
    return f"/apis/{api_version}" if "/" in api_version else f"/api/{api_version}"


def resources(listing: Object, api_version: str) -> dict[str, Resource]:
    """Read a discovery answer; subresources such as `pods/log` are left out."""
    return {
        entry["kind"]: Resource(api_version, entry["kind"], entry["name"], entry["namespaced"])
        for entry in listing.get("resources") or []
        if "/" not in entry["name"]
    }


def is_cluster_wide(kind: str) -> bool:
    """Guess, without a server, whether a kind has no namespace."""
    return kind in _CLUSTER_WIDE.split()


class Discovery:
    """Asks the server once per group and version."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: dict[str, dict[str, Resource]] = {}
        self._lock = threading.Lock()

    def find(self, api_version: str, kind: str) -> Resource:
        """Find a kind.

        Raises NoSuchKindError when the server does not know it (it is asked
        anew next time), UnreachableError when it does not answer.
        """
        with self._lock:
            known = self._known.get(api_version, {})
        if kind in known:
            return known[kind]
        try:
            listing = self._client.get(root_of(api_version))
        except ApiError as error:
            if error.code == NOT_FOUND:
                raise NoSuchKindError(f"no matches for {api_version}/{kind}") from error
            raise
        found = resources(listing, api_version)
        with self._lock:
            self._known[api_version] = found
        if kind not in found:
            raise NoSuchKindError(f"no matches for {api_version}/{kind}")
        return found[kind]
