"""The containers of a pod: what the spec asks for, joined with what the status tells."""

from collections.abc import Iterator, Mapping

from collect.parsing.fields import flag, mapping, sequence, strings, text, whole, words
from diagnosis.snapshot import Container, Role

from .probes import probes
from .states import last_state, state

_KINDS = (
    ("initContainers", "initContainerStatuses", Role.INIT),
    ("containers", "containerStatuses", Role.APP),
    ("ephemeralContainers", "ephemeralContainerStatuses", Role.EPHEMERAL),
)


def containers(pod: object) -> tuple[Container, ...]:
    """Init containers and sidecars, then the containers, then ephemeral ones, each as listed."""
    return tuple(
        _container(declared, status, role, pod)
        for specs, statuses, role in _KINDS
        for declared, status in _paired(
            sequence(pod, "spec", specs), sequence(pod, "status", statuses)
        )
    )


def _paired(declared: object, statuses: object) -> Iterator[tuple[object, object]]:
    """Each container with its status, by name; either may be missing."""
    status = {text(one, "name"): one for one in sequence(statuses) if isinstance(one, Mapping)}
    for one in sequence(declared):
        if isinstance(one, Mapping):
            yield one, status.pop(text(one, "name"), {})
    yield from (({}, left) for left in status.values())


def _container(declared: object, status: object, role: Role, pod: object) -> Container:
    if role is Role.INIT and text(declared, "restartPolicy") == "Always":
        role = Role.SIDECAR
    return Container(
        name=text(declared, "name") or text(status, "name"),
        role=role,
        image=text(declared, "image") or text(status, "image"),
        image_id=text(status, "imageID"),
        state=state(mapping(status, "state")),
        last_state=last_state(mapping(status, "lastState")),
        ready=flag(status, "ready"),
        started=flag(status, "started"),
        restarts=whole(status, "restartCount") or 0,
        command=words(declared, "command"),
        args=words(declared, "args"),
        working_dir=text(declared, "workingDir"),
        ports=_ports(declared),
        env=tuple(name for one in sequence(declared, "env") if (name := text(one, "name"))),
        limits=strings(declared, "resources", "limits"),
        requests=strings(declared, "resources", "requests"),
        probes=probes(declared),
        mounts=_mounts(declared),
        read_only_root=flag(declared, "securityContext", "readOnlyRootFilesystem"),
        run_as_user=_user(declared, pod),
        run_as_non_root=_non_root(declared, pod),
    )


def _ports(declared: object) -> tuple[int, ...]:
    ports = (whole(one, "containerPort") for one in sequence(declared, "ports"))
    return tuple(port for port in ports if port is not None)


def _mounts(declared: object) -> Mapping[str, str]:
    mounts = sequence(declared, "volumeMounts")
    return {path: text(one, "name") for one in mounts if (path := text(one, "mountPath"))}


def _user(declared: object, pod: object) -> int | None:
    """The container's own word counts before the pod's."""
    own = whole(declared, "securityContext", "runAsUser")
    return whole(pod, "spec", "securityContext", "runAsUser") if own is None else own


def _non_root(declared: object, pod: object) -> bool | None:
    own = flag(declared, "securityContext", "runAsNonRoot")
    return flag(pod, "spec", "securityContext", "runAsNonRoot") if own is None else own
