"""The component that builds a service's image and pushes it."""

from typing import Any

import pulumi
import pulumi_docker_build as docker_build

from .build_cache import cache_settings
from .image_args import ServiceImageArgs
from .image_plan import EXTRA_CA, REPORTS_STAGE, ImagePlan, image_problems, plan_image
from .image_reference import ImageName, by_digest, name_problems
from .refusal import refuse
from .reports_folder import prepare_folder


class ServiceImage(pulumi.ComponentResource):
    """A multi-stage image in a registry, known by its digest, with its dependency report."""

    ref: pulumi.Output[str]
    """The image as `repository@sha256:...`."""
    digest: pulumi.Output[str]
    """Its digest, `sha256:...`."""
    tag: pulumi.Output[str]
    """Its tag: a hash of everything it is made of, so it never moves."""
    reports: pulumi.Output[str]
    """Folder with the dependency tree and the SBOM; empty when there is none."""

    def __init__(
        self,
        name: str,
        args: ServiceImageArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("shipshape:index:ServiceImage", name, {}, opts)

        refuse(image_problems(name, args) or destination_problems(args))

        self._plan = plan_image(name, args)
        tag = self._plan.tag()
        image = self._build(f"{name}-image", args, tag)
        if self._plan.reports:
            self._build_reports(f"{name}-reports", args)

        self.digest = image.digest.apply(_known_digest)
        self.ref = pulumi.Output.all(image.ref, self.digest).apply(lambda v: by_digest(*v))
        self.tag = pulumi.Output.from_input(tag)
        self.reports = pulumi.Output.from_input(
            self._plan.reports_folder if self._plan.reports else ""
        )
        self.register_outputs(
            {"ref": self.ref, "digest": self.digest, "tag": self.tag, "reports": self.reports}
        )

    def _build(self, name: str, args: ServiceImageArgs, tag: str) -> docker_build.Image:
        """The image itself. Destroying the stack leaves it in the registry: a rollback needs it."""
        repository = _repository(self._plan, args)
        cache = repository.apply(lambda known: cache_settings(self._plan.cache, known))
        return docker_build.Image(
            name,
            **_common(self._plan, args),
            cache_from=cache.apply(lambda settings: settings.get("cache_from")),
            cache_to=cache.apply(lambda settings: settings.get("cache_to")),
            registries=_logins(args),
            target=self._plan.target,
            labels=self._plan.labels or None,
            tags=[repository.apply(lambda known: known.tagged(tag))],
            push=True,
            opts=pulumi.ResourceOptions(
                parent=self,
                retain_on_delete=True,
                ignore_changes=["cacheFrom", "cacheTo"],
            ),
        )

    def _build_reports(self, name: str, args: ServiceImageArgs) -> docker_build.Image:
        """The dependency report: the same build up to another stage, kept as files."""
        prepare_folder(self._plan.reports_folder, name)
        return docker_build.Image(
            name,
            **_common(self._plan, args),
            target=REPORTS_STAGE,
            exports=[{"local": {"dest": self._plan.reports_folder}}],
            push=False,
            opts=pulumi.ResourceOptions(parent=self, retain_on_delete=True),
        )


def destination_problems(args: ServiceImageArgs) -> list[str]:
    """A sentence when nothing says where the image is to be pushed."""
    if "registry" in args or "repository_url" in args:
        return []
    return ["`registry` is missing; say where to push: `registry`, or a whole `repository_url`"]


def _repository(plan: ImagePlan, args: ServiceImageArgs) -> pulumi.Output[ImageName]:
    """Where to push; what the engine learns late is checked then."""

    def checked(known: ImageName) -> ImageName:
        refuse(name_problems(known))
        return known

    if "repository_url" in args:
        whole = pulumi.Output.from_input(args["repository_url"])
        return whole.apply(lambda url: checked(ImageName.of(url)))
    registry = pulumi.Output.from_input(args["registry"])
    return registry.apply(lambda host: checked(ImageName(host, plan.repository)))


def _logins(args: ServiceImageArgs) -> list[dict[str, Any]] | None:
    login = args.get("registry_auth")
    if login is None:
        return None
    return [{**login, "password": pulumi.Output.secret(login["password"])}]


def _common(plan: ImagePlan, args: ServiceImageArgs) -> dict[str, Any]:
    builder = args.get("builder")
    # Always there, if empty: a machine with and one without an extra authority must agree.
    secrets = {EXTRA_CA: args.get("extra_ca", ""), **args.get("secrets", {})}
    return {
        "context": {"location": plan.context},
        "dockerfile": {"location": plan.dockerfile},
        "platforms": [plan.platform],
        "build_args": plan.build_args or None,
        "builder": {"name": builder} if builder else None,
        "build_on_preview": args.get("build_on_preview", False),
        "secrets": {key: pulumi.Output.secret(value) for key, value in secrets.items()},
        "ignore_secrets_in_diff_calculation": sorted(secrets),
    }


def _known_digest(digest: str | None) -> str:
    return digest or ""
