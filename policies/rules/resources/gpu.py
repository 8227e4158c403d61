"""GPUs, which cannot be overcommitted."""

import re
from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..quantities import quantity
from ..registry import rule
from ..subjects import Container, Context, mapping, text

_GPU = re.compile(r".+/(gpu|mig-[\w.]+|gpu\.[\w.-]+|vgpu|neuron\w*|tpu)", re.IGNORECASE)


@rule(
    "gpu-requests-equal-limits",
    "A GPU is in the limits, and the request is the same",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.ANY_CONTAINER,
    remediation="Set the GPU in resources.limits only; the request follows.",
    argument="gpus",
    link="https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/",
    tags=("resources", "gpu"),
)
def gpu_requests(container: Container, _: Context) -> Iterator[Problem]:
    """GPUs are not shared out by weight: the API refuses a request without an equal limit."""
    limits = mapping(container.resources.get("limits"))
    for name, wanted in mapping(container.resources.get("requests")).items():
        if not _GPU.fullmatch(text(name)):
            continue
        if name not in limits:
            message = f"requests {name} without a limit"
        elif quantity(limits[name]) != quantity(wanted):
            message = f"{name}: the request is not the limit"
        else:
            continue
        yield Problem(f"resources.requests.{name}", message)
