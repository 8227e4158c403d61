"""Watching the alarms while traffic moves."""

import time
from collections.abc import Sequence

from collect.live.aws.alarms import alarm_states
from gate.functions import faults
from gate.functions.faults import Fault
from gate.functions.scene import Scene
from gate.functions.shifting import Shift
from release.judging import GoBack, GoOn, Look, Wait, alarming, judge
from release.steps import WHOLE, Step

_OFTEN, _SELDOM = 0.2, 5.0
"""Seconds between two looks at the alarms: a tenth of the time they are watched, in between."""


class Watch:
    """Looks at alarms until a step is over; without any it only lets the time pass."""

    def __init__(self, scene: Scene, names: Sequence[str]) -> None:
        self.names = names
        self._scene = scene

    def after(self, step: Step) -> GoOn | GoBack:
        """Watch until the step is over, or has failed. Raises Stopped."""
        began, looks = time.monotonic(), list[Look]()
        pause = min(_SELDOM, max(_OFTEN, step.seconds / 10))
        while True:
            seen = alarm_states(self.names, self._scene.change.region)
            at = time.monotonic() - began
            looks.append(Look(at, seen.alarms, seen.unread))
            judged = judge(looks, step.seconds)
            if not isinstance(judged, Wait):
                return judged
            left = max(0.0, step.seconds - at)
            self._scene.say(f"{step.percent} % of the traffic: {self._doing()}, {left:.0f} s left")
            self._scene.pauses.pause(min(pause, max(_OFTEN, left)))

    def _doing(self) -> str:
        return f"watching {', '.join(self.names)}" if self.names else "waiting"


def watch(scene: Scene) -> Watch | Fault:
    """The alarms that count, and what is said of the others.

    One that had gone off before says nothing about the release, and must not keep out the version
    that mends it.
    """
    options = scene.options
    if not any(step.seconds for step in options.steps):
        return Watch(scene, ())
    seen = alarm_states(options.alarms, scene.change.region)
    if seen.unread:
        return Fault(
            f"the alarms could not be read: {seen.unread}. To release unwatched: "
            "`shipshape:releaseWatch` 0"
        )
    there = [one.name for one in seen.alarms]
    missing = [name for name in options.alarms if name not in there]
    if missing and options.named:
        return Fault(f"there is no alarm {' or '.join(missing)}: make it first, or leave it out")
    left_out = alarming(seen.alarms)
    for one in sorted(left_out):
        scene.note(f"the alarm {one} had gone off before this release: it is left out")
    if not set(there) - left_out:
        scene.note("no alarm watches this release: a bad version will not be taken back by itself")
    return Watch(scene, [name for name in there if name not in left_out])


def travel(scene: Scene, shift: Shift, steps: Sequence[Step], watched: Watch) -> Fault | None:
    """Take every step, and watch; None at the end of the way.

    Raises Stopped, Overtaken, and what AWS says.
    """
    unknown: tuple[str, ...] = ()
    for step in steps:
        scene.say(f"{step.percent} % of the traffic to version {shift.after}")
        shift.give(step.percent)
        # At the end there is nothing to wait for but an alarm.
        if not step.seconds or (step.percent == WHOLE and not watched.names):
            continue
        judged = watched.after(step)
        if isinstance(judged, GoBack):
            return faults.went_off(judged, step.percent)
        unknown = judged.unknown
    if unknown:
        scene.note(f"not enough data to judge by: {', '.join(unknown)}")
    return None
