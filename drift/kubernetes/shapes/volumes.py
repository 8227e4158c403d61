"""Volumes of pods, and the claims they make."""

from dataclasses import replace

from drift.walking.shape import (
    ANY,
    IGNORED,
    NOTHING,
    OFF,
    QUANTITIES,
    QUANTITY,
    SET,
    TEXT,
    TEXTS,
    Around,
    beside,
    default,
    fields,
    filled,
    ordered,
    present,
    shared,
    whole,
)

from .metadata import METADATA, SELECTOR

FILE_MODE = 420
"""0644, in the decimal of JSON."""

FIELD_REF = fields(apiVersion=default("v1"))
RESOURCE_REF = fields(divisor=default("0", QUANTITY))

_DOWNWARD = ordered(fields(fieldRef=FIELD_REF, resourceFieldRef=RESOURCE_REF))
_RETAINED = fields(optional=ANY, items=ordered())


CLAIM_SPEC = fields(
    accessModes=SET,
    resources=fields(requests=QUANTITIES, limits=QUANTITIES),
    selector=SELECTOR,
    storageClassName=filled(TEXT),
    volumeMode=default("Filesystem"),
    volumeName=filled(),
    volumeAttributesClassName=filled(),
    dataSource=default(beside("dataSourceRef")),
    dataSourceRef=default(beside("dataSource")),
)

CLAIM_TEMPLATE = fields(
    apiVersion=IGNORED, kind=IGNORED, metadata=METADATA, spec=CLAIM_SPEC, status=IGNORED
)


def _nothing_else(around: Around) -> object:
    """A volume without a source is an empty directory."""
    return {} if set(around[-1]) <= {"name", "emptyDir"} else NOTHING


_SOURCES = fields(
    emptyDir=present(default(_nothing_else, fields(medium=default(""), sizeLimit=QUANTITY))),
    secret=fields(defaultMode=default(FILE_MODE), items=ordered()),
    configMap=fields(defaultMode=default(FILE_MODE), items=ordered()),
    downwardAPI=fields(defaultMode=default(FILE_MODE), items=_DOWNWARD),
    projected=fields(
        defaultMode=default(FILE_MODE),
        sources=ordered(
            fields(
                secret=_RETAINED,
                configMap=_RETAINED,
                downwardAPI=fields(items=_DOWNWARD),
                clusterTrustBundle=fields(labelSelector=SELECTOR),
                podCertificate=fields(userAnnotations=TEXTS),
                serviceAccountToken=fields(expirationSeconds=default(3600)),
            )
        ),
    ),
    hostPath=fields(type=default("")),
    persistentVolumeClaim=fields(readOnly=OFF),
    ephemeral=fields(volumeClaimTemplate=CLAIM_TEMPLATE),
    csi=fields(volumeAttributes=TEXTS),
    flexVolume=fields(options=TEXTS),
    image=fields(pullPolicy=filled()),
    iscsi=fields(iscsiInterface=default("default")),
    rbd=fields(pool=default("rbd"), user=default("admin"), keyring=default("/etc/ceph/keyring")),
    azureDisk=fields(
        cachingMode=default("ReadWrite"),
        fsType=default("ext4"),
        kind=default("Shared"),
        readOnly=OFF,
    ),
    scaleIO=fields(fsType=default("xfs"), storageMode=default("ThinProvisioned")),
)

VOLUME = replace(_SOURCES, fields={name: whole(source) for name, source in _SOURCES.fields.items()})

VOLUMES = shared(VOLUME, "name")

MOUNTS = shared(
    fields(readOnly=OFF, recursiveReadOnly=filled(), subPath=default("")),
    "mountPath",
)

VOLUME_SPEC = fields(
    accessModes=SET,
    capacity=QUANTITIES,
    claimRef=filled(),
    persistentVolumeReclaimPolicy=default("Retain"),
    storageClassName=default(""),
    volumeMode=default("Filesystem"),
    csi=fields(volumeAttributes=TEXTS),
    flexVolume=fields(options=TEXTS),
    hostPath=whole(fields(type=default(""))),
    nodeAffinity=whole(fields()),
)
"""Of a PersistentVolume."""
