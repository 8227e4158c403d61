"""What a rule is, and what it says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Verdict(StrEnum):
    """What a rule says of one subject."""

    PASS = "pass"  # noqa: S105  # not a password
    FAIL = "fail"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How bad a failure is, worst last."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Profile(StrEnum):
    """Where a rule is on: everywhere, in production, for AI services, or only when asked."""

    BASELINE = "baseline"
    RESTRICTED = "restricted"
    SERVING = "serving"
    OPTIONAL = "optional"


class Subject(StrEnum):
    """What a rule is asked about, one at a time."""

    CONTAINER = "container"  # app containers and native sidecars
    ANY_CONTAINER = "any-container"  # plain init and ephemeral containers, too
    POD = "pod"  # a bare Pod, or the pod template of a workload
    OBJECT = "object"  # a Kubernetes object of one of `kinds`
    DOCKERFILE = "dockerfile"
    RESOURCE = "resource"  # a Pulumi resource that is not Kubernetes', by type token


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to fail: where below the subject, and a sentence without any value of a secret."""

    path: str
    message: str


Check = Callable[[Any, Any], Iterable[Problem]]
"""(subject, context) to the problems found; none is a pass."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its metadata and its check.

    `kinds` restricts OBJECT rules (and POD and CONTAINER rules: kind of the
    owner) or RESOURCE type tokens; empty means any. `applies` says of a subject
    whether the rule has anything to say; if not, there is no verdict.
    `remediation` names what to change, `argument` the component argument that
    does it ("" where no argument of ours leads there). `settings` are the
    configurable values with their defaults. A rule on Kubernetes objects that
    means something for Pulumi resources too has a `resource_check` for those of
    `resource_kinds`.
    """

    id: str
    title: str
    severity: Severity
    profile: Profile
    subject: Subject
    remediation: str
    check: Check
    kinds: frozenset[str] = frozenset()
    applies: Callable[[Any, Any], bool] | None = None
    argument: str = ""
    link: str = ""
    tags: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    inline_waiver: bool = False
    resource_check: Check | None = None
    resource_kinds: frozenset[str] = frozenset()


class Result(NamedTuple):
    """What one rule says of one subject. `path` is from the root of the object or file.

    A tuple, for a large run makes hundreds of thousands of them.
    """

    rule: Rule
    verdict: Verdict
    subject: Any
    container: str = ""
    path: str = ""
    message: str = ""
