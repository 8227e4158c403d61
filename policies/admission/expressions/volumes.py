"""The rules on volumes, of `rules/security/` and `rules/resources/`, in CEL."""

from ..expression import Over, compiled
from .resources import STORAGE

_VOLUMES = "variables.spec.?volumes.orValue([])"
_SOCKET = r'r"(docker\.sock|containerd\.sock|crio\.sock|cri-dockerd\.sock|podman\.sock)/*$"'
_SOURCES = (
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
)
_HAS_ALLOWED = " || ".join(f"has(v.{source})" for source in _SOURCES)

compiled("host-path", Over.POD, f"{_VOLUMES}.all(v, !has(v.hostPath))")
# The API server makes an emptyDir of a volume without a source, and refuses one with two.
compiled("volume-types", Over.POD, f"{_VOLUMES}.all(v, {_HAS_ALLOWED})")
compiled(
    "container-socket",
    Over.POD,
    f"""{_VOLUMES}.all(v, !v.?hostPath.?path.orValue("").matches({_SOCKET}))
    && variables.every.all(c, c.?volumeMounts.orValue([])
    .all(m, !m.mountPath.matches({_SOCKET})))""",
)
compiled(
    "shm-sized",
    Over.POD,
    f"""{_VOLUMES}.all(v, v.?emptyDir.?medium.orValue("") != "Memory"
    || v.?emptyDir.?sizeLimit.hasValue())""",
)
compiled(
    "emptydir-limits",
    Over.POD,
    f"""{_VOLUMES}.all(v, !has(v.emptyDir) || v.emptyDir.?sizeLimit.hasValue()
    || variables.every.all(c, !c.?volumeMounts.orValue([]).exists(m, m.name == v.name)
    || ({" && ".join(STORAGE)})))""",
)
