"""Storage: claims, volumes, classes and drivers."""

from drift.walking.shape import OFF, ON, SET, TEXTS, default, fields, loose, ordered

from .metadata import object_of
from .volumes import CLAIM_SPEC, VOLUME_SPEC

STORAGE = {
    ("", "PersistentVolumeClaim"): object_of(spec=CLAIM_SPEC),
    ("", "PersistentVolume"): object_of(spec=VOLUME_SPEC),
    ("storage.k8s.io", "StorageClass"): object_of(
        allowVolumeExpansion=OFF,
        parameters=TEXTS,
        reclaimPolicy=default("Delete"),
        volumeBindingMode=default("Immediate"),
        mountOptions=SET,
        allowedTopologies=ordered(),
    ),
    ("storage.k8s.io", "CSIDriver"): object_of(
        spec=fields(
            attachRequired=ON,
            fsGroupPolicy=default("ReadWriteOnceWithFSType"),
            podInfoOnMount=OFF,
            requiresRepublish=OFF,
            seLinuxMount=OFF,
            storageCapacity=OFF,
            tokenRequests=loose(fields()),
            volumeLifecycleModes=default(["Persistent"], SET),
        )
    ),
}
