"""The image component under mocks."""

import shutil
from pathlib import Path
from typing import Any

import pulumi
import pytest

from components import ServiceImage, ServiceImageArgs

from .recording import DIGEST, SECRET, Asked, record

APP = Path(__file__).parents[2] / "app"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a copy of the reference service's Dockerfile, as the current folder."""
    (tmp_path / "app").mkdir()
    for name in ("Dockerfile", ".dockerignore"):
        shutil.copy(APP / name, tmp_path / "app" / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _image(*, preview: bool = False, **more: Any) -> tuple[dict[str, Asked], Any]:
    args: ServiceImageArgs = {
        "registry": "localhost:5001",
        "platform": "linux/amd64",
        "context": "app",
        **more,  # type: ignore[typeddict-item]
    }

    def program() -> pulumi.Output[Any]:
        made = ServiceImage("service", args)
        return pulumi.Output.all(made.ref, made.digest, made.tag, made.reports)

    return record(program, preview=preview)


def test_the_image() -> None:
    """Whole: relative paths only, an immutable tag, the authority as a secret outside the diff."""
    asked, outputs = _image(builder="shipshape", extra_ca="PEM", build_image="a@sha256:" + "a" * 64)
    tag = outputs[2]
    assert asked["service-image"].inputs == {
        "context": {"location": "app"},
        "dockerfile": {"location": "app/Dockerfile"},
        "platforms": ["linux/amd64"],
        "buildArgs": {"BUILD_IMAGE": "a@sha256:" + "a" * 64},
        "builder": {"name": "shipshape"},
        "buildOnPreview": False,
        "secrets": {SECRET: {"extra_ca": "PEM"}},
        "ignoreSecretsInDiffCalculation": ["extra_ca"],
        "target": "production",
        "tags": [f"localhost:5001/service:{tag}"],
        "push": True,
        "network": "default",
    }
    assert outputs == [
        f"localhost:5001/service@{DIGEST}",
        DIGEST,
        tag,
        ".shipshape/reports/service",
    ]


def test_pushed_images_outlive_the_stack_and_the_cache_is_no_change() -> None:
    """A rollback needs the first, a quiet diff the second."""
    asked, _ = _image()
    options = asked["service-image"].options
    assert options["retain_on_delete"] is True
    assert options["ignore_changes"] == ["cacheFrom", "cacheTo"]


def test_the_reports() -> None:
    """The same build up to the stage of reports, as files, nothing pushed."""
    asked, _ = _image()
    assert asked["service-reports"].inputs == {
        "context": {"location": "app"},
        "dockerfile": {"location": "app/Dockerfile"},
        "platforms": ["linux/amd64"],
        "buildOnPreview": False,
        "secrets": {SECRET: {"extra_ca": ""}},
        "ignoreSecretsInDiffCalculation": ["extra_ca"],
        "target": "reports",
        "exports": [{"local": {"dest": ".shipshape/reports/service"}}],
        "push": False,
        "network": "default",
    }


def test_no_reports() -> None:
    """When they are declined."""
    asked, outputs = _image(reports=False)
    assert set(asked) == {"service", "service-image"}
    assert outputs[3] == ""


def test_a_registry_elsewhere_holds_the_cache() -> None:
    """The reports use none: their stages are in the image's."""
    asked, _ = _image(registry="ghcr.io/acme")
    reference = "ghcr.io/acme/service:buildcache"
    assert asked["service-image"].inputs["cacheFrom"] == [{"registry": {"ref": reference}}]
    assert "cacheFrom" not in asked["service-reports"].inputs


def test_build_secrets_are_encrypted() -> None:
    """A token is never a build argument."""
    asked, _ = _image(secrets={"npm_token": pulumi.Output.secret("token-value")})
    assert asked["service-image"].inputs["secrets"] == {
        SECRET: {"extra_ca": "", "npm_token": "token-value"}
    }
    assert "token-value" not in str(asked["service-image"].inputs.get("buildArgs"))


def test_labels() -> None:
    """Only when given."""
    labels = {"org.opencontainers.image.source": "https://example.com"}
    asked, _ = _image(labels=labels)
    assert asked["service-image"].inputs["labels"] == labels


def test_a_fresh_clone_has_the_reports_folder(project: Path) -> None:
    """Or the builder's export would show as a change where nothing changed."""
    _image()
    assert [path.name for path in (project / ".shipshape/reports/service").iterdir()] == [
        "README.txt"
    ]


def test_reports_that_are_there_are_left_alone(project: Path) -> None:
    """No note beside them."""
    folder = project / ".shipshape/reports/service"
    folder.mkdir(parents=True)
    (folder / "npm-ls.json").write_text("{}")
    _image()
    assert [path.name for path in folder.iterdir()] == ["npm-ls.json"]


def test_a_problem_ends_the_run_in_a_sentence() -> None:
    """Before any child."""
    with pytest.raises(pulumi.RunError) as refusal:
        _image(context="nowhere")
    assert str(refusal.value) == '`context` ("nowhere") is not a folder'


ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"


def _pushed_to(**destination: Any) -> tuple[dict[str, Asked], Any]:
    def program() -> pulumi.Output[Any]:
        args = {"platform": "linux/amd64", "context": "app", "reports": False, **destination}
        made = ServiceImage("service", args)  # type: ignore[arg-type]
        return pulumi.Output.all(made.ref, made.tag)

    return record(program)


def test_a_repository_that_is_made_in_the_same_run() -> None:
    """Its URL is an output, the login's password a secret, and the cache is in it too."""
    asked, (ref, tag) = _pushed_to(
        repository_url=pulumi.Output.from_input(f"{ECR}/team/service"),
        registry_auth={
            "address": pulumi.Output.from_input(ECR),
            "username": "AWS",
            "password": "not-a-real-token",
        },
    )
    image = asked["service-image"].inputs
    assert image["tags"] == [f"{ECR}/team/service:{tag}"]
    assert image["registries"] == {
        SECRET: [{"address": ECR, "username": "AWS", "password": "not-a-real-token"}]
    }
    assert image["cacheFrom"] == [{"registry": {"ref": f"{ECR}/team/service:buildcache"}}]
    assert ref == f"{ECR}/team/service@{DIGEST}"


def test_a_registry_may_be_an_output() -> None:
    """With the repository beside it, as ever."""
    asked, (_, tag) = _pushed_to(registry=pulumi.Output.from_input("ghcr.io/acme"))
    assert asked["service-image"].inputs["tags"] == [f"ghcr.io/acme/service:{tag}"]


def test_pain_22_the_image_is_named_by_its_digest_and_nothing_else() -> None:
    """With a tag beside it Lambda refuses the image."""
    _, (ref, tag) = _pushed_to(repository_url=f"{ECR}/service")
    assert ref == f"{ECR}/service@{DIGEST}"
    assert tag not in ref


def test_pain_28_one_manifest_for_one_platform() -> None:
    """No attestations and no second platform, either of which makes an index that Lambda refuses.

    The provider builds without provenance; only an input of ours could ask for more.
    """
    asked, _ = _pushed_to(repository_url=f"{ECR}/service")
    image = asked["service-image"].inputs
    assert image["platforms"] == ["linux/amd64"]
    assert not {"exports", "sbom", "provenance", "attests"} & set(image)


def test_nowhere_to_push() -> None:
    """One sentence, before any child."""
    with pytest.raises(pulumi.RunError, match="`registry` is missing; say where to push"):
        _pushed_to()


def test_a_destination_that_turns_out_to_be_none() -> None:
    """What was not known at the start is checked as soon as it is."""
    with pytest.raises(pulumi.RunError, match="is not a registry"):
        _pushed_to(registry=pulumi.Output.from_input("https://ghcr.io"))
