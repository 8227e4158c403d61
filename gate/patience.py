"""How long a sign of trouble may last before the gate ends the wait. All times are seconds.

From the first failing event to the printed cause there are 15 s for crashes and images, and 30 s
for a pod that finds no node. What is left after these numbers is for collecting and explaining.
"""

AT_ONCE = 0.0
"""Nothing can mend it: the kubelet itself has given up, or has failed twice."""

SETTLE = 2.0
"""A registry's plain no, a kill by a probe: time for the log and the events to arrive."""

CONFIGURATION = 6.0
"""A Secret or ConfigMap may be applied in this very moment, or be made by an operator."""

ADMISSION = 8.0
"""A quota may be freed, a webhook restarted."""

PULL = 10.0
"""No way to the registry. The kubelet's second attempt comes 12 s after the first: too late."""

BUSY_REGISTRY = 25.0
"""The registry says "later" (429, 503) or breaks off: the kubelet's next attempts may succeed."""

MISSING_VOLUME = 10.0
"""A volume that names an object that isn't there; the kubelet looks again every few seconds."""

SANDBOX = 20.0
"""The node's network or runtime fails to start pods at all."""

VOLUME = 60.0
"""Attaching a disk takes a while, and moving one from another node takes longer."""

SCHEDULING = 20.0
"""A pod that fits on no node, where no autoscaler said that one is coming."""

SOAK = 5.0
"""A container that was ready may not end within this time after the rollout is complete."""

SAFETY = 60.0
"""Added to the rollout's own deadlines: the controller's verdict shall come first."""
