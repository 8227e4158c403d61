"""Proofs of images: against a real registry, and as the engine keeps them."""

import base64
import json
import sys
from collections.abc import Iterator
from typing import Any

import pulumi
import pytest
from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime.rpc import UNKNOWN

from gate.image_proof import ImageProof
from gate.image_provider import ImageProofProvider
from gate.proving_images import ImageRefused
from tests.collect.registry.pushing import ZSTD, Repository, digest_of, registry_host
from tests.components.recording import record
from tests.engine_fixture import Engine

PROVIDER = ImageProofProvider()
UNREACHABLE = f"localhost:1/chat@{digest_of(b'')}"


def asked(image: str, target: str = "lambda", platform: str = "linux/amd64") -> dict[str, Any]:
    """The inputs of a proof."""
    return {"image": image, "platform": platform, "target": target, "found": None}


def refused(image: str, target: str = "lambda") -> str:
    """What the proof of an image fails with, when it is made and when it is changed."""
    with pytest.raises(ImageRefused) as made:
        PROVIDER.create(asked(image, target))
    with pytest.raises(ImageRefused) as changed:
        PROVIDER.update("id", asked("other", target), asked(image, target))
    assert str(made.value) == str(changed.value)
    return str(made.value)


def said_at_preview(image: Any, target: str = "lambda", olds: Any = None) -> list[str]:
    """What the check refuses."""
    return [one.reason for one in PROVIDER.check(olds or {}, asked(image, target)).failures]


@pytest.fixture
def repository() -> Iterator[Repository]:
    """A repository in the machine's own registry."""
    made = Repository(registry_host())
    yield made
    made.close()


@pytest.mark.cluster
class TestARealRegistry:
    """Images that are right, and wrong in one way each."""

    def test_good_images(self, repository: Repository) -> None:
        """The same image goes out, with what was found."""
        for image in (repository.image(), repository.docker_image()):
            made = PROVIDER.create(asked(image))
            assert (made.outs or {}) == {
                **asked(image),
                "found": "single manifest, linux/amd64, 0.00 GB compressed",
            }
            assert said_at_preview(image) == []

    def test_pain_28_attestations(self, repository: Repository) -> None:
        """BuildKit's default is refused, at preview already, and Docker's target takes it."""
        image = repository.index("amd64", attested=True)
        said = refused(image)
        assert "attestations" in said
        assert "provenance=false" in said
        assert said.endswith("[lambda.image_manifest]")
        assert said_at_preview(image) == [said]
        on_docker = PROVIDER.create(asked(image, "docker")).outs or {}
        assert on_docker["found"] == "index, linux/amd64"

    def test_pain_28_layers(self, repository: Repository) -> None:
        """Nor does Lambda read zstd."""
        assert "compression=gzip" in refused(repository.image(layer=ZSTD))

    @pytest.mark.parametrize(
        ("target", "id_"), [("lambda", "lambda.arch_mismatch"), ("docker", "image.arch_mismatch")]
    )
    def test_pain_29_another_processor(self, repository: Repository, target: str, id_: str) -> None:
        """An image of a laptop with an ARM processor."""
        image = repository.image("arm64")
        said = refused(image, target)
        assert "is for linux/arm64 and can't run" in said
        assert said.endswith(f"[{id_}]")
        assert said_at_preview(image, target) == [said]

    def test_pain_22_tag_and_digest(self, repository: Repository) -> None:
        """The way out is in the sentence."""
        name, _, digest = repository.image().partition("@")
        said = refused(f"{name}:7@{digest}")
        assert said_at_preview(f"{name}:7@{digest}") == [said]
        assert f'leave out ":7", {name}@{digest}' in said

    @pytest.mark.parametrize(
        ("target", "id_"), [("lambda", "lambda.image_access"), ("docker", "image.not_found")]
    )
    def test_missing(self, repository: Repository, target: str, id_: str) -> None:
        """A preview doesn't refuse it: the same `up` may push it."""
        image = f"{repository.image().partition('@')[0]}@{digest_of(b'nothing')}"
        said = refused(image, target)
        assert "is not in the registry" in said
        assert said.endswith(f"[{id_}]")
        assert said_at_preview(image, target) == []


