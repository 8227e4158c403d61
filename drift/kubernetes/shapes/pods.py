"""Pods, and the templates that make them."""

from typing import Any

from drift.walking.shape import (
    ANY,
    OFF,
    ON,
    QUANTITIES,
    SET,
    TEXTS,
    Shape,
    beside,
    default,
    fields,
    filled,
    keyed,
    ordered,
    shared,
    whole,
)

from .containers import CONTAINER, RESOURCES
from .metadata import METADATA, SELECTOR, object_of
from .volumes import VOLUMES

_TERM = fields(
    labelSelector=SELECTOR,
    namespaceSelector=SELECTOR,
    namespaces=SET,
)
_TERMS = fields(
    requiredDuringSchedulingIgnoredDuringExecution=ordered(_TERM),
    preferredDuringSchedulingIgnoredDuringExecution=ordered(fields(podAffinityTerm=_TERM)),
)

TOLERATIONS = keyed(
    fields(operator=default("Equal"), value=default("")), "key", "operator", "value", "effect"
)

POD_SPEC = fields(
    activeDeadlineSeconds=ANY,
    affinity=whole(fields(podAffinity=_TERMS, podAntiAffinity=_TERMS)),
    automountServiceAccountToken=ON,
    containers=shared(CONTAINER, "name"),
    initContainers=shared(CONTAINER, "name", ordered=True),
    ephemeralContainers=shared(CONTAINER, "name"),
    dnsPolicy=default("ClusterFirst"),
    dnsConfig=fields(nameservers=ordered(), searches=ordered(), options=keyed(ANY, "name")),
    enableServiceLinks=ON,
    hostAliases=shared(fields(hostnames=SET), "ip"),
    hostIPC=OFF,
    hostNetwork=OFF,
    hostPID=OFF,
    hostUsers=ON,
    imagePullSecrets=shared(ANY, "name"),
    nodeSelector=TEXTS,
    overhead=QUANTITIES,
    preemptionPolicy=default("PreemptLowerPriority"),
    readinessGates=ordered(),
    resourceClaims=shared(ANY, "name"),
    resources=RESOURCES,
    restartPolicy=default("Always"),
    schedulerName=default("default-scheduler"),
    schedulingGates=shared(ANY, "name"),
    securityContext=fields(
        runAsNonRoot=OFF,
        supplementalGroups=SET,
        sysctls=keyed(ANY, "name"),
        fsGroupChangePolicy=default("Always"),
    ),
    # The old name of serviceAccountName, which the API server repeats.
    serviceAccount=default(beside("serviceAccountName")),
    serviceAccountName=default(beside("serviceAccount")),
    setHostnameAsFQDN=OFF,
    shareProcessNamespace=OFF,
    terminationGracePeriodSeconds=default(30),
    tolerations=TOLERATIONS,
    topologySpreadConstraints=shared(
        fields(
            labelSelector=SELECTOR,
            nodeAffinityPolicy=default("Honor"),
            nodeTaintsPolicy=default("Ignore"),
        ),
        "topologyKey",
        "whenUnsatisfiable",
    ),
    volumes=VOLUMES,
)

POD_TEMPLATE = fields(metadata=METADATA, spec=POD_SPEC)


def template(**defaults: Any) -> Shape:
    """A pod template with other defaults: of a Job the pods never restart by themselves."""
    spec = POD_SPEC.with_fields(**{name: default(value) for name, value in defaults.items()})
    return POD_TEMPLATE.with_fields(spec=spec)


_POD = POD_SPEC.with_fields(
    nodeName=filled(),
    priority=filled(),
    hostname=filled(),
    serviceAccountName=default("default"),
    serviceAccount=filled(),
)

PODS = {
    ("", "Pod"): object_of(spec=_POD),
    ("", "PodTemplate"): object_of(template=POD_TEMPLATE),
}
