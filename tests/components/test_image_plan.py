"""Arguments of an image: the plan, and every problem found without a daemon."""

from pathlib import Path
from typing import Any

import pulumi
import pytest

from components.image_plan import image_problems, plan_image

PIN = "@sha256:" + "a" * 64
DOCKERFILE = f"""\
FROM node:22{PIN} AS build
RUN npm ci
FROM scratch AS reports
COPY --from=build /reports /
FROM node:22{PIN} AS production
USER 65532
HEALTHCHECK CMD ["node", "healthcheck.mjs"]
CMD ["node", "server.mjs"]
"""
ARGS: dict[str, Any] = {"registry": "ghcr.io/acme", "platform": "linux/amd64", "context": "app"}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a good build context, as the current folder."""
    app = tmp_path / "app"
    app.mkdir()
    (app / "Dockerfile").write_text(DOCKERFILE)
    (app / ".dockerignore").write_text(".env*\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults() -> None:
    """The name, the Dockerfile, the stage, the reports."""
    plan = plan_image("service", ARGS)
    assert str(plan.name) == "ghcr.io/acme/service"
    assert plan.dockerfile == "app/Dockerfile"
    assert plan.target == "production"
    assert plan.build_args == {}
    assert plan.reports_folder == ".shipshape/reports/service"
    assert image_problems("service", ARGS) == []


def test_bases_are_build_arguments() -> None:
    """Under the names a Dockerfile declares."""
    bases = {"build_image": "a", "runtime_image": "b", "adapter_image": "c"}
    plan = plan_image("service", {**ARGS, **bases})
    assert plan.build_args == {"BUILD_IMAGE": "a", "RUNTIME_IMAGE": "b", "ADAPTER_IMAGE": "c"}


def test_the_tag_moves_with_what_decides_the_image() -> None:
    """Stage, platform, arguments, labels; not the registry."""
    base = plan_image("service", ARGS).tag()
    assert plan_image("service", {**ARGS, "registry": "localhost:5001"}).tag() == base
    others: list[dict[str, Any]] = [
        {"target": "debug"},
        {"platform": "linux/arm64"},
        {"build_args": {"A": "1"}},
        {"labels": {"a": "1"}},
    ]
    assert len({base, *(plan_image("service", {**ARGS, **other}).tag() for other in others)}) == 5


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "a secret build argument": (
        {"build_args": {"NPM_TOKEN": "x"}},
        (
            "`build_args` sets NPM_TOKEN, which looks like a secret and would stay in the image; "
            "pass it as a build secret"
        ),
    ),
    "two destinations": (
        {"repository_url": "ghcr.io/acme/service"},
        "`registry` and `repository_url` are both set; keep the one to push to",
    ),
    "no such folder": ({"context": "src"}, '`context` ("src") is not a folder'),
    "no such file": (
        {"dockerfile": "app/Containerfile"},
        '`dockerfile` ("app/Containerfile") is not a file',
    ),
    "an unknown cache": (
        {"cache": "s3"},
        '`cache` ("s3") is not known; use one of auto, none, registry, gha',
    ),
    "no such stage": (
        {"target": "release"},
        'app/Dockerfile: there is no stage "release"; its stages are: build, reports, production',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_problem(case: str) -> None:
    """One sentence, and no other."""
    args, sentence = CASES[case]
    assert image_problems("service", {**ARGS, **args}) == [sentence]


def test_an_absolute_path_would_differ_on_every_machine(project: Path) -> None:
    """And show as a change."""
    context = str(project / "app")
    dockerfile = f"{context}/Dockerfile"
    assert image_problems("service", {**ARGS, "context": context}) == [
        f'`{argument}` ("{path}") must be relative to the project: an absolute path differs on '
        "every machine and shows as a change"
        for argument, path in (("context", context), ("dockerfile", dockerfile))
    ]


def test_no_stage_for_the_reports(project: Path) -> None:
    """The dependency report is part of the build unless it is declined."""
    (project / "app" / "Dockerfile").write_text(DOCKERFILE.replace("AS reports", "AS other"))
    assert image_problems("service", ARGS) == [
        (
            'app/Dockerfile: there is no stage "reports" with the dependency tree and the SBOM; '
            "add "
            "one (FROM scratch AS reports), or set `reports` to false"
        )
    ]
    assert image_problems("service", {**ARGS, "reports": False}) == []


def test_dockerfile_and_context_are_checked_together(project: Path) -> None:
    """All at once."""
    (project / "app" / "Dockerfile").write_text(DOCKERFILE.replace("USER 65532\n", ""))
    (project / "app" / ".dockerignore").unlink()
    assert len(image_problems("service", ARGS)) == 2


def test_a_destination_that_only_the_engine_can_know() -> None:
    """Nothing is said of it, and the tag does not depend on it."""
    rest = {name: value for name, value in ARGS.items() if name != "registry"}
    url = pulumi.Output.from_input("123456789012.dkr.ecr.eu-west-1.amazonaws.com/service")
    plan = plan_image("service", {**rest, "repository_url": url})
    assert plan.name is None
    assert plan.tag() == plan_image("service", ARGS).tag()
    assert image_problems("service", {**rest, "repository_url": url}) == []
    assert image_problems("service", rest) == []
