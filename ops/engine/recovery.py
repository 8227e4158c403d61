"""Put a stack right that a killed run left half done."""

from pulumi import automation

from ops.engine.pending import Interrupted, interrupted
from ops.engine.streams import Streams
from ops.engine.unlocking import unlocked
from ops.exits import Exit, Stopped


def recover(stack: automation.Stack, streams: Streams) -> bool:
    """Look at what was really done by a run that was cut off; tells whether there was one.

    The state then follows the world, and the update after it does the rest. Raises Stopped for a
    creation that cannot be repeated without leaving a first one behind.
    """
    found = interrupted(stack.export_stack().deployment or {})
    if not found.any:
        return False
    if found.doubtful:
        raise Stopped(Exit.COULD_NOT_LOOK, question(found, stack.name))
    count = len(found.repeatable)
    streams.remark(
        f"The last run was cut off during {count} operation(s): looking at what is there."
    )
    unlocked(
        stack,
        lambda: stack.refresh(
            clear_pending_creates=True,
            color=streams.color,
            on_output=streams.output,
            on_error=streams.error,
        ),
        streams.remark,
    )
    return True


def question(found: Interrupted, name: str) -> str:
    """Ask the user to decide on creations of which only they can tell whether they happened."""
    urns = ", ".join(found.doubtful)
    return (
        f"the last run was cut off while it created {urns}, which may exist without the stack "
        f"knowing: look, then `pulumi refresh --stack {name} --clear-pending-creates` if it does "
        f"not, or `pulumi refresh --stack {name} --import-pending-creates URN,ID` if it does"
    )
