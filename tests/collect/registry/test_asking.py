"""Asking registries: with and without credentials, over redirects, and within limits."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from collect.registry import ImageFacts, NoFacts, NotAllowed, NotInRegistry, image_facts
from collect.registry.asking import LIMIT
from tests.collect.registry.pushing import (
    DOCKER,
    GZIP,
    OCI,
    OCI_INDEX,
    Repository,
    configuration,
    digest_of,
    encoded,
    registry_host,
)
from tests.collect.registry.registry_server import BASIC, PASSWORD, USER, Answer, Server, serving

CONFIG = configuration()
_CONFIG_TYPE = "application/vnd.oci.image.config.v1+json"
MANIFEST = encoded(
    {
        "mediaType": OCI,
        "config": {"mediaType": _CONFIG_TYPE, "digest": digest_of(CONFIG)},
        "layers": [
            {"mediaType": GZIP, "digest": digest_of(b"a"), "size": 5},
            {"mediaType": GZIP, "digest": digest_of(b"b"), "size": 7},
        ],
    }
)
FACTS = ImageFacts(
    OCI,
    is_index=False,
    attestations=False,
    platforms=("linux/amd64",),
    os="linux",
    architecture="amd64",
    size_bytes=12,
    config_media_type=_CONFIG_TYPE,
    layer_media_types=(GZIP,),
    entrypoint=("/app",),
    command=("serve",),
    labels={"version": "7"},
)
PLACE = f"/v2/shop/chat/manifests/{digest_of(MANIFEST)}"
BLOB = f"/v2/shop/chat/blobs/{digest_of(CONFIG)}"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """A registry with one image; this machine has never logged in anywhere."""
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    documents: dict[str, Answer] = {
        PLACE: (200, {"Content-Type": OCI}, MANIFEST),
        BLOB: (200, {}, CONFIG),
    }
    with serving(Server(documents)) as made:
        yield made


def image(server: Server) -> str:
    """The image's name."""
    return f"{server.host}/shop/chat@{digest_of(MANIFEST)}"


def test_anybody_may_ask(server: Server) -> None:
    """Two requests, no credentials, and no layer."""
    assert image_facts(image(server)) == FACTS
    assert server.asked == [(PLACE, ""), (BLOB, "")]


def test_basic(server: Server) -> None:
    """ECR's way: refused first, then with user and password."""
    server.wants, server.challenge = BASIC, 'Basic realm="ecr"'
    assert image_facts(image(server), (USER, PASSWORD)) == FACTS
    assert [who for _, who in server.asked] == ["", BASIC, BASIC]


def test_basic_with_what_docker_knows(server: Server, tmp_path: Path) -> None:
    """A login of Docker's is used."""
    server.wants, server.challenge = BASIC, "Basic"
    auths = {server.host: {"auth": BASIC.removeprefix("Basic ")}}
    (tmp_path / "config.json").write_text(json.dumps({"auths": auths}))
    assert image_facts(image(server)) == FACTS


def test_nobody_logged_in(server: Server) -> None:
    """A sentence that says what to do."""
    server.wants, server.challenge = BASIC, "Basic"
    with pytest.raises(NotAllowed, match=r"wants a user and a password.*docker login"):
        image_facts(image(server))


def test_wrong_password(server: Server) -> None:
    """Asked once more and no further."""
    server.wants, server.challenge = BASIC, "Basic"
    with pytest.raises(NotAllowed, match=r"refuses to show shop/chat \(401\)"):
        image_facts(image(server), (USER, "fake-other"))
    assert len(server.asked) == 2


def test_bearer(server: Server) -> None:
    """Docker Hub's way: a token for this repository, from the server that the registry names."""
    server.wants = "Bearer fake-token"
    server.challenge = f'Bearer realm="http://{server.host}/token?a=b",service="hub"'
    server.documents["/token"] = (200, {}, b'{"token": "fake-token"}')
    assert image_facts(image(server)) == FACTS
    asked, who = server.asked[1]
    assert (asked, who) == ("/token?a=b&scope=repository%3Ashop%2Fchat%3Apull&service=hub", "")


def test_a_token_server_without_encryption_gets_nothing(server: Server) -> None:
    """A registry can't have credentials sent in the open."""
    server.wants = "Bearer fake-token"
    server.challenge = 'Bearer realm="http://tokens.example.com/token"'
    with pytest.raises(NoFacts, match="is not HTTPS"):
        image_facts(image(server), (USER, PASSWORD))


