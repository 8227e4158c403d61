"""When a bare Pod is ready."""

from local.providers.kubernetes.awaiting import pods
from local.providers.kubernetes.awaiting.verdict import Done, Failed, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at


def judge(pod: Object, _: Related) -> Verdict:
    """Done when ready or succeeded, failed when it ended otherwise."""
    if pods.is_ready(pod):
        return Done()
    told = pods.complaint(pod)
    if at(pod, "status", "phase") == "Failed":
        return Failed(
            (told or f"the Pod failed: {at(pod, 'status', 'message') or 'no reason given'}",)
        )
    return Waiting("waiting for the Pod to be ready", (told,) if told else ())
