"""Secrets in a ConfigMap, which everyone in the namespace may read."""

import re
from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Object, mapping, text
from .environment import LINK
from .exposed import issuers
from .formats import PRIVATE_KEY
from .names import announces_secret, variable_announces_secret
from .values import written_out

_ASSIGNMENT = re.compile(r"([A-Za-z][\w.\-]*)[\"']?[ \t]*[:=][ \t]*[\"']?([^\s\"',;]+)")
_WORTH_A_LOOK = re.compile(r"pass|pwd|pswrd|pword|secret|token|key|bearer|cred", re.IGNORECASE)


@rule(
    "configmap-secret",
    "No ConfigMap holds a secret",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds={"ConfigMap"},
    remediation="Move the entry into a Secret; with KubernetesService, from its argument env to "
    "its argument secrets.",
    argument="secrets",
    link=LINK,
    tags=("secrets",),
    frameworks=("CIS Kubernetes 5.4.1",),
)
def configmap_secret(target: Object, _: Context) -> Iterator[Problem]:
    """By the key, by an assignment inside the value, or by the form of the value."""
    for key, value in mapping(target.data.get("data")).items():
        path = f"data.{key}"
        said = text(value)
        if variable_announces_secret(text(key)) and written_out(text(key), said):
            yield Problem(path, f"The key {key} announces a secret.")
        elif PRIVATE_KEY.search(said) or issuers(said):
            yield Problem(path, f"The value of {key} has the form of a credential.")
        elif name := _assigned(said):
            yield Problem(path, f"The value of {key} sets {name}.")


def _assigned(value: str) -> str:
    """The first name that announces a secret and is given one inside a text; `""` if none is."""
    if not _WORTH_A_LOOK.search(value):
        return ""
    for name, given in _ASSIGNMENT.findall(value):
        last = name.rpartition(".")[2]
        if announces_secret(last) and written_out(last, given):
            return str(name)
    return ""