def test_redirects_lose_the_credentials(server: Server) -> None:
    """A blob lies elsewhere, as ECR's do: the other host learns no password."""
    server.wants, server.challenge = BASIC, "Basic"
    with serving(Server({"/blob": (200, {}, CONFIG)})) as storage:
        location = {"Location": f"http://{storage.host}/blob"}
        server.documents[BLOB] = (307, location, b"")
        assert image_facts(image(server), (USER, PASSWORD)) == FACTS
        assert storage.asked == [("/blob", "")]


def test_redirects_to_plain_http_are_not_followed(server: Server) -> None:
    """Nobody on the way may choose the answer."""
    server.documents[BLOB] = (307, {"Location": "http://storage.example.com/blob"}, b"")
    with pytest.raises(NoFacts, match="redirects to plain HTTP"):
        image_facts(image(server))


def test_redirects_without_an_end(server: Server) -> None:
    """Three are enough."""
    server.documents[BLOB] = (307, {"Location": BLOB}, b"")
    with pytest.raises(NoFacts, match="redirects without an end"):
        image_facts(image(server))


def test_an_answer_without_an_end(server: Server) -> None:
    """Nothing is read beyond what a manifest may have."""
    server.documents[PLACE] = (200, {}, b"x" * (LIMIT + 1))
    with pytest.raises(NoFacts, match=f"answers with more than {LIMIT} bytes"):
        image_facts(image(server))


@pytest.mark.parametrize("path", [PLACE, BLOB])
def test_what_the_digest_does_not_cover(server: Server, path: str) -> None:
    """The page of a proxy is no answer."""
    server.documents[path] = (200, {"Content-Type": OCI}, b"<html>Log in</html>")
    with pytest.raises(NoFacts, match="does not have the digest"):
        image_facts(image(server))


@pytest.mark.parametrize(
    ("code", "said"),
    [(403, "refuses to show shop/chat"), (429, "limits how often"), (500, "answers 500")],
)
def test_other_answers(server: Server, code: int, said: str) -> None:
    """Each in a sentence."""
    server.documents[PLACE] = (code, {}, b"{}")
    with pytest.raises(NoFacts, match=said):
        image_facts(image(server))


def test_no_repository(server: Server) -> None:
    """ECR tells it from an image that is missing."""
    server.documents[PLACE] = (404, {}, encoded({"errors": [{"code": "NAME_UNKNOWN"}]}))
    with pytest.raises(NotInRegistry, match="has no repository shop/chat"):
        image_facts(image(server))


def test_no_registry_there() -> None:
    """Nobody listens."""
    with pytest.raises(NoFacts, match="the registry localhost:1 does not answer"):
        image_facts(f"localhost:1/chat@{digest_of(b'')}")


@pytest.fixture
def repository() -> Iterator[Repository]:
    """A repository in the machine's own registry."""
    made = Repository(registry_host())
    yield made
    made.close()


@pytest.mark.cluster
class TestARealRegistry:
    """What was pushed is told."""

    def test_images(self, repository: Repository) -> None:
        """OCI and Docker."""
        oci, docker = image_facts(repository.image("arm64")), image_facts(repository.docker_image())
        assert (oci.media_type, oci.platforms) == (OCI, ("linux/arm64",))
        assert (docker.media_type, docker.platforms) == (DOCKER, ("linux/amd64",))
        assert oci.size_bytes == docker.size_bytes == len(b"not unpacked by anybody")

    def test_indexes(self, repository: Repository) -> None:
        """With attestations and without; these are no platform."""
        both = image_facts(repository.index("amd64", "arm64"))
        attested = image_facts(repository.index("amd64", attested=True))
        assert both == ImageFacts(OCI_INDEX, True, False, ("linux/amd64", "linux/arm64"))
        assert attested == ImageFacts(OCI_INDEX, True, True, ("linux/amd64",))

    def test_what_is_not_there(self, repository: Repository) -> None:
        """The whole name is told."""
        name = repository.image().partition("@")[0]
        with pytest.raises(NotInRegistry, match=f"{name}@.* is not in the registry"):
            image_facts(f"{name}@{digest_of(b'other')}")
