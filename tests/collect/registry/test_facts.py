"""What documents say of an image, also when they say it badly."""

import json
from typing import Any

import pytest

from collect.registry import ImageFacts, NoFacts
from collect.registry.facts import (
    DOCKER,
    DOCKER_LIST,
    OCI,
    OCI_INDEX,
    Manifest,
    config_digest,
    of_image,
    of_index,
    read_manifest,
    read_object,
)

ARM = {"os": "linux", "architecture": "arm", "variant": "v7"}
MARK = {"vnd.docker.reference.type": "attestation-manifest"}


def entry(os: str, architecture: str, **more: Any) -> dict[str, Any]:
    """A manifest as an index lists it."""
    return {"platform": {"os": os, "architecture": architecture}, **more}


@pytest.mark.parametrize(
    ("document", "told", "media_type"),
    [
        ({"mediaType": OCI}, "", OCI),
        ({"mediaType": OCI}, "application/json", OCI),
        ({}, DOCKER, DOCKER),
        ({}, f"{OCI_INDEX}; charset=utf-8", OCI_INDEX),
    ],
)
def test_media_types(document: dict[str, Any], told: str, media_type: str) -> None:
    """The document's own word, else the answer's: OCI leaves it to both."""
    assert read_manifest(json.dumps(document).encode(), told).media_type == media_type


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>", "no JSON object"),
        (b"[]", "no JSON object"),
        (b"\xff\xfe", "no JSON object"),
        (b"{}", 'answers with "", which is no image'),
        (b'{"mediaType": "application/vnd.cncf.helm.config.v1+json"}', "which is no image"),
        (b'{"schemaVersion": 1}', "which is no image"),
    ],
)
def test_what_is_no_image(content: bytes, said: str) -> None:
    """A sentence, whatever the registry answers."""
    with pytest.raises(NoFacts, match=said):
        read_manifest(content, "")


@pytest.mark.parametrize(
    ("entries", "attestations", "platforms"),
    [
        ([entry("linux", "amd64")], False, ("linux/amd64",)),
        ([{"platform": ARM}], False, ("linux/arm/v7",)),
        ([entry("linux", "amd64"), entry("unknown", "unknown", annotations=MARK)], True,
         ("linux/amd64",)),
        ([entry("linux", "amd64"), entry("unknown", "unknown")], True, ("linux/amd64",)),
        ([entry("linux", "amd64"), entry("linux", "amd64")], False, ("linux/amd64",)),
        ([{"digest": "sha256:0"}, "no entry", None], False, ()),
    ],
)  # fmt: skip
def test_indexes(entries: Any, attestations: bool, platforms: tuple[str, ...]) -> None:
    """Attestations are told by their mark, or by a platform that nobody has."""
    facts = of_index(Manifest(DOCKER_LIST, {"manifests": entries}))
    assert facts == ImageFacts(DOCKER_LIST, True, attestations, platforms)


@pytest.mark.parametrize(
    ("manifest", "config"),
    [
        ({}, {}),
        ({"layers": None, "config": []}, {"config": None, "os": None}),
        (
            {"layers": ["x", {"size": "12"}, {"size": -1}]},
            {"config": {"Entrypoint": "a", "Labels": 1}},
        ),
    ],
)
def test_what_is_said_badly_is_not_known(manifest: dict[str, Any], config: dict[str, Any]) -> None:
    """No exception, and nothing made up."""
    facts = of_image(Manifest(OCI, manifest), config)
    assert (facts.platforms, facts.size_bytes, facts.entrypoint) == ((), 0, ())
    assert config_digest(Manifest(OCI, manifest)) == ""


def test_objects() -> None:
    """What comes in is named in the sentence."""
    assert read_object(b'{"a": 1}', "token") == {"a": 1}
    with pytest.raises(NoFacts, match="the registry's answer is no token"):
        read_object(b"1", "token")
