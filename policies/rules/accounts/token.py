"""The token of the Kubernetes API: mounted only where the pod asks for it."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..security.contexts import is_false
from ..subjects import Context, Object, Pod
from .lookups import account_of, accounts, used_accounts

FIELD = "automountServiceAccountToken"
LINK = "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"


@rule(
    "sa-automount-token",
    "No token of the Kubernetes API is mounted by itself",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    remediation="Set automountServiceAccountToken: false on the pod, and mount a projected token "
    "where the service talks to the API; with KubernetesService, through pod_overrides.",
    argument="pod_overrides",
    link=LINK,
    tags=("accounts",),
    frameworks=("CIS Kubernetes 5.1.6",),
    applies=lambda target, context: target.pod is not None or _is_spare(target, context),
    inline_waiver=True,
)
def sa_automount_token(target: Object, context: Context) -> Iterator[Problem]:
    """The pod's word wins over its account's; an account that no pod here uses speaks for itself.

    A pod that needs the token asks with a projected volume, which says so,
    expires and names its audience.
    """
    if target.pod is not None:
        yield from _of_pod(target.pod, context)
    elif not is_false(target.data.get(FIELD)):
        yield Problem(FIELD, "Pods of this service account get its token unless they refuse it.")


def _of_pod(pod: Pod, context: Context) -> Iterator[Problem]:
    said = pod.spec.get(FIELD)
    if said is None:
        account = accounts(context.world).get(account_of(pod))
        said = None if account is None else account.data.get(FIELD)
    if not is_false(said):
        yield Problem(
            f"{pod.spec_path}.{FIELD}", "The service account's token is mounted by itself."
        )


def _is_spare(target: Object, context: Context) -> bool:
    if target.kind != "ServiceAccount" or target.name == "default":  # that is sa-default's
        return False
    return (target.namespace or "default", target.name) not in used_accounts(context.world)
