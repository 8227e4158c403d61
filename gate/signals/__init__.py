"""What speaks against a rollout: pure functions from an observation to signs of trouble."""

from gate.observation import Observation
from gate.signals.controller import of_controller
from gate.signals.ends import ends, of_ends
from gate.signals.pods import of_pods
from gate.signals.signal import Baseline, Ends, Signal

__all__ = ["Baseline", "Ends", "Signal", "ends", "signals"]


def signals(seen: Observation, baseline: Baseline, scheduling: float) -> tuple[Signal, ...]:
    """All signs of trouble, the surest first; none before the controller has seen the change.

    `scheduling` is how long a pod may wait for a node.
    """
    if not seen.deployment.observed:
        return ()
    found = [*of_ends(seen, baseline), *of_pods(seen, scheduling), *of_controller(seen)]
    return tuple(sorted(found, key=lambda signal: signal.patience))
