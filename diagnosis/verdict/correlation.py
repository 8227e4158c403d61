"""Which claim explains which: edges between what is found in one place."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from diagnosis.causes import Scene
from diagnosis.finding import Kind

from .dependency import Dependencies
from .effects import can_end_in, hits_pods, leads_to, stage
from .merging import Claim
from .precedence import OUTSIDE, rank

_EXIT = 3
"""From this stage on a claim is told from outside, and anything before it may be the reason."""


_CLAIM, _NODE = "PersistentVolumeClaim/", "Node/"
_ELSEWHERE = (_CLAIM, _NODE)
_OF_CLAIMS = ("sched.pvc_unbound", "pod.pending", "volume.mount_failed")


class Correlation:
    """The claims and the edges between them."""

    def __init__(self, claims: Sequence[Claim], scene: Scene) -> None:
        self.claims = claims
        self._dependencies = Dependencies(claims, scene)
        self._by_owner: dict[str, list[Claim]] = defaultdict(list)
        for one in claims:
            self._by_owner[one.owner].append(one)

    @cached_property
    def _causes(self) -> dict[int, list[Claim]]:
        """The claims that explain each claim."""
        return {id(effect): list(self._causes_of(effect)) for effect in self.claims}

    def is_explained(self, claim: Claim) -> bool:
        """Whether another claim is its cause."""
        return bool(self._causes[id(claim)])

    def effects(self, root: Claim) -> list[Claim]:
        """All that follows from a claim, directly or not."""
        reached = [root]
        for cause in reached:
            reached += [
                one for one in self.claims if cause in self._causes[id(one)] and one not in reached
            ]
        return reached[1:]

    def is_idle(self, claim: Claim) -> bool:
        """Whether it is a node's trouble that does nothing to the pods that are in trouble."""
        return (
            claim.owner.startswith(_NODE)
            and any(not one.owner.startswith(_NODE) for one in self.claims)
            and not self.effects(claim)
        )

    def _causes_of(self, effect: Claim) -> Iterator[Claim]:
        called = self._dependencies.called(effect)
        for cause in self._around(effect, called):
            if cause is effect or (cause.said.aside and not effect.said.aside):
                continue
            if cause.owner in called:
                if stage_of(cause) < _EXIT or cause.said.kind is Kind.CAUSE:
                    yield cause
            elif self._edge(cause, effect) and not (
                self._edge(effect, cause) and rank(effect.id) < rank(cause.id)
            ):
                yield cause

    def _around(self, effect: Claim, called: frozenset[str]) -> Iterator[Claim]:
        """The claims that can have to do with it; all, where nobody knows whose it is."""
        if not effect.owner:
            yield from self.claims
            return
        for owner, claims in self._by_owner.items():
            near = owner in ("", effect.owner) or owner in called
            if near or owner.startswith(_ELSEWHERE):
                yield from claims

    def _edge(self, cause: Claim, effect: Claim) -> bool:
        if cause.owner.startswith(_NODE):
            if not effect.nodes:  # nobody told where the pod ran
                return self._named(cause, effect)
            on_it = bool(cause.nodes & effect.nodes)
            return on_it and (hits_pods(effect.id) or self._named(cause, effect))
        return _near(cause, effect) and (self._named(cause, effect) or _comes_before(cause, effect))

    @staticmethod
    def _named(cause: Claim, effect: Claim) -> bool:
        """Whether a pattern or the table has the edge, and the cause is not a mere mention."""
        if cause.is_weak and not effect.is_weak:
            return False
        return (
            effect.id in cause.said.explains
            or cause.id in effect.said.yields_to
            or leads_to(cause.id, effect.id)
        )


def stage_of(claim: Claim) -> int:
    """How late in the story the claim comes."""
    symptom = claim.said.kind is Kind.SYMPTOM
    return stage(claim.id, symptom=symptom, guess=claim.said.voice == 0)


def _near(one: Claim, other: Claim) -> bool:
    """Whether both are about one owner; what nobody can place may belong to any."""
    if one.owner == other.owner or not one.owner or not other.owner:
        return True
    # Pasted events don't say which pod uses the claim.
    return one.owner.startswith(_CLAIM) and other.id in _OF_CLAIMS


def _comes_before(cause: Claim, effect: Claim) -> bool:
    """Whether the effect is told from outside, or wraps another error, and the cause is earlier."""
    early, late = stage_of(cause), stage_of(effect)
    if cause.is_weak and not effect.is_weak and late < _EXIT:
        return False
    if early < late:
        return late != _EXIT or can_end_in(cause.id, effect.id)
    # What the program says of itself explains why a probe of it fails.
    inside = rank(cause.id) < (rank(OUTSIDE.ids[0])[0], 0) and not cause.is_weak
    return early == late == 0 and effect.id.startswith("probe.") and inside
