"""The service account that a pod names: its own, one that exists, by the current field."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..security.contexts import is_false
from ..subjects import POD_TEMPLATES, Context, Object, Pod, mappings, text
from .lookups import account_name, account_of, accounts
from .token import FIELD, LINK

BINDINGS = frozenset({"RoleBinding", "ClusterRoleBinding"})


@rule(
    "sa-default",
    "Nothing is done with the default service account",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.OBJECT,
    kinds={*POD_TEMPLATES, *BINDINGS, "ServiceAccount"},
    remediation="Give the workload a service account of its own; KubernetesService makes one, "
    "unless its argument pod_overrides names another.",
    argument="pod_overrides",
    link=LINK,
    tags=("accounts",),
    frameworks=("CIS Kubernetes 5.1.5",),
)
def sa_default(target: Object, _: Context) -> Iterator[Problem]:
    """What is granted to the default account is granted to every pod of the namespace.

    A pod that refuses the token cannot act as anyone, so it may keep the default.
    """
    if target.pod is not None:
        spec = target.pod.spec
        if account_name(target.pod) == "default" and not is_false(spec.get(FIELD)):
            path = f"{target.pod.spec_path}.serviceAccountName"
            yield Problem(path, "The pod runs as the default service account.")
    elif target.kind in BINDINGS:
        yield from _granted(target)
    elif target.name == "default" and not is_false(target.data.get(FIELD)):
        yield Problem(FIELD, "The default service account hands out its token.")


def _granted(binding: Object) -> Iterator[Problem]:
    for index, subject in enumerate(mappings(binding.data.get("subjects"))):
        named = (text(subject.get("kind")), text(subject.get("name")))
        if named == ("ServiceAccount", "default"):
            yield Problem(f"subjects[{index}]", "A role is granted to the default account.")


@rule(
    "sa-deprecated-field",
    "The service account is named by serviceAccountName",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.POD,
    remediation="Write serviceAccountName instead of serviceAccount; KubernetesService does, so "
    "look in its argument pod_overrides.",
    argument="pod_overrides",
    link=LINK,
    tags=("accounts",),
)
def sa_deprecated_field(pod: Pod, _: Context) -> Iterator[Problem]:
    """An old name that only the API server still fills in."""
    if text(pod.spec.get("serviceAccount")):
        yield Problem("spec.serviceAccount", "The deprecated field serviceAccount is set.")


@rule(
    "sa-non-existent",
    "The service account that is named exists",
    severity=Severity.MEDIUM,
    profile=Profile.OPTIONAL,
    subject=Subject.POD,
    remediation="Add the ServiceAccount to what is applied, or name one that is; "
    "KubernetesService makes its own, unless its argument pod_overrides names another.",
    argument="pod_overrides",
    link=LINK,
    tags=("accounts",),
)
def sa_non_existent(pod: Pod, context: Context) -> Iterator[Problem]:
    """Every namespace has a default account; any other must be among the objects."""
    named = account_of(pod)
    if named[1] != "default" and named not in accounts(context.world):
        yield Problem("spec.serviceAccountName", "No such service account is among the objects.")
