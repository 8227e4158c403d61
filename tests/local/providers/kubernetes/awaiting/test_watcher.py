"""What is shown while a resource is awaited."""

from local.providers.kubernetes.awaiting.verdict import Waiting
from local.providers.kubernetes.awaiting.watcher import shown


def test_a_pods_complaint_is_shown_beside_the_progress() -> None:
    """Its first line, not the whole log."""
    told = "[Pod web]: unready\n[CrashLoopBackOff] back-off 10s\ncontainer 'web' terminated\nError"
    verdict = Waiting("waiting for the app (0/1)", ("[Reason] of the controller", told))
    assert shown(verdict) == "waiting for the app (0/1); [CrashLoopBackOff] back-off 10s"


def test_progress_alone() -> None:
    """Where no pod complains."""
    assert shown(Waiting("waiting", ("a detail",))) == "waiting"
