"""Put a stack right that a killed run left half done."""

from pulumi import automation

from ops.engine.explaining import explaining
from ops.engine.pending import Interrupted, interrupted, settled
from ops.engine.streams import Streams
from ops.engine.unlocking import unlocked
from ops.exits import Exit, Stopped


def recover(stack: automation.Stack, streams: Streams) -> bool:
    """Look at what was really done by a run that was cut off; tells whether there was one.

    The state then follows the world, and the update after it does the rest. Raises Stopped for a
    creation that cannot be repeated without leaving a first one behind.
    """
    failed = "what the last run left could not be put right; the lines above say why"
    with explaining(Stopped(Exit.FINDINGS, failed)):
        if not _pending(stack).count:
            return False
        # What is pending may be a living run's present work: only who has had the lock can tell.
        unlocked(stack, lambda: _take_turn(stack), streams.remark)
        found = _pending(stack)
        if found.doubtful:
            raise Stopped(Exit.COULD_NOT_LOOK, question(found, stack.name))
        if found.count:
            _look(stack, streams, found.count)
        return found.count > 0


def _pending(stack: automation.Stack) -> Interrupted:
    return interrupted(stack.export_stack().deployment or {})


def _take_turn(stack: automation.Stack) -> None:
    """Hold the lock once, without touching more than the stack's own entry."""
    resources = (stack.export_stack().deployment or {}).get("resources") or []
    stack.refresh(target=[resources[0]["urn"]] if resources else None)


def _look(stack: automation.Stack, streams: Streams, count: int) -> None:
    streams.remark(
        f"The last run was cut off during {count} operation(s): looking at what is there."
    )
    exported = stack.export_stack()
    known = settled(exported.deployment or {})
    stack.import_stack(automation.Deployment(version=exported.version, deployment=known))
    stack.refresh(color=streams.color, on_output=streams.output, on_error=streams.error)


def question(found: Interrupted, name: str) -> str:
    """Ask the user to decide on creations of which only they can tell whether they happened."""
    urns = ", ".join(found.doubtful)
    return (
        f"the last run was cut off while it created {urns}, which may exist without the stack "
        f"knowing: look, then `pulumi refresh --stack {name} --clear-pending-creates` if it does "
        f"not, or `pulumi refresh --stack {name}` and give its id if it does"
    )
