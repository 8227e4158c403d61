"""Jobs and CronJobs: when they start, how late, how they restart, and when they go."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Object, Pod, mapping, text
from .schedule import every_minute, wrong_with

_CRON = "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/"
_JOB = "https://kubernetes.io/docs/concepts/workloads/controllers/job/"
_ACCEPTED = {
    "Job": ("OnFailure", "Never"),
    "CronJob": ("OnFailure", "Never"),
    "Pod": ("Always", "OnFailure"),
}


@rule(
    "cronjob-schedule",
    "A CronJob's schedule is one that Kubernetes accepts",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=("CronJob",),
    remediation="Write five fields (minute hour day month weekday) or a macro such as @daily; "
    "with a run each minute, set concurrencyPolicy to Forbid or Replace.",
    link=f"{_CRON}#schedule-syntax",
    tags=("workload",),
)
def cronjob_schedule(job: Object, _: Context) -> Iterable[Problem]:
    """Fails a schedule that is refused, and one each minute whose runs may overlap."""
    schedule = text(job.spec.get("schedule"))
    wrong = wrong_with(schedule)
    if wrong:
        yield Problem("spec.schedule", wrong)
    elif every_minute(schedule) and job.spec.get("concurrencyPolicy") not in ("Forbid", "Replace"):
        yield Problem("spec.concurrencyPolicy", "it starts each minute, and runs may overlap")


@rule(
    "cronjob-deadline",
    "A CronJob says how late a run may start",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.OBJECT,
    kinds=("CronJob",),
    remediation="Set spec.startingDeadlineSeconds.",
    link=f"{_CRON}#starting-deadline",
    tags=("workload",),
    frameworks=("kube-score cronjob-has-deadline",),
)
def cronjob_deadline(job: Object, _: Context) -> Iterable[Problem]:
    """Fails a CronJob without startingDeadlineSeconds."""
    if job.spec.get("startingDeadlineSeconds") is None:
        yield Problem("spec.startingDeadlineSeconds", "a missed run may start at any time later")


@rule(
    "job-ttl",
    "A finished Job goes away",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.OBJECT,
    kinds=("Job", "CronJob"),
    remediation="Set ttlSecondsAfterFinished on a lone Job; a CronJob has its history limits.",
    link=f"{_JOB}#ttl-mechanism-for-finished-jobs",
    tags=("workload",),
    frameworks=("kube-linter job-ttl-seconds-after-finished",),
)
def job_ttl(job: Object, _: Context) -> Iterable[Problem]:
    """Fails a Job of its own without a time to live, and a CronJob's Job with one."""
    field = "ttlSecondsAfterFinished"
    if job.kind == "CronJob":
        made = mapping(mapping(job.spec.get("jobTemplate")).get("spec"))
        if made.get(field) is not None:
            path = f"spec.jobTemplate.spec.{field}"
            yield Problem(path, "it works against the history limits of the CronJob")
    elif job.spec.get(field) is None and not job.metadata.get("ownerReferences"):
        yield Problem(f"spec.{field}", "the finished Job and its pods stay")


@rule(
    "restart-policy",
    "The restart policy is written, and one the kind accepts",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.POD,
    remediation="Set restartPolicy: Always for what serves, OnFailure or Never for Jobs.",
    link="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy",
    tags=("workload",),
    frameworks=("kube-score cronjob-restartpolicy", "kube-linter restart-policy"),
)
def restart_policy(pod: Pod, _: Context) -> Iterable[Problem]:
    """Fails a policy that is missing, or that the kind refuses."""
    policy = text(pod.spec.get("restartPolicy"))
    accepted = _ACCEPTED.get(pod.owner.kind, ("Always",))
    if policy not in accepted:
        found = f"is {policy}" if policy else "is missing"
        yield Problem("spec.restartPolicy", f"it {found}; expected: {' or '.join(accepted)}")
