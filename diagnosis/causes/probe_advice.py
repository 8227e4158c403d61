"""What to change when a probe fails, with the numbers."""

import re
from dataclasses import dataclass

from diagnosis.snapshot import Probe

from .listening import Listening
from .probe_message import Outcome, ProbeMessage
from .site import Site

_PORT = re.compile(r":(\d{2,5})")
_STEP = 60
"""Budgets are raised to whole minutes."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A failed probe, how it is declared, and what the container says of itself."""

    message: ProbeMessage
    probe: Probe | None
    name: str
    heard: Listening | None
    site: Site | None

    @property
    def port(self) -> int | None:
        """The port that is asked."""
        if self.message.port or self.probe is None:
            return self.message.port
        found = _PORT.search(self.probe.handler)
        return int(found[1]) if found else None

    @property
    def other_port(self) -> int | None:
        """A port that the container listens to, if it is not the one that is asked."""
        if self.heard is not None:
            return self.heard.port if self.heard.port != self.port else None
        ports = self.site.container.ports if self.site else ()
        return ports[0] if ports and self.port and self.port not in ports else None

    @property
    def wrong_port(self) -> bool:
        """Whether the probe asks where nobody listens, or nobody can be reached."""
        refused = self.message.outcome is Outcome.REFUSED and self.port is not None
        local = self.heard is not None and self.heard.local
        return refused and (self.other_port is not None or local)


@dataclass(frozen=True, slots=True)
class Advice:
    """What a person reads first, and what to change."""

    title: str
    suggestion: str


def advice(facts: Facts) -> Advice:
    """A title and a suggestion."""
    what = f"The {facts.message.kind} probe of the {facts.name}"
    match facts.message.outcome:
        case Outcome.BAD_PATH:
            return _bad_path(what, facts)
        case Outcome.TIMED_OUT:
            return _timed_out(what, facts)
        case Outcome.REFUSED if facts.wrong_port:
            return _wrong_port(what, facts)
        case Outcome.NO_COMMAND:
            return Advice(
                f"{what} runs a command that the image doesn't have",
                "Use httpGet, tcpSocket or grpc, or a command of the image.",
            )
    return _not_up(what, facts)


def _bad_path(what: str, facts: Facts) -> Advice:
    asked = f" ({facts.probe.handler})" if facts.probe else ""
    setting = "livePath" if facts.message.kind == "liveness" else "readyPath"
    return Advice(
        f"{what} asks for a path that is answered with {facts.message.status}{asked}",
        f"Set `{setting}` (httpGet.path) to a path that answers 200 without a login, on the port "
        "of the application.",
    )


def _wrong_port(what: str, facts: Facts) -> Advice:
    if facts.other_port is None:
        return Advice(
            f"{what} can't reach port {facts.port}: the application listens on localhost only",
            f"Let it listen on 0.0.0.0:{facts.port} (HOST=0.0.0.0, --host 0.0.0.0).",
        )
    return Advice(
        f"{what} asks port {facts.port}, and the application listens on {facts.other_port}",
        f"Set `port` (containerPort and the probe's port) to {facts.other_port}, or let the "
        f"application listen on {facts.port} (PORT={facts.port}).",
    )


def _timed_out(what: str, facts: Facts) -> Advice:
    timeout = facts.probe.timeout if facts.probe else None
    limit = facts.site.container.limits.get("cpu") if facts.site else None
    after = f" within {timeout} s" if timeout else ""
    raise_to = f"Raise timeoutSeconds from {timeout} to {max(3, timeout * 2)}" if timeout else ""
    throttled = f" The CPU limit of {limit} may hold it back." if limit else ""
    return Advice(
        f"{what} gets no answer{after}: the process is busy, or stuck",
        f"{raise_to or 'Raise timeoutSeconds'} (`{facts.message.kind}Probe`: timeout), and keep "
        f"long work off the thread that answers.{throttled}",
    )


def _not_up(what: str, facts: Facts) -> Advice:
    probe, kind = facts.probe, facts.message.kind
    answer = f" (status {facts.message.status})" if facts.message.status else ""
    if kind == "readiness":
        return Advice(
            f"{what} fails{answer}",
            "The process runs and says that it isn't ready: look in its log for a dependency that "
            "doesn't answer, and compare the probe's path and port with the application.",
        )
    if probe is None:
        return Advice(
            f"{what} fails{answer}, and the kubelet restarts the container",
            "If it needs long to start, raise `startupBudget` (startupProbe.failureThreshold x "
            "periodSeconds); otherwise compare path and port with the application.",
        )
    budget = probe.initial_delay + probe.budget
    wanted = -(-2 * budget // _STEP) * _STEP
    return Advice(
        f"{what} fails{answer}: it has {budget} s, then the kubelet restarts the container",
        f"If it needs longer to start, raise `startupBudget` to {wanted} (startupProbe: "
        f"periodSeconds {probe.period}, failureThreshold {-(-wanted // max(1, probe.period))}); "
        "otherwise look in its log for what holds it up.",
    )
