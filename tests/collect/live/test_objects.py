"""Objects by name, from an API server that is played: what it refuses hides nothing else."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from collect.live.objects import Read, Wanted, read_objects
from collect.rollout import Access
from tests.collect.live.api_server import FORBIDDEN, GONE, Answer, Query, Server, serving

CORE = ("ConfigMap", "configmaps"), ("Secret", "secrets"), ("Namespace", "namespaces")
MAP = Wanted("v1", "ConfigMap", "shop", "web")
SECRET = Wanted("v1", "Secret", "shop", "keys")
HPA = Wanted("autoscaling/v2", "HorizontalPodAutoscaler", "shop")
MAPS = "/api/v1/namespaces/shop/configmaps"
SECRETS = "/api/v1/namespaces/shop/secrets"


def made(name: str, namespace: str = "shop") -> dict[str, Any]:
    """An item of a list: it does not say what it is."""
    return {"metadata": {"name": name, "namespace": namespace, "managedFields": []}}


def kinds(*named: tuple[str, str]) -> Mapping[str, Any]:
    """The kinds of a group and version; only namespaces are in none."""
    listed = [
        {"kind": kind, "name": plural, "namespaced": kind != "Namespace"} for kind, plural in named
    ]
    return {"resources": [*listed, {"kind": "Scale", "name": "deployments/scale"}]}


@pytest.fixture
def server() -> Iterator[Server]:
    """A cluster with a few objects in the namespace `shop`."""
    with serving() as server:
        server.answers["/api/v1/"] = (200, kinds(*CORE))
        server.answers["/apis/autoscaling/v2/"] = GONE
        server.items(MAPS, made("web"), made("other"))
        server.items(SECRETS, made("keys"))
        yield server


def names(read: Read) -> list[str]:
    """`Kind/namespace/name` of what was read; the lists come in any order."""
    return sorted(
        "/".join((one["kind"], one["metadata"].get("namespace", ""), one["metadata"]["name"]))
        for one in read.objects
    )


def lists(server: Server) -> list[str]:
    """The paths that were asked for, without what finds out about the API."""
    finding = ("/version/", "/api/v1/", "/apis/autoscaling/v2/")
    return sorted(path for path, _ in server.asked if path not in finding)


def test_one_list_a_kind_keeps_what_is_wanted(server: Server) -> None:
    """The rest is dropped page by page; what is wanted and not there is in neither."""
    gone = Wanted("v1", "ConfigMap", "shop", "gone")
    read = read_objects([MAP, gone, SECRET], server.access)
    assert names(read) == ["ConfigMap/shop/web", "Secret/shop/keys"]
    assert [one["apiVersion"] for one in read.objects] == ["v1", "v1"]
    assert (read.unread, read.unseen) == ((), frozenset())
    assert lists(server) == [MAPS, SECRETS]


def test_all_of_a_kind(server: Server) -> None:
    """No name means all of them."""
    read = read_objects([MAP, Wanted("v1", "ConfigMap", "shop")], server.access)
    assert names(read) == ["ConfigMap/shop/other", "ConfigMap/shop/web"]


def test_several_namespaces_are_one_list(server: Server) -> None:
    """An object that names no namespace is in `default`; one of no namespace has none."""
    server.items(
        "/api/v1/configmaps", made("web"), made("web", "default"), made("web", "a"), made("x", "a")
    )
    server.items("/api/v1/namespaces", {"metadata": {"name": "shop"}}, {"metadata": {"name": "a"}})
    wanted = [
        MAP,
        Wanted("v1", "ConfigMap", "", "web"),
        Wanted("v1", "ConfigMap", "a", "web"),
        Wanted("v1", "Namespace", "wrongly", "shop"),
    ]
    read = read_objects(wanted, server.access)
    assert names(read) == [
        "ConfigMap/a/web",
        "ConfigMap/default/web",
        "ConfigMap/shop/web",
        "Namespace//shop",
    ]
    assert lists(server) == ["/api/v1/configmaps", "/api/v1/namespaces"]


def test_who_may_look_into_each_namespace_alone(server: Server) -> None:
    """A list over all is forbidden to most; then each namespace is asked."""
    server.answers["/api/v1/configmaps"] = FORBIDDEN
    server.answers["/api/v1/namespaces/a/configmaps"] = FORBIDDEN
    read = read_objects([MAP, Wanted("v1", "ConfigMap", "a", "web")], server.access)
    assert names(read) == ["ConfigMap/shop/web"]
    assert read.unread == ("no access to configmaps in namespace a",)
    assert read.unseen == {("v1", "ConfigMap")}


def test_page_by_page(server: Server) -> None:
    """A list goes on until there is no more of it."""

    def pages(query: Query) -> Answer:
        if query.get("continue") == "2":
            return 200, {"metadata": {}, "items": [made("web")]}
        return 200, {"metadata": {"continue": "2"}, "items": [made("other")]}

    server.answers[MAPS] = pages
    assert names(read_objects([MAP], server.access)) == ["ConfigMap/shop/web"]
    assert [query["limit"] for path, query in server.asked if path == MAPS] == ["500", "500"]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (FORBIDDEN, "no access to secrets in namespace shop"),
        (
            (500, {"message": "etcd"}),
            "secrets in namespace shop: the API server answered 500: etcd",
        ),
        (
            (200, b"<html>a proxy</html>"),
            "secrets in namespace shop: no answer (the answer is no JSON object)",
        ),
        (GONE, "the cluster has no secrets of v1"),
    ],
)
def test_a_kind_that_is_refused(server: Server, answer: Answer, sentence: str) -> None:
    """One clear line for it; the others are there."""
    server.answers[SECRETS] = answer
    read = read_objects([MAP, SECRET], server.access)
    assert names(read) == ["ConfigMap/shop/web"]
    assert read.unread == (sentence,)
    assert read.unseen == {("v1", "Secret")}


@pytest.mark.parametrize("items", [[None, 1, "x"], [{"metadata": "x"}, {"metadata": None}, {}]])
def test_garbage_in_a_list_is_no_object(server: Server, items: Any) -> None:
    """Nothing raises, and nothing that is no object comes back."""
    server.answers[SECRETS] = (200, {"metadata": {}, "items": items})
    read = read_objects([MAP, SECRET], server.access)
    assert names(read) == ["ConfigMap/shop/web"]
    assert read.unread == ()


@pytest.mark.parametrize("answer", [{}, {"items": 7}, {"items": "text"}, {"items": {}}])
def test_an_answer_without_a_list(server: Server, answer: Any) -> None:
    """It must not pass for an empty one: all that is declared would be missing."""
    server.answers[SECRETS] = (200, answer)
    read = read_objects([MAP, SECRET], server.access)
    assert names(read) == ["ConfigMap/shop/web"]
    assert read.unread == ("secrets in namespace shop: no answer (the answer is no list)",)
    assert read.unseen == {("v1", "Secret")}


def test_a_group_that_the_cluster_does_not_know(server: Server) -> None:
    """A definition that is gone is a sentence; where it may be, none."""
    wanted = [MAP, HPA, Wanted("v1", "Gadget", "shop", "x")]
    read = read_objects(wanted, server.access)
    assert names(read) == ["ConfigMap/shop/web"]
    assert read.unread == (
        "the cluster does not know HorizontalPodAutoscaler of autoscaling/v2",
        "the cluster does not know Gadget of v1",
    )
    optional = {(HPA.version, HPA.kind)}
    assert read_objects([MAP, HPA], server.access, optional=optional).unread == ()
    server.answers["/apis/autoscaling/v2/"] = FORBIDDEN
    assert read_objects([HPA], server.access, optional=optional).unread == (
        "no access to the kinds of autoscaling/v2",
    )


def test_an_api_that_goes_away_while_it_is_read(server: Server) -> None:
    """What had come stays; a kind of which a page is missing is unseen, and named."""

    def hangs_up(query: Query) -> Answer:
        if "continue" in query:
            raise ConnectionResetError
        return 200, {"metadata": {"continue": "2"}, "items": [made("keys")]}

    server.answers[SECRETS] = hangs_up
    read = read_objects([MAP, SECRET], server.access)
    assert names(read) == ["ConfigMap/shop/web", "Secret/shop/keys"]
    assert read.unseen == {("v1", "Secret")}
    [sentence] = read.unread
    assert sentence.startswith("secrets in namespace shop: no answer (")


def test_an_answer_that_does_not_come_in_time(server: Server) -> None:
    """What was read before the deadline stays."""
    read_objects([MAP], server.access)  # the client is loaded by now, however slow the machine
    server.delays[SECRETS] = 9
    begun = time.monotonic()
    read = read_objects([MAP, SECRET], server.access, seconds=1)
    assert time.monotonic() - begun < 5
    assert names(read) == ["ConfigMap/shop/web"]
    assert read.unread == ("no answer within 1 s: Secret",)
    assert read.unseen == {("v1", "Secret")}


def test_a_cluster_that_cannot_be_reached() -> None:
    """No kind of it was seen, and one sentence says why."""
    with serving() as server:
        access = server.access
    read = read_objects([MAP, SECRET], access)
    assert read.objects == ()
    assert read.unseen == {("v1", "ConfigMap"), ("v1", "Secret")}
    [sentence] = read.unread
    assert sentence.startswith("the cluster could not be asked: ")


@pytest.mark.parametrize("kubeconfig", ["{", "[]\n", "a: [\n", "/nowhere/config"])
def test_a_kubeconfig_that_is_none(kubeconfig: str) -> None:
    """One line, and no end of the command."""
    read = read_objects([MAP], Access(kubeconfig))
    [sentence] = read.unread
    assert "\n" not in sentence
    assert read.unseen == {("v1", "ConfigMap")}


def test_beside_another_event_loop(server: Server) -> None:
    """A caller may be inside one."""

    async def inside() -> Read:
        return read_objects([MAP], server.access)

    assert names(asyncio.run(inside())) == ["ConfigMap/shop/web"]
