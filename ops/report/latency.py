"""What `shipshape latency` prints: at most 80 columns, or one JSON document."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from diagnosis.latency import Bottleneck, Bound, Judgement, Proof

VERSION = 1
_WIDTH = 80
NOTHING = "no bottleneck shows in these measures"


def as_json(judged: Judgement, looked_at: Sequence[str]) -> str:
    """Write it for a machine; shares are 0 to 1, times in seconds."""
    first = judged.bottlenecks[0].id if judged.bottlenecks else None
    document: dict[str, Any] = {
        "version": VERSION,
        "bottleneck": first,
        "bottlenecks": [_bottleneck(one) for one in judged.bottlenecks],
        "bound": _bound(judged.bound),
        "ratings": [{"measure": one.measure.name, "rating": one.word} for one in judged.ratings],
        "measures": {
            one.name: {"value": one.value, "unit": one.unit, "metric": one.metric}
            for one in judged.measured
        },
        "caveat": judged.caveat or None,
        "looked_at": list(looked_at),
    }
    return json.dumps(document, indent=2)


def as_text(judged: Judgement, looked_at: Sequence[str]) -> str:
    """Write it for a person."""
    return "\n".join(_lines(judged, looked_at))


def _lines(judged: Judgement, looked_at: Sequence[str]) -> Iterator[str]:
    if not judged.bottlenecks:
        yield f"bottleneck  none: {NOTHING}"
    for position, one in enumerate(judged.bottlenecks):
        yield from _told(one, "bottleneck" if position == 0 else "also")
    if judged.bound is not None:
        yield ""
        yield from _bounded(judged.bound)
    yield ""
    for measured in judged.measured:
        word = next((one.word for one in judged.ratings if one.measure == measured), "")
        yield f"  {measured.name:<24}{measured!s:>16}  {word}".rstrip()
    if judged.caveat:
        yield ""
        yield from textwrap.wrap(judged.caveat, _WIDTH)
    yield ""
    yield from _folded("looked at", "; ".join(looked_at))


def _told(one: Bottleneck, word: str) -> Iterator[str]:
    doubt = "" if one.certain else " (likely; one sign only)"
    yield from _folded(word, f"{one.id}: {one.title}{doubt}")
    for proof in one.proofs:
        yield from textwrap.wrap(
            _proved(proof), _WIDTH, initial_indent=" " * 12, subsequent_indent=" " * 14
        )
    yield from _folded("try", one.suggestion)
    yield ""


def _proved(proof: Proof) -> str:
    told = f"{proof.measure.name} {proof.measure}"
    if proof.threshold is None:
        return told
    return f"{told}, {proof.relation} {proof.threshold.value:g} ({proof.threshold.source})"


def _bounded(bound: Bound) -> Iterator[str]:
    told = (
        f"at most {bound.limit:.0f} tokens/s a sequence: {bound.bandwidth / 1e9:.0f} GB/s of "
        f"memory bandwidth over {bound.weights / 1e9:.1f} GB of weights"
    )
    if bound.measured is not None and bound.share is not None:
        told += f"; measured {bound.measured:.0f} tokens/s, {bound.share:.0%} of it"
    yield from _folded("physics", told)


def _folded(word: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=f"{word:<12}", subsequent_indent=" " * 12
    ) or [word]


def _bottleneck(one: Bottleneck) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "certain": one.certain,
        "evidence": [_evidence(proof) for proof in one.proofs],
        "suggestion": one.suggestion,
    }


def _evidence(proof: Proof) -> dict[str, Any]:
    measure, threshold = proof.measure, proof.threshold
    return {
        "measure": measure.name,
        "value": measure.value,
        "unit": measure.unit,
        "metric": measure.metric,
        "threshold": None if threshold is None else threshold.value,
        "source": None if threshold is None else threshold.source,
    }


def _bound(bound: Bound | None) -> dict[str, Any] | None:
    if bound is None:
        return None
    return {
        "limit": bound.limit,
        "measured": bound.measured,
        "share": bound.share,
        "bandwidth": bound.bandwidth,
        "weights": bound.weights,
    }
