"""Following the logs of pods, of a cluster that is played."""

import threading
import time
from collections.abc import Iterator
from itertools import islice

import pytest

from collect.live import following
from collect.live.following import THREAD, NotFollowed, Piece, pieces
from collect.live.selection import Selection
from diagnosis.snapshot import Role
from tests.collect.live.api_server import FORBIDDEN, Server, serving
from tests.collect.live.objects import pod

PODS = "/api/v1/namespaces/shop/pods"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Two pods, one of which has not begun."""
    monkeypatch.setattr(following, "POLL_SECONDS", 0.2)
    with serving() as server:
        waiting = {"waiting": {"reason": "ContainerCreating"}}
        server.items(PODS, pod("a"), pod("b", state=waiting))
        server.answers[f"{PODS}/a/log"] = (200, b"one\ntwo\n")
        server.answers[f"{PODS}/b/log"] = (200, b"three\n")
        yield server


def selection(server: Server) -> Selection:
    """All pods."""
    return Selection("shop", access=server.access)


def test_what_there_is(server: Server) -> None:
    """Without following: each log once, and its end."""
    assert list(pieces(selection(server), follow=False)) == [
        Piece("a/app", Role.APP, b"one\ntwo\n"),
        Piece("a/app", Role.APP, b""),
    ]
    (query,) = [query for path, query in server.asked if path == f"{PODS}/a/log"]
    assert query == {"container": "app", "tailLines": "1000", "follow": "false"}


def test_a_pod_that_begins_later_and_one_that_begins_again(server: Server) -> None:
    """Found at the next look; an instance is read once."""
    following_them = pieces(selection(server), follow=True)
    assert [one.data for one in islice(following_them, 2)] == [b"one\ntwo\n", b""]
    server.items(PODS, pod("a"), pod("b"))
    assert [one.data for one in islice(following_them, 2)] == [b"three\n", b""]
    server.items(PODS, pod("a", restarts=1), pod("b"))
    assert [one.data for one in islice(following_them, 2)] == [b"one\ntwo\n", b""]
    following_them.close()


def test_whoever_stops_reading_stops_the_asking(server: Server) -> None:
    """No thread stays behind."""
    following_them = pieces(selection(server), follow=True)
    next(following_them)
    assert THREAD in [one.name for one in threading.enumerate()]
    following_them.close()
    end = time.monotonic() + 5
    while THREAD in [one.name for one in threading.enumerate()]:
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (PODS, "no access to pods in namespace shop"),
        (f"{PODS}/a/log", "no access to the logs of pods"),
    ],
)
def test_no_rights(server: Server, path: str, sentence: str) -> None:
    """To see pods, or to read what they said."""
    server.answers[path] = FORBIDDEN
    with pytest.raises(NotFollowed, match=sentence):
        list(pieces(selection(server), follow=False))


def test_no_pods_and_no_cluster(server: Server) -> None:
    """One sentence each."""
    with pytest.raises(NotFollowed, match="there is no such pod in namespace shop"):
        list(pieces(Selection("shop", names=("c",), access=server.access), follow=False))
    server.port = 1
    with pytest.raises(NotFollowed):
        list(pieces(selection(server), follow=True))
