"""What the platform says, as lines that a report can quote: states of containers, and events."""

from collections.abc import Iterator

from diagnosis.finding import Evidence
from diagnosis.snapshot import Event, State

from .site import Site


def told(state: State) -> str:
    """`terminated: OOMKilled, exit code 137`; a waiting state with its message."""
    what = [state.reason]
    if state.exit_code is not None:
        what.append(f"exit code {state.exit_code}")
    if state.signal:
        what.append(f"signal {state.signal}")
    head = ", ".join(filter(None, what))
    message = " ".join(state.message.split())
    return ": ".join(filter(None, (state.phase or "terminated", head, message)))


def of_event(event: Event) -> Evidence:
    """`Unhealthy: Liveness probe failed: ...`, from `event Warning/Unhealthy`."""
    kind = "Warning" if event.warning else "Normal"
    return Evidence(f"event {kind}/{event.reason}", f"{event.reason}: {event.message}")


def evidence(site: Site, *, ending: State | None = None) -> tuple[Evidence, ...]:
    """What the platform says of the container now, and how it ended before."""
    return tuple(_lines(site, ending))


def _lines(site: Site, ending: State | None) -> Iterator[Evidence]:
    source = f"state {site.subject.place}"
    if site.waiting or ending is None:
        yield Evidence(source, _with_restarts(told(site.container.state), site))
    if ending is not None:
        was = "" if ending is site.container.state else "last "
        yield Evidence(source, _with_restarts(f"{was}{told(ending)}", site))


def _with_restarts(line: str, site: Site) -> str:
    restarts = site.container.restarts
    return f"{line}, {restarts} restart{'s' * (restarts > 1)}" if restarts else line
