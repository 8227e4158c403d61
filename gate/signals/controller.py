"""What the Deployment's own controller says."""

from collections.abc import Iterator

from gate import patience
from gate.observation import Observation
from gate.signals.signal import Signal


def of_controller(seen: Observation) -> Iterator[Signal]:
    """Signs from the Deployment's conditions."""
    progressing = seen.condition("Progressing")
    if progressing and progressing.status == "False":
        sentence = f"{seen.deployment.ref} makes no progress ({progressing.reason})"
        yield Signal("progress", f"{sentence}: {progressing.message}", patience.AT_ONCE)
    if progressing and progressing.reason == "DeploymentPaused":
        sentence = f"{seen.deployment.ref} is paused: nothing is rolled out until it is resumed"
        yield Signal("paused", sentence, patience.AT_ONCE)
    failure = seen.condition("ReplicaFailure")
    if failure and failure.status == "True" and not seen.makes_room:
        sentence = f"the ReplicaSet cannot make its pods ({failure.reason}): {failure.message}"
        yield Signal("replicas", sentence, patience.ADMISSION)
