"""The way in: whole, redacted, never raising, fast."""

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

import diagnosis.diagnose as under_test
from collect.files import read
from diagnosis.causes import CAUSES, Candidate, Scene
from diagnosis.diagnose import diagnose
from diagnosis.finding import Diagnosis, Kind, Verdict
from diagnosis.matching import PatternSet
from diagnosis.snapshot import Event, Log, Pod, Ref, Snapshot
from tests.diagnosis.causes.making import crashed, pod
from tests.diagnosis.evaluate import built_in, cases

FOLDERS = cases(Path(__file__).parents[1] / "cases")
LISTS = [
    field.name
    for field in fields(Snapshot)
    if field.name not in ("platform", "taken", "version", "looked_at", "unread")
]


def test_secrets_are_taken_out() -> None:
    """Of evidence, titles, suggestions and what was looked at."""
    key = "sk-fake-0123456789abcdefghijklmnop"
    text = f"ERROR Incorrect API key provided: {key}. password=not-a-real-password-1\n"
    snapshot = Snapshot(logs=(Log(text, "logs"),), looked_at=(f"key {key}",))
    told = str(diagnose(snapshot, built_in()))
    assert "Incorrect API key provided" in told
    assert key not in told
    assert "not-a-real" not in told


def test_what_was_looked_at_is_said() -> None:
    """In the collector's words, or counted; what could not be read too."""
    counted = diagnose(
        Snapshot(pods=(pod(crashed(1)),), unread=("secrets: forbidden",)), built_in()
    )
    assert counted.looked_at == ("1 pod", "unread: secrets: forbidden")
    told = diagnose(Snapshot(looked_at=("namespace shop",)), built_in())
    assert told.looked_at == ("namespace shop",)


def test_a_cause_that_fails_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and what it found before it failed counts."""

    def broken(scene: Scene) -> Iterator[Candidate]:
        yield from ()
        raise RuntimeError(scene)

    monkeypatch.setattr(under_test, "CAUSES", (broken, *CAUSES))
    found = diagnose(Snapshot(pods=(pod(crashed(1)),)), built_in())
    assert found.root_cause == "crash.app_exit"
    assert "could not judge: broken" in found.looked_at


def test_a_verdict_that_fails_is_no_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is then unknown, and says so."""

    def broken(*_: object) -> Diagnosis:
        raise RuntimeError

    monkeypatch.setattr(under_test, "judged", broken)
    found = diagnose(Snapshot(pods=(pod(crashed(1)),)), built_in())
    assert found.verdict is Verdict.UNKNOWN
    assert "could not judge: verdict" in found.looked_at


@pytest.fixture(scope="module")
def everything() -> Snapshot:
    """All cases in one picture: thousands of things that have nothing to do with each other."""
    whole = Snapshot()
    for case in FOLDERS:
        one = read(case.files)
        parts: dict[str, Any] = {name: getattr(whole, name) + getattr(one, name) for name in LISTS}
        whole = replace(whole, **parts)
    return whole


@pytest.mark.parametrize("seed", range(60))
def test_any_part_of_anything_has_a_consistent_answer(seed: int, everything: Snapshot) -> None:
    """Random parts of all cases, mixed: no exception, and no answer that contradicts itself."""
    choose = random.Random(seed)  # noqa: S311  # a sample, not a secret
    parts: dict[str, Any] = {}
    for name in LISTS:
        listed = getattr(everything, name)
        parts[name] = tuple(choose.sample(listed, choose.randint(0, min(6, len(listed)))))
    found = diagnose(Snapshot(**parts), built_in())
    assert not [one for one in found.looked_at if one.startswith("could not judge")]
    check(found)


def check(found: Diagnosis) -> None:
    """What holds for every answer."""
    if found.verdict is Verdict.HEALTHY:
        assert (found.root_cause, found.chain, found.findings) == (None, (), ())
    elif found.verdict is Verdict.UNKNOWN:
        assert (found.root_cause, [one.id for one in found.findings]) == (None, ["unknown"])
    else:
        assert found.findings[0].id == found.root_cause == found.chain[0]
        assert found.findings[0].evidence
        keys = [(one.id, one.owner) for one in found.findings]
        assert len(set(keys)) == len(keys)
        assert set(found.chain) <= {one.id for one in found.findings}
        causes = [one.kind is Kind.CAUSE for one in found.findings]
        assert causes[0] or not any(causes)


@pytest.mark.parametrize(
    "odd",
    [
        Snapshot(),
        Snapshot(pods=(Pod(Ref("", "")),)),
        Snapshot(logs=(Log(""), Log("\x00\ufffd" * 500), Log("a" * 200_000))),
        Snapshot(logs=(Log("\n" * 100_000),)),
        Snapshot(pods=(pod(crashed(10**9)), pod(crashed(-(10**9)))) * 3),
    ],
)
def test_odd_pictures_have_an_answer(odd: Snapshot) -> None:
    """Empty, binary, endless, twice the same."""
    found = diagnose(odd, built_in())
    assert not [one for one in found.looked_at if one.startswith("could not judge")]
    check(found)


def test_no_patterns_is_no_exception() -> None:
    """Structure alone still answers."""
    assert diagnose(Snapshot(pods=(pod(crashed(139)),)), PatternSet(())).root_cause


@pytest.mark.parametrize("end", ["", "FATAL ledger is broken\n", "FATAL: heap out of memory\n"])
def test_ten_megabytes_take_less_than_a_second(end: str) -> None:
    """Whatever the answer is."""
    line = "2025-11-04T08:12:40Z INFO  POST /v1/chat id={:07d} status=200 tokens=412 ok\n"
    text = "".join(map(line.format, range(140_000))) + end
    assert len(text) > 10_000_000
    built_in()
    assert min(_seconds(Snapshot(logs=(Log(text, "logs"),))) for _ in range(2)) < 1


def _seconds(snapshot: Snapshot) -> float:
    start = perf_counter()
    diagnose(snapshot, built_in())
    return perf_counter() - start


def test_a_namespace_full_of_trouble_takes_seconds() -> None:
    """Six hundred owners, three thousand events, without a namespace in every second one."""
    refs = [Ref("Pod", f"job-{number}", f"space-{number % 20}") for number in range(600)]
    failed = "Readiness probe failed: HTTP probe failed with statuscode: 503"
    snapshot = Snapshot(
        pods=tuple(Pod(ref, phase="Running", containers=(crashed(1),)) for ref in refs),
        events=tuple(
            Event("Unhealthy", failed, replace(ref, namespace=ref.namespace * (turn % 2)))
            for turn in range(5)
            for ref in refs
        ),
        logs=tuple(Log("connect ECONNREFUSED job-1:80", pod=ref.name) for ref in refs[:200]),
    )
    built_in()
    start = perf_counter()
    found = diagnose(snapshot, built_in())
    assert perf_counter() - start < 5
    assert len(found.findings) == 100
    check(found)
