"""Which setting of a stack a field of our components' objects comes from."""

import re

from .model import Difference

_CONTAINER = r"spec\.template\.spec\.containers\[name=[^\]]*\]"
_NAME = r'(?:\.(?P<plain>[A-Za-z0-9_-]+)|\["(?P<quoted>[^"]+)"\])'
_PROBE = rf"{_CONTAINER}\.(?P<probe>startup|readiness|liveness)Probe"

_SETTINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "Deployment": (
        (r"spec\.replicas", "replicas"),
        (r"spec\.minReadySeconds", "minReady"),
        (r"spec\.progressDeadlineSeconds", "progressDeadline"),
        (r"spec\.template\.spec\.terminationGracePeriodSeconds", "grace"),
        (rf"{_CONTAINER}\.resources\.limits\.memory", "memory"),
        (rf"{_CONTAINER}\.resources\.requests\.memory", "memoryRequest"),
        (rf"{_CONTAINER}\.resources\.limits\.cpu", "cpuLimit"),
        (rf"{_CONTAINER}\.resources\.requests\.cpu", "cpu"),
        (rf'{_CONTAINER}\.resources\.limits\["nvidia\.com/gpu"\]', "gpus"),
        (rf"{_CONTAINER}\.env\[name=(?P<name>[^\]#]+)\](?:\.value)?", "env.{name}"),
        (rf"{_CONTAINER}\.livenessProbe\.httpGet\.path", "livePath"),
        (rf"{_CONTAINER}\.(?:startup|readiness)Probe\.httpGet\.path", "readyPath"),
        (rf"{_PROBE}\.periodSeconds", "{probe}Probe.period"),
        (rf"{_PROBE}\.timeoutSeconds", "{probe}Probe.timeout"),
        (rf"{_PROBE}\.failureThreshold", "{probe}Probe.failures"),
        (rf"{_CONTAINER}\.securityContext\.readOnlyRootFilesystem", "readOnlyRoot"),
        (r"spec\.template\.spec\.securityContext\.runAsUser", "runAsUser"),
        (rf"spec\.template\.metadata\.annotations{_NAME}", "annotations{key}"),
        (r"spec\.template\.spec\.(?P<name>[A-Za-z]+(?:\.[A-Za-z]+)*)", "podOverrides.{name}"),
    ),
    "Service": (
        (r"spec\.type", "serviceType"),
        (r"spec\.ports\[[^\]]*\]\.nodePort", "nodePort"),
    ),
    "HorizontalPodAutoscaler": (
        (r"spec\.(?P<name>minReplicas|maxReplicas)", "autoscaling.{name}"),
        (r"spec\.metrics\[.*\]\.resource\.target\.averageUtilization", "autoscaling.cpuPercent"),
    ),
    "Ingress": (
        (r"spec\.ingressClassName", "ingress.className"),
        (rf"metadata\.annotations{_NAME}", "ingress.annotations{key}"),
    ),
    "ConfigMap": ((rf"data{_NAME}", "env{key}"),),
}
_ANYWHERE = ((rf"metadata\.labels{_NAME}", "labels{key}"),)
"""By kind: a path, and the setting in docs/reference/settings.md."""


def setting_of(difference: Difference) -> str:
    """The setting, as `pulumi config set --path` takes it; empty if none is known."""
    kind = difference.object.partition("/")[0]
    for pattern, setting in (*_SETTINGS.get(kind, ()), *_ANYWHERE):
        found = re.fullmatch(pattern, difference.path)
        if found:
            groups = found.groupdict()
            return setting.format(**groups, key=_key(groups))
    return ""


def _key(groups: dict[str, str | None]) -> str:
    """A key of a mapping: `.team`, `["app.example.com/team"]`."""
    if groups.get("plain"):
        return f".{groups['plain']}"
    return f'["{groups.get("quoted")}"]' if groups.get("quoted") else ""