def test_a_registry_that_does_not_answer() -> None:
    """Is not passed, and at preview nothing is known yet."""
    assert refused(UNREACHABLE).endswith("Connection refused [image.registry_unreachable]")
    assert said_at_preview(UNREACHABLE) == []


def test_inputs() -> None:
    """A target that nobody knows is refused; what is unknown, and what was proved, is not asked."""
    assert said_at_preview("x", "heroku") == ['"heroku" is not one of lambda, docker']
    assert said_at_preview(UNKNOWN) == []
    # At a stack's first preview the SDK hands an image that is still to be built on as an output.
    assert said_at_preview(pulumi.Output.from_input("a")) == []
    proved = asked("not:a:name")
    assert said_at_preview("not:a:name", olds=proved) == []


def test_changes() -> None:
    """An update, never a replacement: what runs on the image would go first."""
    before = {**asked("a"), "found": "single manifest"}
    same, other = PROVIDER.diff("id", before, asked("a")), PROVIDER.diff("id", before, asked("b"))
    assert (same.changes, same.replaces) == (False, [])
    assert (other.changes, other.replaces) == (True, [])


def test_the_provider_is_kept_by_name() -> None:
    """The same bytes on every run and every machine."""
    content = base64.b64decode(serialize_provider(PROVIDER))
    assert b"gate.image_provider" in content
    assert len(content) < 200


def test_what_a_program_asks_for() -> None:
    """The image goes through."""

    def program() -> pulumi.Output[Any]:
        proof = ImageProof("web", {"image": "a", "platform": "linux/amd64", "target": "docker"})
        return proof.image

    resources, image = record(program)
    assert image == "a"
    assert resources["web"].type == "pulumi-python:dynamic/shipshape:ImageProof"
    assert {name: one for name, one in resources["web"].inputs.items() if name != "__provider"} == {
        "image": "a",
        "platform": "linux/amd64",
        "target": "docker",
    }


_YAML = f"""runtime:
  name: python
  options:
    virtualenv: {sys.prefix}
"""
_PROGRAM = """
import json
import pulumi
from gate.image_proof import ImageProof

proof = ImageProof("web", {{"image": {image!r}, "platform": "linux/amd64", "target": "lambda"}})
pulumi.export("image", proof.image)
"""


@pytest.mark.engine
@pytest.mark.cluster
def test_under_the_real_engine(engine: Engine, repository: Repository) -> None:
    """A refused image leaves the proof of the last one, and is refused until it is another."""
    good, missing = repository.image(), f"{repository.name}@{digest_of(b'nothing')}"
    arm = repository.image("arm64")
    folder = engine.project("proof", _PROGRAM.format(image=good), _YAML)
    engine.pulumi(folder, "stack", "init", "dev")

    def run(image: str, command: str) -> tuple[int, str]:
        (folder / "__main__.py").write_text(_PROGRAM.format(image=image))
        more = ("--yes", "--skip-preview") if command == "up" else ()
        done = engine.pulumi(folder, command, *more, check=False)
        return done.returncode, done.stdout + done.stderr

    def exported() -> Any:
        return json.loads(engine.pulumi(folder, "stack", "output", "--json").stdout)["image"]

    assert run(good, "up")[0] == 0
    assert exported() == good
    code, said = run(arm, "preview")
    assert code != 0
    assert f"has a problem: {arm} is for linux/arm64 and can't run in a function of x86_64" in said
    for _ in range(2):
        code, said = run(missing, "up")
        assert code != 0
        assert f"{missing} is not in the registry; push it" in said
        assert "Traceback" not in said
        assert exported() == good
    code, said = run(good, "up")
    assert code == 0
    assert "2 unchanged" in said
