"""What every operation works with: settings, the cluster, the engine, and the wish to stop."""

import os
import threading
from dataclasses import dataclass, field

from local.providers.kubernetes import kubeconfig, naming
from local.providers.kubernetes.awaiting.watcher import Watcher
from local.providers.kubernetes.client import ApiError, Client, UnreachableError
from local.providers.kubernetes.discovery import (
    Discovery,
    NoSuchKindError,
    Resource,
    is_cluster_wide,
)
from local.providers.kubernetes.manifest import Object
from local.providers.kubernetes.settings import Settings
from local.providers.protocol.engine import Engine
from local.providers.protocol.failures import ProviderError

STATE_HINT = (
    "if the cluster is gone for good, run again with PULUMI_K8S_DELETE_UNREACHABLE=true "
    "to drop its resources from the state"
)


@dataclass(frozen=True)
class Cluster:
    """A cluster that answered."""

    client: Client
    discovery: Discovery


@dataclass
class Session:
    """One configured provider. `cluster` is None when it could not be reached; `why` says why."""

    settings: Settings
    engine: Engine
    cancelled: threading.Event = field(default_factory=threading.Event)
    cluster: Cluster | None = None
    namespace: str = "default"
    why: str = ""

    def reached(self) -> Cluster:
        """The cluster, for operations that cannot do without.

        Raises ProviderError with the reason when it cannot be reached.
        """
        if self.cluster is None:
            raise ProviderError(self.why)
        return self.cluster

    def close(self) -> None:
        """Close the connections to the cluster."""
        if self.cluster is not None:
            self.cluster.client.close()

    def manager(self, state: Object, inputs: Object, urn: str) -> str:
        """The field manager of a resource; one for all where nothing is applied."""
        if not self.settings.server_side_apply:
            return naming.MANAGER_PREFIX
        return naming.field_manager(state, inputs, urn)

    def resource(self, found: Object) -> Resource | None:
        """Where the kind of an object is served; None when the server does not know it."""
        try:
            kind = str(found.get("kind"))
            return self.reached().discovery.find(str(found.get("apiVersion")), kind)
        except NoSuchKindError:
            return None

    def is_namespaced(self, found: Object) -> bool:
        """Ask the server, or guess where it cannot say."""
        resource = self.resource(found) if self.cluster else None
        if resource is None:
            return not is_cluster_wide(str(found.get("kind")))
        return resource.namespaced

    def watcher(self, urn: str) -> Watcher:
        """A watcher that reports on a resource of the program."""
        cluster = self.reached()
        return Watcher(
            cluster.client,
            cluster.discovery,
            self.cancelled,
            lambda message: self.engine.status(message, urn),
        )


def connect(settings: Settings, engine: Engine) -> Session:
    """Open a session; a cluster that does not answer makes it one without a cluster."""
    session = Session(settings, engine, namespace=settings.namespace or "default")
    try:
        config = kubeconfig.load(settings.kubeconfig, os.environ)
        access = kubeconfig.access(config, settings.context, settings.cluster)
        session.namespace = settings.namespace or access.namespace
        client = Client(access)
        client.get("/version")
    except (kubeconfig.KubeconfigError, UnreachableError, ApiError, KeyError, OSError) as error:
        session.why = f"the configured Kubernetes cluster is unreachable: {error}"
        return session
    session.cluster = Cluster(client, Discovery(client))
    return session
