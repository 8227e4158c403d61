"""AppArmor and SELinux: mandatory access control that must not be weakened."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Pod, mapping, text
from .contexts import STANDARDS, places

APPARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/"
SELINUX_TYPES = frozenset(
    {"", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"}
)


def _annotation_allowed(value: str) -> bool:
    return value in {"", "runtime/default"} or value.startswith("localhost/")


@rule(
    "apparmor",
    "AppArmor is not switched off",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.POD,
    remediation="Set the AppArmor profile to RuntimeDefault or Localhost, or take it out; with "
    "KubernetesService, in its arguments pod_overrides and annotations.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: AppArmor",),
)
def apparmor(pod: Pod, _: Context) -> Iterator[Problem]:
    """Both the field and the annotation that came before it; unset is the runtime's default."""
    for path, data in places(pod):
        found = text(mapping(data.get("appArmorProfile")).get("type"))
        if found not in {"", "RuntimeDefault", "Localhost"}:
            yield Problem(f"{path}.appArmorProfile.type", f"The AppArmor profile is {found}.")
    for key, value in mapping(pod.metadata.get("annotations")).items():
        if text(key).startswith(APPARMOR_ANNOTATION) and not _annotation_allowed(text(value)):
            yield Problem(
                "metadata.annotations",
                f"The annotation {key} is neither runtime/default nor localhost/.",
            )


@rule(
    "selinux",
    "SELinux options stay within those of containers",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.POD,
    remediation="Take seLinuxOptions.user and role out, and use a container type; with "
    "KubernetesService, in its argument pod_overrides.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: SELinux",),
)
def selinux(pod: Pod, _: Context) -> Iterator[Problem]:
    """A custom user, role or type can take the confinement away."""
    for path, data in places(pod):
        options = mapping(data.get("seLinuxOptions"))
        if text(options.get("type")) not in SELINUX_TYPES:
            yield Problem(f"{path}.seLinuxOptions.type", "The SELinux type is no container type.")
        for field in ("user", "role"):
            if text(options.get(field)):
                yield Problem(f"{path}.seLinuxOptions.{field}", f"An SELinux {field} is set.")
