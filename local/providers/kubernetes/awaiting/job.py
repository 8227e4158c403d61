"""When a Job has run."""

from local.providers.kubernetes.awaiting import pods
from local.providers.kubernetes.awaiting.verdict import Ask, Done, Failed, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at, condition, is_true, name, owned_by


def asks(job: Object) -> tuple[Ask, ...]:
    """The job's pods."""
    return (Ask("v1", "Pod", f"batch.kubernetes.io/job-name={name(job)}"),)


def judge(job: Object, related: Related) -> Verdict:
    """Done when complete (or suspended on purpose), failed as soon as the controller says so."""
    if is_true(condition(job, "Complete")) or at(job, "spec", "suspend") is True:
        return Done()
    told = pods.complaints(pod for pod in related.get("Pod", []) if owned_by(pod, job))
    failed = condition(job, "Failed")
    if is_true(failed):
        return Failed((f"[{failed.get('reason')}] {failed.get('message', '')}", *told))
    succeeded = at(job, "status", "succeeded") or 0
    wanted = at(job, "spec", "completions") or 1
    return Waiting(f"waiting for the Job to complete ({succeeded}/{wanted} succeeded)", told)
