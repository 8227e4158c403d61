"""One verification from beginning to end, against a real API server and a real service."""

import itertools
import time
from pathlib import Path
from typing import Any

import pytest

from collect import rollout
from gate import watching
from gate.inputs import changed, problems
from gate.proof import balancer, proving
from gate.verifying import RolloutFailed, verify
from tests.gate import objects, service
from tests.gate.api_server import (
    FORBIDDEN,
    NOT_FOUND,
    Answer,
    Server,
    closed,
    kubeconfig,
    serving,
    silent,
)

DEPLOYMENT = f"{objects.APPS}/deployments/web"


def _properties(config: str, **more: Any) -> dict[str, Any]:
    return {
        "namespace": objects.NAMESPACE,
        "deployment": "web",
        "rollout": "abc",
        "soak": 1.0,
        "kubeconfig": config,
        **more,
    }


def _cluster(server: Server, *looks: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """The cluster shows one pair of Deployment and pod after the other, then the last for ever."""
    shown = itertools.chain(looks, itertools.repeat(looks[-1]))
    now = {"pair": looks[0]}

    def deployment() -> Answer:
        now["pair"] = next(shown)
        return 200, now["pair"][0]

    def replica_set() -> Answer:
        available = 1 if now["pair"][1] == objects.ready() else 0
        return 200, objects.listed(objects.replica_set(available))

    server.answers = {
        "/proxy/": FORBIDDEN,
        DEPLOYMENT: deployment,
        f"{objects.APPS}/deployments": lambda: (200, objects.listed(now["pair"][0])),
        f"{objects.APPS}/replicasets": replica_set,
        f"{objects.CORE}/pods": lambda: (200, objects.listed(now["pair"][1])),
        f"{objects.CORE}/services/web": (200, {"spec": {"type": "ClusterIP"}}),
    }


HEALTHY = ((objects.deployment(), objects.ready()), (objects.complete(), objects.ready()))


def test_a_rollout_that_succeeds() -> None:
    """The properties come back with what was proved."""
    with serving() as server, service.serving(service.streaming) as url:
        _cluster(server, *HEALTHY)
        given = _properties(server.kubeconfig(), url=url, verify="stream")
        found = verify(given)
    proved = found.pop("proved")
    assert found == given
    assert proved.keys() == {"rollout", "health", "stream"}
    assert proved["health"] == "/health/ready answered 200"


def test_without_a_url_nothing_is_asked() -> None:
    """The rollout alone."""
    with serving() as server:
        _cluster(server, *HEALTHY)
        assert verify(_properties(server.kubeconfig()))["proved"].keys() == {"rollout"}


def test_a_crash(tmp_path: Path) -> None:
    """The first line, the reason, the explanation, and where the evidence is."""
    with serving() as server:
        _cluster(server, (objects.deployment(), objects.crashing()))
        server.answers = {"/log": (200, b"Error: Cannot find module 'express'\n"), **server.answers}
        with pytest.raises(RolloutFailed) as failure:
            verify(_properties(server.kubeconfig(), evidence=str(tmp_path)))
    lines = str(failure.value).splitlines()
    assert lines[:3] == [
        "the rollout of web failed:",
        "container app of pod web-1-a crashes again and again (CrashLoopBackOff,",
        "last: exit code 1)",
    ]
    assert "crash.missing_module" in str(failure.value)
    assert len(list(tmp_path.glob("*-web/report.txt"))) == 1


def test_pods_of_the_version_before_serve_on() -> None:
    """Who reads of a failure wants to know whether anybody else notices."""
    with serving() as server:
        _cluster(server, (objects.deployment(availableReplicas=2), objects.crashing()))
        with pytest.raises(RolloutFailed, match="2 pods of the version before still serve"):
            verify(_properties(server.kubeconfig()))


def test_a_stream_that_is_held_back() -> None:
    """The pods are up, and the gate is red all the same."""
    with serving() as server, service.serving(service.streaming) as pod:
        _cluster(server, *HEALTHY)

        def front(handler: service.Handler) -> None:
            if handler.path == "/health/ready":
                handler.whole(200, b"")
            else:
                service.buffering(pod)(handler)

        with service.serving(front) as url, pytest.raises(RolloutFailed) as failure:
            verify(_properties(server.kubeconfig(), url=url, verify="stream"))
    text = " ".join(str(failure.value).split())
    assert "its streamed answer arrives all at once" in text
    assert "[stream.buffered, confidence low]" in text


def test_a_service_that_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its report is quoted."""
    monkeypatch.setattr(proving, "HEALTH_SECONDS", 0.0)
    with (
        serving() as server,
        service.serving(lambda handler: handler.whole(503, b'{"error":"database"}')) as url,
    ):
        _cluster(server, *HEALTHY)
        server.answers["/proxy/"] = (503, {"error": "database"})
        with pytest.raises(RolloutFailed, match=r"service\.unwell"):
            verify(_properties(server.kubeconfig(), url=url))


def test_a_load_balancer_that_never_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The provider doesn't wait for its address any more: the gate does."""
    monkeypatch.setattr(balancer, "SECONDS", 0.0)
    waiting = {"spec": {"type": "LoadBalancer"}, "status": {"loadBalancer": {}}}
    with serving() as server, service.serving(service.streaming) as url:
        _cluster(server, *HEALTHY)
        server.answers[f"{objects.CORE}/services/web"] = (200, waiting)
        with pytest.raises(RolloutFailed, match=r"service\.no_address"):
            verify(_properties(server.kubeconfig(), url=url))
        waiting["status"] = {"loadBalancer": {"ingress": [{"ip": "192.0.2.7"}]}}
        assert verify(_properties(server.kubeconfig(), url=url))["proved"]["health"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [(FORBIDDEN, "forbidden: not for you"), (NOT_FOUND, "not found")],
)
def test_a_deployment_that_cannot_be_read(answer: Answer, said: str) -> None:
    """At once, with what the gate needs to read."""
    with serving() as server:
        server.answers = {DEPLOYMENT: answer}
        with pytest.raises(RolloutFailed) as failure:
            verify(_properties(server.kubeconfig()))
    text = str(failure.value)
    assert text.startswith("the rollout of web failed:\nDeployment shop/web could not be watched")
    assert said in text
    assert "lists replicasets, pods and events" in text


def test_without_the_right_to_list_pods() -> None:
    """The Deployment's own conditions still tell."""
    late = {"type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded"}
    with serving() as server:
        _cluster(server, (objects.deployment(conditions=[late]), objects.ready()))
        server.answers |= {f"{objects.CORE}/pods": FORBIDDEN, "/replicasets": FORBIDDEN}
        with pytest.raises(RolloutFailed, match="ProgressDeadlineExceeded"):
            verify(_properties(server.kubeconfig()))


def test_an_api_server_that_is_gone() -> None:
    """Nothing listens any more: told at once."""
    began = time.monotonic()
    with pytest.raises(RolloutFailed, match="could not be watched"):
        verify(_properties(kubeconfig(closed())))
    assert time.monotonic() - began < 10


def test_an_api_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits longer than the limit of the connection, which is below 20 s."""
    assert rollout.CONNECT_SECONDS < 20
    monkeypatch.setattr(rollout, "CONNECT_SECONDS", 1.0)
    with silent() as url, pytest.raises(RolloutFailed, match=r"no connection .* within 1 s"):
        verify(_properties(kubeconfig(url)))


def test_an_api_server_that_goes_away_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hiccup in the middle is no failure; staying away is."""
    monkeypatch.setattr(watching, "BLIND", 1.5)
    broken: Answer = (503, {"message": "etcd is starting"})
    with serving() as server:
        _cluster(server, *HEALTHY)
        good, answers = server.answers[DEPLOYMENT], iter([broken])
        server.answers[DEPLOYMENT] = lambda: next(answers, None) or _called(good)
        assert verify(_properties(server.kubeconfig()))["proved"]
        server.answers[DEPLOYMENT] = broken
        with pytest.raises(RolloutFailed, match="etcd is starting"):
            verify(_properties(server.kubeconfig()))


def test_a_gate_that_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect of ours is told as one, and nothing passes unverified."""
    monkeypatch.setattr(watching, "total_seconds", lambda _: 1 / 0)
    with serving() as server:
        _cluster(server, *HEALTHY)
        with pytest.raises(RolloutFailed, match=r"the gate itself failed.*ZeroDivisionError"):
            verify(_properties(server.kubeconfig()))


def test_a_cluster_that_hangs_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers the first question and no other: the limit of a look holds for all of them."""
    assert watching.BLIND + watching.LOOK < 20
    monkeypatch.setattr(watching, "BLIND", 1.0)
    monkeypatch.setattr(watching, "LOOK", 1.0)

    def never() -> Answer:
        time.sleep(10)
        return FORBIDDEN

    with serving() as server:
        _cluster(server, *HEALTHY)
        server.answers = {"/replicasets": never, **server.answers}
        began = time.monotonic()
        with pytest.raises(RolloutFailed, match="no answer from the API server within 1 s"):
            verify(_properties(server.kubeconfig()))
        assert time.monotonic() - began < 8


def _called(answer: Any) -> Answer:
    found: Answer = answer()
    return found


def test_a_change_that_matters() -> None:
    """Another rollout, or another proof; patience and access are no part of what was proved."""
    olds = {"rollout": "a", "url": "u", "verify": "health", "soak": 5, "kubeconfig": "k"}
    assert changed(olds, olds) == []
    assert changed(olds, {**olds, "soak": 9, "kubeconfig": "other", "context": "blue"}) == []
    assert changed(olds, {**olds, "rollout": "b", "verify": "stream"}) == ["rollout", "verify"]


def test_inputs_that_cannot_be_meant() -> None:
    """Sentences; what is not known yet is passed over."""
    from pulumi.runtime.rpc import UNKNOWN

    assert problems({"verify": "all"}) == [("verify", '"all" is not one of none, health, stream')]
    assert problems({"verify": "health", "url": ""}) == [
        ("url", "verify is health, and there is no url to ask")
    ]
    assert problems({"verify": UNKNOWN, "url": UNKNOWN}) == []
    assert problems({"verify": "stream", "url": UNKNOWN}) == []
