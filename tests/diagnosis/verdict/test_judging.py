"""From claims to an answer: what explains what, and what is said."""

from dataclasses import replace

from diagnosis.causes import Spot, Subject, Voice
from diagnosis.finding import Confidence, Evidence, Kind, Severity, Verdict
from diagnosis.snapshot import Event, Log, Node, Pod, Ref, Service, Snapshot
from tests.diagnosis.causes.making import crashed, pod

from .making import WEB, candidate, verdict

API = Subject("Deployment/shop/api", "Pod/shop/api-1/app", "app", "n2")
GUESS, MENTION, LAST = Voice.GUESS, Voice.MENTION, Voice.LAST_WORDS


def chain(*parts: object) -> tuple[str, ...]:
    """The chain of candidates."""
    return verdict(*parts).chain  # type: ignore[arg-type]


def test_the_story_is_told_from_the_cause_to_the_rollout() -> None:
    """Whatever order the candidates come in."""
    parts = (
        candidate("rollout.progress_deadline", Voice.PLATFORM, kind=Kind.SYMPTOM),
        candidate("crash.loop", Voice.PLATFORM, kind=Kind.SYMPTOM),
        candidate("crash.sigabrt", GUESS),
        candidate("oom.node_heap", LAST),
    )
    wanted = ("oom.node_heap", "crash.sigabrt", "crash.loop", "rollout.progress_deadline")
    assert chain(*parts) == chain(*reversed(parts)) == wanted


def test_a_symptom_never_wins() -> None:
    """Over a cause; it says more than an exit code, though."""
    wrapper = candidate("ai.retry_exhausted", LAST, kind=Kind.SYMPTOM)
    assert verdict(wrapper, candidate("net.conn_refused")).root_cause == "net.conn_refused"
    found = verdict(wrapper, candidate("crash.app_exit", GUESS))
    assert found.chain == ("ai.retry_exhausted", "crash.app_exit")
    assert verdict(wrapper).root_cause == "ai.retry_exhausted"


def test_what_is_only_seen_is_no_answer() -> None:
    """A back-off has a cause that nobody told."""
    found = verdict(candidate("pod.pending", Voice.PLATFORM, kind=Kind.SYMPTOM))
    assert (found.verdict, found.root_cause) == (Verdict.UNKNOWN, None)
    assert found.findings[0].evidence[0].line == "pod.pending"


def test_behind_a_loop_stands_an_exit() -> None:
    """And behind a pull that fails, an image."""
    loop = candidate("crash.loop", Voice.PLATFORM, kind=Kind.SYMPTOM)
    assert verdict(loop).chain == ("crash.app_exit", "crash.loop")
    assert verdict(loop, candidate("oom.cuda", LAST)).chain == ("oom.cuda", "crash.loop")


def test_a_refused_connection_makes_no_native_crash() -> None:
    """Exit 139 has causes of its own."""
    found = verdict(candidate("crash.segfault", GUESS), candidate("net.conn_refused"))
    assert "crash.segfault" not in found.chain
    assert verdict(candidate("crash.segfault", GUESS), candidate("oom.node_heap")).chain == (
        "oom.node_heap",
        "crash.segfault",
    )


def test_last_words_count_before_what_was_said_long_before() -> None:
    """Of a container that ended."""
    early = candidate("ai.key_invalid", Voice.LINE)
    assert verdict(early, candidate("net.conn_refused", LAST)).root_cause == "net.conn_refused"
    assert verdict(early, candidate("net.conn_refused")).root_cause == "ai.key_invalid"


def test_the_last_episode_counts_and_in_it_the_first_line() -> None:
    """What follows an error is often its echo."""
    parts = [
        candidate("db.auth", spot=Spot(1, 5)),
        candidate("db.schema", spot=Spot(0, 90)),
        candidate("cache.redis_auth", spot=Spot(0, 91)),
    ]
    assert verdict(*parts).root_cause == "db.schema"


def test_a_mention_gives_way_to_any_error() -> None:
    """And explains none."""
    found = verdict(
        candidate("ai.key_missing", MENTION, explains=frozenset({"net.conn_reset"})),
        candidate("net.conn_reset"),
    )
    assert found.chain == ("net.conn_reset",)
    assert [one.id for one in found.findings] == ["net.conn_reset"]


def test_an_edge_of_a_pattern_counts() -> None:
    """In both directions in which one can write it."""
    explaining = candidate("net.timeout", explains=frozenset({"ai.key_missing"}))
    assert verdict(candidate("ai.key_missing"), explaining).root_cause == "net.timeout"
    yielding = candidate("ai.key_missing", yields_to=frozenset({"net.timeout"}))
    assert verdict(yielding, candidate("net.timeout")).root_cause == "net.timeout"


def test_two_owners_do_not_explain_each_other() -> None:
    """Unless one calls the other by name."""
    loop = candidate("crash.app_exit", GUESS, subject=API)
    found = verdict(candidate("oom.container_limit", Voice.PLATFORM), loop)
    assert found.chain == ("oom.container_limit",)
    assert [one.owner for one in found.findings] == [WEB.owner, API.owner]


