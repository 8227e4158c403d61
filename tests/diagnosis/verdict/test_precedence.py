"""The order of failures is complete, total and without a contradiction."""

import re
from collections import Counter
from pathlib import Path

import pytest

from diagnosis.verdict.effects import EFFECTS, leads_to
from diagnosis.verdict.precedence import EFFECT, OUTSIDE, PRECISE, SEEN_ONLY, TIERS, rank, tier
from tests.diagnosis.evaluate import built_in

LISTED = [name for tier_ in TIERS for name in tier_.ids]
_IDS = re.compile(r'"((?:node|evict|sched|crash|oom|image|config|probe|job|lambda|perf)\.\w+)"')
CAUSES = Path(__file__).parents[3] / "diagnosis" / "causes"


def test_no_failure_has_two_ranks() -> None:
    """The order is total."""
    assert [name for name, count in Counter(LISTED).items() if count > 1] == []


def test_each_tier_says_why_it_stands_there() -> None:
    """Data with reasons."""
    assert all(one.why.endswith(".") for one in TIERS)


@pytest.mark.parametrize("name", sorted({pattern.id for pattern in built_in()}))
def test_the_built_in_patterns_have_a_rank(name: str) -> None:
    """By name, or by family: none is ranked by accident."""
    assert _is_ranked(name)


def test_a_projects_own_pattern_is_precise() -> None:
    """Somebody wrote it for just this failure."""
    assert tier("our-own-failure") is PRECISE


def test_causes_come_before_what_is_seen_from_outside_and_that_before_effects() -> None:
    """A connection that is refused says more than an exit code, and that more than a rollout."""
    assert rank("net.conn_refused") < rank("crash.app_exit") < rank("rollout.progress_deadline")
    assert TIERS[-2:] == (OUTSIDE, EFFECT)


def test_what_is_only_seen_is_an_effect() -> None:
    """It is never an answer."""
    assert set(EFFECT.ids) >= SEEN_ONLY


def test_no_effect_leads_back_to_its_cause() -> None:
    """A circle would explain everything, and name nothing."""
    seen: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path, name))
        if name not in seen:
            for effect in EFFECTS.get(name, ()):
                walk(effect, (*path, name))
            seen.add(name)

    for cause in EFFECTS:
        walk(cause, ())


def test_the_table_is_asked_for_direct_edges() -> None:
    """A chain is walked by whoever asks."""
    assert leads_to("volume.storageclass_missing", "sched.pvc_unbound")
    assert not leads_to("sched.pvc_unbound", "volume.storageclass_missing")


def test_the_causes_yield_only_ids_with_a_rank() -> None:
    """What the code names is in the order too."""
    named = {name for file in CAUSES.glob("*.py") for name in _IDS.findall(file.read_text())}
    assert len(named) > 50
    assert {name for name in named if not _is_ranked(name)} == set()


def _is_ranked(name: str) -> bool:
    return name in LISTED or f"{name.split('.', maxsplit=1)[0]}." in LISTED
