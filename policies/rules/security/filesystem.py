"""A root file system that nothing can be written to."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context
from .contexts import CONTEXT_HELP, is_true


@rule(
    "read-only-rootfs",
    "The root file system is read-only",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.ANY_CONTAINER,
    remediation="Set securityContext.readOnlyRootFilesystem: true and mount an emptyDir where "
    "the service writes; with KubernetesService, read_only_root and cache_paths.",
    argument="read_only_root",
    link=CONTEXT_HELP,
    tags=("security",),
    frameworks=("NSA Kubernetes Hardening: immutable container file systems",),
    inline_waiver=True,
)
def read_only_rootfs(container: Container, _: Context) -> Iterator[Problem]:
    """What cannot be written to cannot be made to hold an attacker's tools."""
    if not is_true(container.security.get("readOnlyRootFilesystem")):
        yield Problem(
            "securityContext.readOnlyRootFilesystem", "readOnlyRootFilesystem is not true."
        )
