"""One release from beginning to end: prove, move, watch, and go back when anything is wrong."""

from collections.abc import Callable

from collect.live.aws.moving import Alias, Overtaken
from collect.live.aws.session import code_of, is_gone, said_of
from gate.functions import faults
from gate.functions.explaining import explained
from gate.functions.faults import Fault
from gate.functions.pausing import Stopped
from gate.functions.proving import Proof
from gate.functions.scene import Scene
from gate.functions.shifting import Shift
from gate.functions.watching import travel, watch
from release.standing import Standing, standing

_GONE = "was deleted, or its function was. `pulumi up --refresh` makes it anew."


class ReleaseFailed(Exception):
    """A version was not released; the message is the whole explanation."""


def release(scene: Scene) -> None:
    """Release a version, or leave all traffic where it was. Raises ReleaseFailed.

    It may be run again after any end, that of the process included: what the alias serves is read
    first, and what a run left behind is put right.
    """
    if scene.change.before:
        _move(scene)
    else:
        _begin(scene)


def _begin(scene: Scene) -> None:
    """An alias that is to be made: there is nothing to move, and nothing to go back to."""
    fault = _caught(lambda: _proved(scene))
    if fault is not None:
        nobody = f"The alias {scene.change.alias} was not made: no traffic reaches this version."
        raise _failed(scene, fault, nobody)


def _move(scene: Scene) -> None:
    change = scene.change
    try:
        alias = Alias(change.function, change.alias, change.region)
        now = alias.read()
    except Exception as error:
        what = f"the alias {change.alias} of {change.name}"
        said = f"{what} {_GONE}" if is_gone(error) else said_of(error, what)
        raise _failed(scene, Fault(said), "Nothing was changed.") from error
    begin = standing(now.version, now.weights, change.before, change.after)
    shift = Shift(alias, change, now, begin.base)
    fault = _caught(lambda: _moved(scene, shift, begin))
    if fault is not None:
        scene.say(f"not released: {fault.heading}")
        still = f"Version {shift.base} still serves all traffic."
        raise _failed(scene, fault, shift.back() if shift.moved else still)
    scene.say(f"version {change.after} serves all traffic")


def _moved(scene: Scene, shift: Shift, begin: Standing) -> Fault | None:
    """Prove and move; None when the new version has all traffic, and bears it."""
    watched = watch(scene)
    if isinstance(watched, Fault):
        return watched
    for note in begin.notes:
        scene.note(note)
    if begin.clear:
        shift.give(0)
    steps = scene.options.steps[-1:] if begin.there else scene.options.steps
    return _proved(scene) or travel(scene, shift, steps, watched)


def _proved(scene: Scene) -> Fault | None:
    found = Proof(scene).run()
    if isinstance(found, Fault):
        return found
    for one in found:
        scene.note(one)
    return None


def _caught(attempt: Callable[[], Fault | None]) -> Fault | None:
    """What made an end of an attempt, whatever it was: the traffic must go back."""
    try:
        return attempt()
    except (Stopped, Overtaken) as error:
        return Fault(str(error))
    except Exception as error:  # noqa: BLE001  # not released is told, and not only raised
        if code_of(error):
            return faults.refused(error)
        return Fault(f"the release itself failed: {type(error).__name__}: {error}")


def _failed(scene: Scene, fault: Fault, served: str) -> ReleaseFailed:
    """On lines of its own: the engine puts the hook's name before it."""
    return ReleaseFailed(f"\n{explained(scene.change, fault, served, scene.options.folder)}")
