"""Moving an alias to a version, part by part, and putting it back."""

import time
from dataclasses import replace

from collect.live.aws.moving import Alias, Overtaken, Serving
from collect.live.aws.session import words_of
from gate.functions.change import Change
from release.steps import WHOLE

_TRIES = 3
PAUSE = 1.0
"""Seconds between two tries to put an alias back."""


class Shift:
    """The way of one alias from the version `base` to the new one."""

    def __init__(self, alias: Alias, change: Change, now: Serving, base: str) -> None:
        self._alias = alias
        self._change = change
        self._now = now
        self._wanted = now
        self.base = base

    @property
    def after(self) -> str:
        """The new version."""
        return self._change.after

    @property
    def moved(self) -> bool:
        """Whether the new version has any traffic, as far as we know."""
        after = self._change.after
        return any(
            one.version == after or after in one.weights for one in (self._now, self._wanted)
        )

    def give(self, percent: int) -> None:
        """Give the new version its part of the traffic. Raises Overtaken, and what AWS says."""
        after = self.after
        if percent == WHOLE:
            self._set(Serving(after))
        else:
            self._set(Serving(self.base, {after: percent} if percent else {}))

    def back(self) -> str:
        """Give all traffic back to the base; the sentence that says what serves now.

        Tried more than once: whoever calls has a reason to take the traffic away. What somebody
        else moved is not taken from them.
        """
        problem = ""
        for _ in range(_TRIES):
            try:
                if not self._caught_up():
                    return f"Somebody else moved it to {self._now}: it is left so."
                if _same(self._now, Serving(self.base)):
                    return f"Version {self.base} serves all traffic."
                self._set(Serving(self.base))
            except Exception as error:  # noqa: BLE001  # told, with the way to do it by hand
                problem = words_of(error)
                time.sleep(PAUSE)
            else:
                return f"Version {self.base} serves all traffic again."
        return (
            f"THE ALIAS COULD NOT BE PUT BACK: {problem}. Run `pulumi up` again once AWS answers, "
            f"or put it back by hand:\n{self._by_hand()}"
        )

    def _set(self, to: Serving) -> None:
        """Move; a move that was made and whose answer was lost is refused when it is repeated."""
        self._wanted = to
        try:
            self._now = self._alias.move(replace(to, revision=self._now.revision))
        except Overtaken:
            seen = self._alias.read()
            if not _same(seen, to):
                raise
            self._now = seen

    def _caught_up(self) -> bool:
        """Read it again: a move whose answer was lost may have been made. Whether it is ours."""
        before, self._now = self._now, self._alias.read()
        return (
            _same(self._now, before)
            or _same(self._now, self._wanted)
            or self._is_warming(self._now)
        )

    def _is_warming(self, seen: Serving) -> bool:
        """Whether AWS itself shares the traffic out, while it starts provisioned instances.

        It gives the new version its part as they come, between the two versions of our move.
        """
        both = {self.base, self.after}
        asked = _same(self._wanted, Serving(self.after))
        return asked and bool(seen.weights) and {seen.version, *seen.weights} == both

    def _by_hand(self) -> str:
        change = self._change
        region = f" \\\n    --region {change.region}" if change.region else ""
        return (
            f"  aws lambda update-alias --function-name {change.name} --name {change.alias} \\\n"
            f"    --function-version {self.base} "
            f"--routing-config 'AdditionalVersionWeights={{}}'{region}"
        )


def _same(one: Serving, other: Serving) -> bool:
    return (one.version, dict(one.weights)) == (other.version, dict(other.weights))
