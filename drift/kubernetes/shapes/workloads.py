"""What makes pods."""

from drift.walking.shape import (
    NOTHING,
    OFF,
    SET,
    TEXTS,
    Around,
    Shape,
    default,
    fields,
    filled,
    keyed,
    ordered,
    whole,
)

from .metadata import METADATA, SELECTOR, object_of
from .pods import POD_TEMPLATE
from .volumes import CLAIM_TEMPLATE

_UNLIMITED = 2**31 - 1

_LABELLED = default(lambda around: {"matchLabels": _labels(around)}, SELECTOR)


def _labels(around: Around) -> object:
    """A selector that old versions let out is the labels of the template."""
    node: object = around[-1]
    for step in ("template", "metadata", "labels"):
        node = node.get(step) if isinstance(node, dict) else None
    return node


def _own_labels(around: Around) -> object:
    spec = around[0].get("spec")
    return _labels([spec]) if isinstance(spec, dict) else NOTHING


def _strategy(kind: str, **rolling: object) -> Shape:
    """How to replace pods: `kind`, with numbers that hold for it alone."""

    def one(value: object) -> object:
        return lambda around: value if around[-2].get("type", kind) == kind else NOTHING

    numbers = {name: default(one(value)) for name, value in rolling.items()}
    return fields(type=default(kind), rollingUpdate=fields(**numbers))


_DEPLOYMENT = fields(
    replicas=default(1),
    minReadySeconds=default(0),
    paused=OFF,
    progressDeadlineSeconds=default(600),
    revisionHistoryLimit=default(10),
    selector=_LABELLED,
    strategy=_strategy("RollingUpdate", maxSurge="25%", maxUnavailable="25%"),
    template=POD_TEMPLATE,
)

_STATEFUL_SET = fields(
    replicas=default(1),
    minReadySeconds=default(0),
    ordinals=fields(start=default(0)),
    podManagementPolicy=default("OrderedReady"),
    revisionHistoryLimit=default(10),
    selector=_LABELLED,
    serviceName=default(""),
    template=POD_TEMPLATE,
    updateStrategy=_strategy("RollingUpdate", partition=0, maxUnavailable=1),
    volumeClaimTemplates=keyed(CLAIM_TEMPLATE, "metadata.name"),
    persistentVolumeClaimRetentionPolicy=fields(
        whenDeleted=default("Retain"), whenScaled=default("Retain")
    ),
)

_DAEMON_SET = fields(
    minReadySeconds=default(0),
    revisionHistoryLimit=default(10),
    selector=_LABELLED,
    template=POD_TEMPLATE,
    templateGeneration=filled(),
    updateStrategy=_strategy("RollingUpdate", maxSurge=0, maxUnavailable=1),
)

_REPLICA_SET = fields(
    replicas=default(1),
    minReadySeconds=default(0),
    selector=_LABELLED,
    template=POD_TEMPLATE,
)


def _backoff(around: Around) -> int:
    """Failures that a Job takes; a limit for each index takes its place."""
    return _UNLIMITED if around[-1].get("backoffLimitPerIndex") is not None else 6


def _replacement(around: Around) -> str:
    return "Failed" if around[-1].get("podFailurePolicy") else "TerminatingOrFailed"


def _completions(around: Around) -> object:
    """A Job that only says how many pods work at once ends with the first that succeeds."""
    return 1 if around[-1].get("parallelism") in (None, 1) else NOTHING


JOB_SPEC = fields(
    backoffLimit=default(_backoff),
    completionMode=default("NonIndexed"),
    completions=default(_completions),
    manualSelector=OFF,
    parallelism=default(1),
    podFailurePolicy=whole(
        fields(
            rules=ordered(
                fields(
                    onExitCodes=fields(values=SET),
                    onPodConditions=ordered(fields(status=default("True"))),
                )
            )
        )
    ),
    podReplacementPolicy=default(_replacement),
    selector=filled(SELECTOR),
    suspend=OFF,
    template=POD_TEMPLATE,
)

_CRON_JOB = fields(
    concurrencyPolicy=default("Allow"),
    failedJobsHistoryLimit=default(1),
    jobTemplate=fields(metadata=METADATA, spec=JOB_SPEC),
    successfulJobsHistoryLimit=default(3),
    suspend=OFF,
)

WORKLOADS = {
    ("apps", "Deployment"): object_of(spec=_DEPLOYMENT),
    ("apps", "StatefulSet"): object_of(spec=_STATEFUL_SET),
    ("apps", "DaemonSet"): object_of(spec=_DAEMON_SET),
    ("apps", "ReplicaSet"): object_of(spec=_REPLICA_SET),
    ("", "ReplicationController"): object_of(
        spec=_REPLICA_SET.with_fields(selector=default(_labels, TEXTS)),
        # The oldest of them all takes its labels from its template.
        metadata=METADATA.with_fields(labels=default(_own_labels, TEXTS)),
    ),
    ("batch", "Job"): object_of(spec=JOB_SPEC),
    ("batch", "CronJob"): object_of(spec=_CRON_JOB),
}
