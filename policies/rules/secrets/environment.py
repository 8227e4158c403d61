"""Environment variables of containers: secrets written out, passed by reference, or twice."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, mapping, mappings, text
from .formats import PRIVATE_KEY
from .names import variable_announces_secret
from .values import written_out

LINK = "https://kubernetes.io/docs/concepts/configuration/secret/"


@rule(
    "env-literal-secret",
    "No secret is written into the environment",
    severity=Severity.CRITICAL,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Put the value into a Secret and refer to it with valueFrom.secretKeyRef; with "
    "KubernetesService, its arguments api_keys and secrets do both.",
    argument="secrets",
    link=LINK,
    tags=("secrets",),
    frameworks=("CIS Kubernetes 5.4.1",),
)
def env_literal_secret(container: Container, _: Context) -> Iterator[Problem]:
    """Who may read the workload, or its history, reads the value."""
    for index, one in enumerate(mappings(container.data.get("env"))):
        name, value = text(one.get("name")), one.get("value")
        if value is None:
            continue
        if variable_announces_secret(name) and written_out(name, value):
            yield Problem(f"env[{index}].value", f"{name} has its value written out.")
        elif PRIVATE_KEY.search(text(value)):
            yield Problem(f"env[{index}].value", f"{name} holds a private key.")


@rule(
    "env-from-secretref",
    "Secrets are mounted as files, not passed as environment",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.ANY_CONTAINER,
    remediation="Mount the Secret as a volume and read the file; with KubernetesService, through "
    "pod_overrides instead of its argument secrets.",
    argument="pod_overrides",
    link=LINK,
    tags=("secrets",),
    frameworks=("CIS Kubernetes 5.4.1",),
    inline_waiver=True,
)
def env_from_secretref(container: Container, _: Context) -> Iterator[Problem]:
    """A process's environment ends up in crash reports and child processes."""
    for index, one in enumerate(mappings(container.data.get("env"))):
        if mapping(one.get("valueFrom")).get("secretKeyRef") is not None:
            yield Problem(f"env[{index}].valueFrom.secretKeyRef", "A secret is a variable.")
    for index, one in enumerate(mappings(container.data.get("envFrom"))):
        if one.get("secretRef") is not None:
            yield Problem(f"envFrom[{index}].secretRef", "A whole Secret is in the environment.")


@rule(
    "env-duplicate",
    "No environment variable is set twice",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Keep one of the entries; with KubernetesService, look in its arguments env, "
    "secrets and pod_overrides.",
    argument="env",
    link="https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
    tags=("secrets",),
)
def env_duplicate(container: Container, _: Context) -> Iterator[Problem]:
    """The last one wins, and which one that is changes with the next merge."""
    seen: set[str] = set()
    for index, one in enumerate(mappings(container.data.get("env"))):
        name = text(one.get("name"))
        if name and name in seen:
            yield Problem(f"env[{index}].name", f"{name} is set twice.")
        seen.add(name)
