"""What the commands do with a stack: preview, update, destroy, look."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pulumi import automation

from ops.engine.explaining import explaining
from ops.engine.failures import explain
from ops.engine.interrupts import polite
from ops.engine.streams import Streams
from ops.engine.unlocking import unlocked
from ops.exits import Exit, Stopped

Result = TypeVar("Result")

_UNTOUCHING = frozenset({automation.OpType.SAME, automation.OpType.READ, automation.OpType.REFRESH})
"""Steps after which a resource is as it was."""


@dataclass(frozen=True)
class Output:
    """One output of a stack."""

    value: Any
    secret: bool


@dataclass(frozen=True)
class Update:
    """The stack's outputs after an update, and how many resources it changed, by kind of change."""

    outputs: Mapping[str, Output]
    changes: Mapping[str, int]


@dataclass(frozen=True)
class LastUpdate:
    """The newest entry of a stack's history; `ended` is UTC, and none while it runs."""

    kind: str
    result: str
    ended: datetime | None


@dataclass(frozen=True)
class Facts:
    """What is known of a stack without changing it."""

    outputs: Mapping[str, Output]
    resources: int
    last: LastUpdate | None


def update(stack: automation.Stack, streams: Streams, policies: Sequence[str] = ()) -> Update:
    """Bring the stack up, under these policy packs; raises Stopped when that fails."""
    done = _act(
        stack,
        streams,
        "update",
        lambda: stack.up(
            policy_packs=list(policies),
            color=streams.color,
            on_output=streams.output,
            on_error=streams.error,
            show_secrets=False,
        ),
    )
    return Update(_outputs(done.outputs), _changes(done.summary.resource_changes))


def preview(
    stack: automation.Stack,
    streams: Streams,
    policies: Sequence[str] = (),
    touched: set[str] | None = None,
) -> Mapping[str, int]:
    """Show what an update would do, and what these policy packs say of it.

    Gives the number of resources by kind of change, and puts the URNs of those that it would
    change into `touched`; raises Stopped when that fails.
    """

    def note(event: automation.EngineEvent) -> None:
        step = event.resource_pre_event
        if step and touched is not None and step.metadata.op not in _UNTOUCHING:
            touched.add(step.metadata.urn)

    done = _act(
        stack,
        streams,
        "preview",
        lambda: stack.preview(
            policy_packs=list(policies),
            color=streams.color,
            on_output=streams.output,
            on_error=streams.error,
            on_event=note,
        ),
    )
    return _changes(done.change_summary)


def destroy(stack: automation.Stack, streams: Streams) -> Mapping[str, int]:
    """Delete the stack's resources; gives the number of resources by kind of change."""
    done = _act(
        stack,
        streams,
        "deletion",
        lambda: stack.destroy(
            color=streams.color,
            on_output=streams.output,
            on_error=streams.error,
            show_secrets=False,
        ),
    )
    return _changes(done.summary.resource_changes)


def look(stack: automation.Stack) -> Facts:
    """Read a stack's outputs, the number of its resources, and its last update."""
    with explaining(Stopped(Exit.COULD_NOT_LOOK, "the stack cannot be read; try `pulumi stack`")):
        outputs = stack.outputs()
        deployment = stack.export_stack().deployment or {}
        history = stack.history(page_size=1, page=1, show_secrets=False)
    last = LastUpdate(history[0].kind, history[0].result, history[0].end_time) if history else None
    return Facts(_outputs(outputs), len(deployment.get("resources") or []), last)


def _act(stack: automation.Stack, streams: Streams, name: str, act: Callable[[], Result]) -> Result:
    failed = Stopped(Exit.FINDINGS, f"the {name} failed; the engine's diagnostics above say why")
    interrupted = Stopped(
        Exit.FINDINGS,
        f"the {name} was interrupted; run the same command again, it goes on from here",
    )
    with polite() as interrupts:
        try:
            return unlocked(stack, act, streams.remark)
        except automation.CommandError as error:
            raise (interrupted if interrupts.count else explain(str(error), failed)) from error


def _outputs(outputs: Mapping[str, automation.OutputValue]) -> dict[str, Output]:
    return {name: Output(each.value, each.secret) for name, each in outputs.items()}


def _changes(changes: Mapping[Any, int] | None) -> dict[str, int]:
    return {str(getattr(kind, "value", kind)): count for kind, count in (changes or {}).items()}
