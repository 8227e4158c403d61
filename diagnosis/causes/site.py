"""A container where it runs: in its pod, or by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from diagnosis.snapshot import Container, Pod, Probe, Role, State

from .candidate import Subject

LONG = timedelta(hours=1)
"""A container that runs for so long has left its last crash behind."""
SHORT = timedelta(minutes=10)
"""The longest back-off is five minutes: a crash loop shows again within twice that."""
LOOPING = 3
"""So many restarts are a loop; one or two are often a race at the start."""


@dataclass(frozen=True, slots=True)
class Site:
    """A container and what is around it; `pod` is None for Docker and ECS."""

    container: Container
    subject: Subject
    pod: Pod | None = None

    @property
    def name(self) -> str:
        """What a person calls it."""
        kind = {Role.INIT: "init container", Role.SIDECAR: "sidecar"}.get(self.container.role)
        return f"{kind or 'container'} {self.container.name}".strip()

    @property
    def waiting(self) -> State | None:
        """The state, if it is waiting."""
        return self.container.state if self.container.state.phase == "waiting" else None

    @property
    def running(self) -> bool:
        """Whether it runs now."""
        return self.container.state.phase == "running"

    @property
    def has_started(self) -> bool:
        """Whether any instance of it ever ran."""
        container = self.container
        return container.restarts > 0 or any(
            state is not None and state.phase in ("running", "terminated")
            for state in (container.state, container.last_state)
        )

    def probe(self, kind: str) -> Probe | None:
        """Its liveness, readiness or startup probe."""
        return self.container.probes.get(kind)

    def ending(self, now: datetime | None) -> State | None:
        """The end of an instance that is trouble now; None if it ended well or long ago."""
        state = self.container.state
        if state.phase == "terminated":
            return None if self._is_done(state) else state
        last = self.container.last_state
        if last is None or last.phase not in ("terminated", ""):
            return None
        return None if self.running and self._left_behind(last, now) else last

    def is_troubled(self, now: datetime | None) -> bool:
        """Whether it ended badly, waits for something that will not come, or is not ready."""
        if self.waiting:
            return self.waiting.reason not in ("", "ContainerCreating", "PodInitializing")
        return self.ending(now) is not None or (self.running and self.container.ready is False)

    def _is_done(self, state: State) -> bool:
        """It ran to its end, and was meant to: an init container, a Job's."""
        if state.exit_code or state.reason not in ("Completed", ""):
            return False
        once = self.pod is None or self.pod.restart_policy in ("Never", "OnFailure")
        return once or self.container.role is Role.INIT

    def _left_behind(self, last: State, now: datetime | None) -> bool:
        since = self.container.state.started
        runs = now - since if now and since else None
        if runs is not None and runs >= LONG:
            return True
        if last.reason == "OOMKilled" or self.container.ready is False:
            return False
        if last.reason == "Unknown":  # the node was restarted, not the container
            return True
        return self.container.restarts < LOOPING or (runs is not None and runs >= SHORT)
