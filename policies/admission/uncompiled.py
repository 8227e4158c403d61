"""Why the other rules are no admission policies: one reason each."""

from collections.abc import Mapping

from ..rules.model import Rule, Subject

GRAPH = "it looks at other objects too, and the API server shows a policy one at a time"
DEFAULTED = "the API server has filled in the field by the time a policy sees the object"
REFUSED = "the API server itself refuses what it refuses"
PATTERNS = "its patterns and lists would exceed what an expression may cost"
SELECTORS = "CEL here has no matching of label selectors"
PARSED = "it reads text by a grammar of its own"
CONFIGURED = "what it forbids is a team's own configuration, which is not compiled in yet"
DECLARED = "it reads declarations in annotations, variables and other objects"
CONVERTED = "the API server has converted the object to another version by then"
SOURCE = "what it is about does not reach the API server"

_REASONS = {
    GRAPH: (
        "anti-affinity gateway-dangling hpa-dangling hpa-static-replicas ingress-dangling "
        "ingress-host netpol-dangling netpol-required pdb-allows-disruption pdb-exists "
        "pdb-unhealthy-eviction port-chain probe-readiness-required replicas-minimum "
        "replicas-vs-rwo-volume sa-automount-token sa-default sa-non-existent service-dangling "
        "service-selector-unique statefulset-service stream-not-buffered target-port-valid "
        "topology-spread probe-timing-sane"
    ),
    DEFAULTED: (
        "probe-failure-threshold-set probe-initial-delay-set probe-period-set "
        "probe-success-threshold-set probe-timeout-set restart-policy sa-deprecated-field"
    ),
    REFUSED: "gpu-requests-equal-limits selector-mismatch",
    PATTERNS: ("configmap-secret env-literal-secret exposed-secret-pattern provider-key-declared"),
    SELECTORS: "topology-spread-valid",
    PARSED: "cronjob-schedule node-heap-below-limit probe-exec-commands sudo-entrypoint",
    CONFIGURED: (
        "image-registry-allowed priority required-labels resource-range debug-in-production"
    ),
    DECLARED: (
        "grace-covers-drain probe-cheap-liveness probe-startup-required-for-slow-start "
        "timeout-chain"
    ),
    CONVERTED: "deprecated-api",
    SOURCE: "runtime-drift-marker",
}
_BY_RULE: Mapping[str, str] = {
    rule: reason for reason, rules in _REASONS.items() for rule in rules.split()
}
_BY_SUBJECT = {
    Subject.DOCKERFILE: "a Dockerfile does not reach the API server",
    Subject.RESOURCE: "a Pulumi resource does not reach the API server",
}


def reason(rule: Rule) -> str:
    """Why a rule is no admission policy. Raises KeyError for one whose reason nobody wrote."""
    return _BY_SUBJECT.get(rule.subject) or _BY_RULE[rule.id]


def reasoned() -> frozenset[str]:
    """The rules that have a reason of their own."""
    return frozenset(_BY_RULE)
