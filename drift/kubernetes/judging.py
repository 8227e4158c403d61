"""Whose change a difference is, and what follows from it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from drift.context import Context
from drift.model import Class, Desired, Key
from drift.walking import Change, Found

from .actors import Actor, Cast
from .applied import Applied
from .autoscaling import Autoscalers
from .injectors import is_injected, is_platform
from .noise import RESTARTED, TRACKING, is_noise
from .owning import Entry, Owners


@dataclass(frozen=True, slots=True)
class Verdict:
    """The class of a difference, who is behind it, and one sentence that says why."""

    cls: Class
    reason: str
    manager: str = ""
    time: str = ""


@dataclass(frozen=True)
class Knowledge:
    """What is known of all objects: the context, and the cluster's autoscalers."""

    context: Context
    autoscalers: Autoscalers


class Judge:
    """Judges what was found in one object."""

    def __init__(
        self, key: Key, desired: Desired, live: dict[str, Any], knowledge: Knowledge, *, known: bool
    ) -> None:
        """`known` tells whether the API's defaults of its kind are."""
        self._key = key
        self._desired = desired
        self._live = live
        self._knowledge = knowledge
        self._known = known
        self.owners = Owners(live)

    @cached_property
    def _applied(self) -> Applied:
        return Applied(self._desired, self._live)

    @cached_property
    def _cast(self) -> Cast:
        exact = self._desired.manager
        managers = (exact,) if exact else self._knowledge.context.managers
        return Cast(self.owners.entries, managers, guess=self._desired.last is None)

    def verdict(self, found: Found) -> Verdict | None:
        """What to say of a difference; None if there is nothing to say."""
        declared = found.change is not Change.ADDED
        if found.change is Change.DEFAULTED:
            return Verdict(Class.DEFAULTED, "the API server's default")
        if is_noise(found.steps, found.live, declared=declared):
            return None
        owner = self._owner(found)
        if found.steps[-1] == RESTARTED:
            return _said(Class.OWNED_BY_OTHER, "a restart, which changes nothing else", owner)
        scaled = self._scaled(found, owner)
        if scaled is not None:
            return scaled
        return self._declared(found, owner) if declared else self._added(found, owner)

    def _owner(self, found: Found) -> Entry | None:
        """Who wrote what is there: somebody else before ourselves, the latest first."""
        entries = self.owners.of(found.steps)
        others = [one for one in entries if self._cast.actor(one) is not Actor.OURS]
        return next(iter(others or entries), None)

    def _actor(self, owner: Entry | None) -> Actor | None:
        return self._cast.actor(owner) if owner else None

    def _scaled(self, found: Found, owner: Entry | None) -> Verdict | None:
        """What an autoscaler has to do with it, if there is one."""
        autoscalers = self._knowledge.autoscalers
        one, within = autoscalers.of_replicas(self._key, found.steps, found.live)
        if one is not None:
            if within:
                return _said(Class.OWNED_BY_OTHER, f"{one} sets the number", owner)
            reason = f"it is outside the range of {one}"
            return _said(Class.DRIFT, reason, owner)
        sizer = autoscalers.of_resources(self._key, found.steps, found.live)
        if sizer is not None and self._actor(owner) not in (Actor.PERSON, Actor.OURS):
            return _said(Class.OWNED_BY_OTHER, f"{sizer.name} sets the amount", owner)
        return None

    def _declared(self, found: Found, owner: Entry | None) -> Verdict:
        """Judge a field that is declared, and is another or gone."""
        actor = self._actor(owner)
        usual = self._usual(found) if found.item and actor in (None, Actor.OURS) else None
        if usual is not None:
            return usual
        if actor is Actor.OURS:
            if self._applied.is_as_declared(found):
                return Verdict(Class.INJECTED, "an admission webhook rewrote what we applied")
            return _said(Class.DRIFT, "what is declared has not been applied", owner)
        if actor is Actor.WEBHOOK or (actor is Actor.CONTROLLER and found.steps[-1] == "caBundle"):
            return _said(Class.INJECTED, "a webhook wrote it", owner)
        return _said(Class.DRIFT, _CHANGES.get(actor, "nothing says who changed it"), owner)

    def _added(self, found: Found, owner: Entry | None) -> Verdict:
        """Judge what is there and not declared."""
        actor = self._actor(owner)
        if self._applied.had(found.steps) and actor in (None, Actor.OURS, Actor.PERSON):
            reason = "it was declared once, was taken out since, and is still there"
            return _said(Class.DRIFT, reason, owner)
        if owner is None:
            return self._unowned(found)
        if actor is Actor.OURS:
            return self._own(found, owner)
        if actor is Actor.OTHER and found.item and owner.operation != "Apply":
            return _said(Class.DRIFT, "it was added to a list that we declare", owner)
        return _said(*_ADDITIONS.get(actor, _ANOTHER), owner)

    def _own(self, found: Found, owner: Entry) -> Verdict:
        """Judge what our own manager wrote, and nobody declares."""
        usual = self._usual(found)
        if usual is not None:
            return usual
        if found.steps[-1] == TRACKING:
            return Verdict(Class.DEFAULTED, "who applies it marks it so")
        if not self._known and (self._applied.is_known or owner.operation != "Apply"):
            return Verdict(Class.DEFAULTED, "a default of its kind")
        if self._applied.is_known:
            return Verdict(Class.INJECTED, "it came with what we applied, and was never declared")
        return _said(Class.DRIFT, "our own manager set it, and it is declared no more", owner)

    def _unowned(self, found: Found) -> Verdict:
        """Judge what no manager owns: admission and defaults are not written down."""
        context = self._knowledge.context
        usual = self._usual(found)
        if usual is not None:
            return usual
        if self.owners.entries and self._known:
            return Verdict(Class.INJECTED, "no field manager owns it: it was added at admission")
        if self.owners.entries:
            return Verdict(Class.DEFAULTED, "a default of its kind")
        if context.strict and (found.item or self._known):
            return Verdict(Class.DRIFT, "it is not declared, and nothing says who added it")
        if found.item:
            return Verdict(Class.OWNED_BY_OTHER, _NOBODY)
        return Verdict(Class.DEFAULTED, _NOBODY)

    def _usual(self, found: Found) -> Verdict | None:
        """What is known by its name alone."""
        if is_platform(found.steps):
            return Verdict(Class.DEFAULTED, "every API server adds it")
        if is_injected(found.steps, self._knowledge.context.injectors):
            return Verdict(Class.INJECTED, "a webhook is known to add it")
        return None


_NOBODY = "nobody is named: read the object with --show-managed-fields"
_BY_HAND = "somebody changed it by hand"
_CHANGES: dict[Actor | None, str] = {
    Actor.PERSON: _BY_HAND,
    Actor.CONTROLLER: "a controller changed what we declare",
    Actor.OTHER: "another field manager changed what we declare",
}
_ANOTHER = (Class.OWNED_BY_OTHER, "another field manager owns it")
_ADDITIONS: dict[Actor | None, tuple[Class, str]] = {
    Actor.PERSON: (Class.DRIFT, _BY_HAND),
    Actor.WEBHOOK: (Class.INJECTED, "a webhook wrote it"),
}


def _said(cls: Class, reason: str, owner: Entry | None) -> Verdict:
    return Verdict(cls, reason, owner.name if owner else "", owner.time if owner else "")
