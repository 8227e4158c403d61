"""The order of claims: the first is the answer."""

from diagnosis.causes import Spot, Voice
from diagnosis.finding import Kind, Severity

from .correlation import Correlation
from .merging import Claim
from .precedence import EFFECT, OUTSIDE, SEEN_ONLY, rank, tier

Key = tuple[bool, bool, bool, bool, bool, bool, bool, int, bool, Spot, int, int]


def ranked(correlation: Correlation) -> list[Claim]:
    """The claims, the answer first."""
    ended = {one.owner for one in correlation.claims if one.said.voice is Voice.LAST_WORDS}
    return sorted(correlation.claims, key=lambda one: _key(one, correlation, ended))


def _key(claim: Claim, correlation: Correlation, ended: set[str]) -> Key:
    said = claim.said
    number, place = rank(claim.id)
    return (
        correlation.is_explained(claim),
        said.kind is not Kind.CAUSE or tier(claim.id) is EFFECT,
        claim.id in SEEN_ONLY,
        said.aside or correlation.is_idle(claim),
        claim.is_weak,
        tier(claim.id) is OUTSIDE,
        # What a process said long before it ended is not what ended it.
        said.voice is Voice.LINE and claim.owner in ended,
        number,
        said.severity.rank < Severity.HIGH.rank,
        said.spot,
        place,
        -len(claim.places),
    )