def test_a_caller_fails_because_of_whom_it_calls() -> None:
    """The database that is out of memory, by its Service's name."""
    database = Pod(Ref("Pod", "pg-0", "shop"), labels={"app": "pg"}, containers=(crashed(137),))
    front = Service(Ref("Service", "pg-rw", "shop"), {"app": "pg"})
    oom = candidate("oom.container_limit", Voice.PLATFORM, subject=Subject("Pod/shop/pg-0"))
    call = Evidence("logs", "connect to pg-rw:5432 refused")
    refused = candidate("db.connection", LAST, subject=API, evidence=(call,))
    snapshot = Snapshot(pods=(database,), services=(front,))
    assert verdict(refused, oom, snapshot=snapshot).chain == (
        "oom.container_limit",
        "db.connection",
    )
    other = replace(refused, evidence=(Evidence("logs", "connect to mysql refused"),))
    assert len(verdict(other, oom, snapshot=snapshot).chain) == 1


def test_a_node_explains_what_happens_on_it() -> None:
    """And nothing elsewhere, and no application's own error."""
    sick = candidate("node.memory_pressure", Voice.PLATFORM, subject=Subject("Node/n1", node="n1"))
    evicted = candidate("evict.memory", Voice.PLATFORM)
    assert verdict(evicted, sick).chain == ("node.memory_pressure", "evict.memory")
    elsewhere = candidate("evict.memory", Voice.PLATFORM, subject=API)
    assert len(verdict(elsewhere, sick).chain) == 1
    assert len(verdict(candidate("db.auth", LAST), sick).chain) == 1


def test_ten_pods_are_one_finding() -> None:
    """With all places, and what it quotes once."""
    pods = [
        candidate("oom.cuda", LAST, subject=replace(WEB, place=f"Pod/shop/web-{number}/app"))
        for number in range(10)
    ]
    [finding] = verdict(*pods).findings
    assert len(finding.subjects) == 10
    assert len(finding.evidence) == 1


def test_a_line_and_the_platform_that_agree_are_sure() -> None:
    """Either alone is less."""
    guess, line = candidate("crash.segfault", GUESS), candidate("crash.segfault", Voice.LINE)
    assert verdict(guess).findings[0].confidence is Confidence.LOW
    assert verdict(line).findings[0].confidence is Confidence.MEDIUM
    assert verdict(guess, line).findings[0].confidence is Confidence.HIGH


def test_another_wording_of_the_same_line_is_not_said_twice() -> None:
    """The connection that was refused is the database's."""
    line = (Evidence("logs:1", "could not connect to server: Connection refused"),)
    found = verdict(
        candidate("net.conn_refused", evidence=line), candidate("db.connection", evidence=line)
    )
    assert [one.id for one in found.findings] == ["db.connection"]


def test_a_sidecars_noise_is_left_out() -> None:
    """Another container of the pod is the one in trouble."""
    found = verdict(
        candidate("net.dns", aside=True, severity=Severity.CRITICAL),
        candidate("crash.app_exit", GUESS),
    )
    assert [one.id for one in found.findings] == ["crash.app_exit"]


def test_a_suggestion_holds_the_containers_numbers() -> None:
    """The heap that fits its limit."""
    limited = pod(crashed(134, limits={"memory": "2Gi"}))
    place = replace(WEB, place="Pod/shop/web-6d7f8c9b5d-6k2wq/app")
    heap = candidate("oom.node_heap", LAST, subject=place, suggestion="Raise it.")
    found = verdict(heap, snapshot=Snapshot(pods=(limited,)))
    assert found.findings[0].suggestion.startswith(
        "Raise it. Its memory limit is 2Gi: NODE_OPTIONS=--max-old-space-size=1536 "
    )
    assert verdict(heap).findings[0].suggestion == "Raise it."


def test_nothing_found_and_nothing_wrong_is_healthy() -> None:
    """Nothing found though something is wrong is unknown, with what there is to read."""
    assert verdict(snapshot=Snapshot(logs=(Log("INFO fine"),))).verdict is Verdict.HEALTHY
    failed = Snapshot(pods=(pod(phase="Failed"),), logs=(Log("a\nFATAL no idea\n", "logs"),))
    found = verdict(snapshot=failed)
    assert (found.verdict, found.root_cause, found.chain) == (Verdict.UNKNOWN, None, ())
    assert [one.line for one in found.unmatched] == ["Failed", "FATAL no idea"]
    assert found.findings[0].id == "unknown"


def test_an_empty_picture_is_not_healthy() -> None:
    """A misspelt name must not look like a healthy service."""
    found = verdict(snapshot=Snapshot(looked_at=("namespace shp",)))
    assert found.verdict is Verdict.UNKNOWN
    assert found.findings[0].title == "There is nothing to look at"


def test_a_warning_that_nobody_knows_is_told() -> None:
    """One that comes with healthy pods too is not."""
    strange = Event("MoonIsFull", "the moon is full", Ref("Pod", "a"))
    assert verdict(snapshot=Snapshot(events=(strange,))).verdict is Verdict.UNKNOWN
    usual = replace(strange, reason="DNSConfigForming")
    assert verdict(snapshot=Snapshot(events=(usual,))).verdict is Verdict.HEALTHY


def test_an_exit_without_a_reason_quotes_the_log() -> None:
    """Whoever reads the answer must not have to fetch it."""
    snapshot = Snapshot(pods=(pod(crashed(1)),), logs=(Log("x\nERROR ledger broken\n", "logs"),))
    found = verdict(candidate("crash.app_exit", GUESS), snapshot=snapshot)
    assert [one.line for one in found.findings[0].evidence][-1] == "ERROR ledger broken"
    assert found.unmatched


def test_nodes_alone_are_healthy() -> None:
    """A node without a condition says nothing."""
    assert verdict(snapshot=Snapshot(nodes=(Node("n1"),))).verdict is Verdict.HEALTHY
