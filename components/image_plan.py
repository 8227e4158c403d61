"""From an image's arguments to one resolved plan, and every problem with it; needs no daemon."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from .build_cache import cache_problems
from .content_hash import content_tag
from .dockerfile import ancestry, stages
from .dockerfile_rules import DockerfileFacts, dockerfile_problems
from .dockerignore import context_problems
from .image_reference import ImageName, name_problems, platform_problems
from .secret_names import looks_secret

REPORTS_STAGE = "reports"
"""The stage that holds the dependency tree and the SBOM and nothing else."""

EXTRA_CA = "extra_ca"
"""Id of the build secret with extra certificate authorities; empty when there are none."""


@dataclass(frozen=True)
class ImagePlan:
    """Everything decided about an image that is known before the engine runs."""

    name: ImageName | None  # None while only the engine can know it
    repository: str
    context: str
    dockerfile: str
    target: str
    platform: str
    build_args: dict[str, str]
    labels: dict[str, str]
    cache: str
    allow_unpinned_bases: bool
    reports: bool
    reports_folder: str

    def tag(self) -> str:
        """The immutable tag: a hash of all that decides the image. Raises OSError."""
        inputs = {"target": self.target, "platform": self.platform}
        inputs |= {f"arg:{name}": value for name, value in self.build_args.items()}
        inputs |= {f"label:{name}": value for name, value in self.labels.items()}
        return content_tag(Path(self.context), Path(self.dockerfile), inputs)


def plan_image(name: str, args: Mapping[str, Any]) -> ImagePlan:
    """The plan of the image `name`; `args` are ServiceImageArgs."""
    context = PurePosixPath(str(args["context"])).as_posix()
    bases = {
        "BUILD_IMAGE": args.get("build_image"),
        "RUNTIME_IMAGE": args.get("runtime_image"),
        "ADAPTER_IMAGE": args.get("adapter_image"),
    }
    repository = str(args.get("repository", name))
    return ImagePlan(
        name=_known_name(args, repository),
        repository=repository,
        context=context,
        dockerfile=str(args.get("dockerfile", f"{context}/Dockerfile")),
        target=str(args.get("target", "production")),
        platform=str(args["platform"]),
        build_args={
            **{argument: str(base) for argument, base in bases.items() if base},
            **args.get("build_args", {}),
        },
        labels=dict(args.get("labels", {})),
        cache=str(args.get("cache", "auto")),
        allow_unpinned_bases=bool(args.get("allow_unpinned_bases", False)),
        reports=bool(args.get("reports", True)),
        reports_folder=str(args.get("reports_folder", f".shipshape/reports/{name}")),
    )


def image_problems(name: str, args: Mapping[str, Any]) -> list[str]:
    """One sentence for each problem with ServiceImageArgs, the Dockerfile and the context."""
    plan = plan_image(name, args)
    problems = [
        *_destination_problems(plan, args),
        *platform_problems(plan.platform),
        *cache_problems(plan.cache),
        *_argument_problems(plan),
        *_place_problems(plan),
    ]
    if problems:
        return problems
    content = Path(plan.dockerfile).read_text(encoding="utf-8")
    facts = DockerfileFacts(
        content=content,
        path=plan.dockerfile,
        target=plan.target,
        arguments=plan.build_args,
        allow_unpinned_bases=plan.allow_unpinned_bases,
    )
    return [
        *dockerfile_problems(facts),
        *_reports_problems(plan, content),
        *context_problems(Path(plan.context), Path(plan.dockerfile)),
    ]


def _known_name(args: Mapping[str, Any], repository: str) -> ImageName | None:
    whole, registry = args.get("repository_url"), args.get("registry")
    if isinstance(whole, str):
        return ImageName.of(whole)
    if whole is None and isinstance(registry, str):
        return ImageName(registry, repository)
    return None


def _destination_problems(plan: ImagePlan, args: Mapping[str, Any]) -> list[str]:
    """What is given of the destination; a program may add the rest when it makes the image."""
    if "registry" in args and "repository_url" in args:
        return ["`registry` and `repository_url` are both set; keep the one to push to"]
    return name_problems(plan.name) if plan.name else []


def _argument_problems(plan: ImagePlan) -> list[str]:
    return [
        f"`build_args` sets {argument}, which looks like a secret and would stay in the image; "
        "pass it as a build secret"
        for argument in plan.build_args
        if looks_secret(argument)
    ]


def _place_problems(plan: ImagePlan) -> list[str]:
    problems = [
        f'`{argument}` ("{path}") must be relative to the project: an absolute path differs on '
        "every machine and shows as a change"
        for argument, path in (
            ("context", plan.context),
            ("dockerfile", plan.dockerfile),
            ("reports_folder", plan.reports_folder),
        )
        if Path(path).is_absolute()
    ]
    if not Path(plan.context).is_dir():
        problems.append(f'`context` ("{plan.context}") is not a folder')
    elif not Path(plan.dockerfile).is_file():
        problems.append(f'`dockerfile` ("{plan.dockerfile}") is not a file')
    return problems


def _reports_problems(plan: ImagePlan, content: str) -> list[str]:
    if not plan.reports or ancestry(stages(content), REPORTS_STAGE):
        return []
    return [
        (
            f'{plan.dockerfile}: there is no stage "{REPORTS_STAGE}" with the dependency tree and '
            "the SBOM; add one (FROM scratch AS reports), or set `reports` to false"
        )
    ]
