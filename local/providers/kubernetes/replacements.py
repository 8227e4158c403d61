"""Which changed fields cannot be updated in place, per kind (Kubernetes API reference)."""

from local.providers.kubernetes.manifest import Object
from local.providers.protocol import paths

_ALWAYS = ("metadata.name", "metadata.namespace")
_MAP_DATA = ("data", "binaryData")
_SECRET_DATA = ("type", "data", "stringData")

_POD_FIELDS = (
    "affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks hostAliases "
    "hostIPC hostNetwork hostPID hostname imagePullSecrets nodeName nodeSelector overhead "
    "preemptionPolicy priority priorityClassName readinessGates restartPolicy runtimeClassName "
    "schedulerName securityContext serviceAccount serviceAccountName shareProcessNamespace "
    "subdomain terminationGracePeriodSeconds volumes"
)
_POD = tuple(f"spec.{field}" for field in _POD_FIELDS.split())
_CONTAINER_FIELDS = (
    "args command env image imagePullPolicy lifecycle livenessProbe ports readinessProbe "
    "resources securityContext stdin stdinOnce terminationMessagePath "
    "terminationMessagePolicy tty volumeDevices volumeMounts workingDir"
)
_CONTAINER = tuple(
    f"spec.{group}[*].{field}"
    for group in ("containers", "initContainers")
    for field in _CONTAINER_FIELDS.split()
)
_VOLUME_FIELDS = (
    "awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker "
    "gcePersistentDisk glusterfs hostPath iscsi local nfs photonPersistentDisk portworxVolume "
    "quobyte rbd scaleIO storageos vsphereVolume"
)
_VOLUME = tuple(f"spec.{field}" for field in _VOLUME_FIELDS.split())
_STATEFUL_SET = (
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
)
_CLAIM = ("spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName")
_JOB = ("spec.completions", "spec.parallelism", "spec.selector", "spec.template")

_BY_KIND: dict[tuple[str, str], tuple[str, ...]] = {
    ("apps", "DaemonSet"): ("spec.selector",),
    ("apps", "Deployment"): ("spec.selector",),
    ("apps", "StatefulSet"): _STATEFUL_SET,
    ("batch", "Job"): _JOB,
    ("", "PersistentVolume"): _VOLUME,
    ("", "PersistentVolumeClaim"): _CLAIM,
    ("", "Pod"): _POD + _CONTAINER,
    ("", "ResourceQuota"): ("spec.scopes",),
    ("", "Service"): ("spec.clusterIP",),
    ("rbac.authorization.k8s.io", "ClusterRoleBinding"): ("roleRef",),
    ("rbac.authorization.k8s.io", "RoleBinding"): ("roleRef",),
    ("storage.k8s.io", "StorageClass"): ("parameters", "provisioner"),
}


def replacing_paths(
    inputs: Object, *, patch: bool, mutable_maps: bool, mutable_secrets: bool
) -> list[paths.Path]:
    """The paths whose change needs a new object.

    As with the official provider a ConfigMap's and a Secret's values are
    replaced, unless the provider is told that they are mutable.
    """
    api_version = str(inputs.get("apiVersion", ""))
    group = api_version.rpartition("/")[0]
    kind = str(inputs.get("kind", ""))
    found = list(_ALWAYS)
    if not patch:
        found += _BY_KIND.get((group, kind), ())
        frozen = inputs.get("immutable") is True
        if (group, kind) == ("", "ConfigMap") and (frozen or not mutable_maps):
            found += _MAP_DATA
        if (group, kind) == ("", "Secret"):
            found += _SECRET_DATA if frozen or not mutable_secrets else ("type",)
    return [paths.read(path) for path in found]
