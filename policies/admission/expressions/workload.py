"""The rules of `rules/workload/`, `availability/` and `secrets/` in CEL."""

from ..expression import PODS, Over, compiled

_NAMESPACED = (
    *PODS,
    "Service",
    "Secret",
    "ServiceAccount",
    "Role",
    "RoleBinding",
    "ConfigMap",
    "Ingress",
    "PersistentVolumeClaim",
    "NetworkPolicy",
    "PodDisruptionBudget",
    "HorizontalPodAutoscaler",
)

compiled(
    "naked-pod",
    Over.OBJECT,
    """size(object.metadata.?ownerReferences.orValue([])) > 0
    || "kubernetes.io/config.mirror" in object.metadata.?annotations.orValue({})""",
    kinds=("Pod",),
)
compiled(
    "default-namespace",
    Over.OBJECT,
    """object.metadata.?namespace.orValue("default") != "default"
    || (object.kind == "ServiceAccount" && object.metadata.name == "default")
    || (object.kind == "Service" && object.metadata.name == "kubernetes")""",
    kinds=_NAMESPACED,
)
compiled(
    "rolling-update",
    Over.OBJECT,
    'object.spec.?strategy.?type.orValue("RollingUpdate") == "RollingUpdate"',
    kinds=("Deployment",),
)
compiled(
    "hpa-min-replicas",
    Over.OBJECT,
    """object.spec.?minReplicas.orValue(1) >= $minimum
    && object.spec.maxReplicas > object.spec.?minReplicas.orValue(1)""",
    kinds=("HorizontalPodAutoscaler",),
)
compiled(
    "cronjob-deadline",
    Over.OBJECT,
    "has(object.spec.startingDeadlineSeconds)",
    kinds=("CronJob",),
)
compiled(
    "job-ttl",
    Over.OBJECT,
    """object.kind == "CronJob"
    ? !object.spec.jobTemplate.?spec.?ttlSecondsAfterFinished.hasValue()
    : has(object.spec.ttlSecondsAfterFinished)
    || size(object.metadata.?ownerReferences.orValue([])) > 0""",
    kinds=("Job", "CronJob"),
)
compiled("priority-class", Over.POD, 'variables.spec.?priorityClassName.orValue("") != ""')
compiled(
    "env-duplicate",
    Over.EVERY,
    """c.?env.orValue([]).all(e,
    size(c.env.filter(other, other.name == e.name)) == 1)""",
)
compiled(
    "env-from-secretref",
    Over.EVERY,
    """c.?env.orValue([]).all(e, !e.?valueFrom.?secretKeyRef.hasValue())
    && c.?envFrom.orValue([]).all(e, !e.?secretRef.hasValue())""",
)
