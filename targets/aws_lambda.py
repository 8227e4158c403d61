"""The stack on AWS Lambda: repository -> image -> proof -> function -> release -> ledger."""

from typing import Any, cast

import pulumi
import pulumi_aws as aws

from components import (
    ImageRepository,
    ImageRepositoryArgs,
    LambdaService,
    LambdaServiceArgs,
    ServiceImage,
    ServiceImageArgs,
    function_problems,
    image_problems,
    repository_problems,
)
from gate import ImageProof, ReleaseLedger, explain_failures, safe_release
from release import steps
from settings import (
    Settings,
    account_arguments,
    aws_region,
    image_arguments,
    provider_credentials,
    release_arguments,
    repository_arguments,
    service_arguments,
)
from targets.account import (
    account_problems,
    deletion_problems,
    provider_problems,
    region_of,
    registry_problems,
)
from targets.adapter import adapter_problems
from targets.image_contents import contents_warnings


def problems(settings: Settings) -> list[str]:
    """Every problem that can be known before the first resource; AWS is asked last."""
    name = settings.stack.name
    known = [
        *_release_problems(settings),
        *provider_problems(provider_credentials()),
        *registry_problems(settings.stack.registry, aws_region()),
        *deletion_problems(settings.stack.registry, deletes=settings.stack.delete_images),
        *image_problems(name, image_arguments(settings)),
        *repository_problems(name, repository_arguments(settings)),
        *function_problems(name, _service_arguments(settings)),
    ]
    # A label is the function's and the repository's: its sentence once.
    return (
        list(dict.fromkeys(known))
        or adapter_problems(image_arguments(settings).get("adapter_image") or "")
        or account_problems(**account_arguments(settings))
    )


def _release_problems(settings: Settings) -> list[str]:
    stack = settings.stack
    found = steps.problems(
        stack.release, stack.release_step, stack.release_interval, stack.release_watch
    )
    return [f"`release_{name}`: {sentence}" for name, sentence in found]


def declare(settings: Settings) -> dict[str, Any]:
    """Make the resources; the outputs of the stack."""
    name, region = settings.stack.name, region_of(aws_region())
    for warning in contents_warnings(image_arguments(settings), _service_arguments(settings)):
        pulumi.log.warn(warning)
    explain_failures()
    safe_release(name, **release_arguments(settings))

    image = _image(settings)
    proof = ImageProof(
        f"{name}-proof",
        {
            "image": image.ref,
            "platform": settings.stack.platform,
            "target": "lambda",
            "region": region,
        },
    )
    arguments = cast("LambdaServiceArgs", _service_arguments(settings))
    service = LambdaService(name, {**arguments, "image": proof.image})
    ledger = ReleaseLedger(
        f"{name}-releases",
        {
            "service": name,
            "place": service.arn,
            "digest": image.ref,
            "config": service.config,
            "version": service.serving,
            "depth": settings.stack.keep_images,
        },
        pulumi.ResourceOptions(depends_on=[service]),
    )
    return {
        "url": service.url,
        "access": settings.stack.url_auth,
        "image": image.ref,
        "function": service.function,
        "alias": service.alias,
        "region": region,
        "version": service.serving,
        "alarms": service.alarms,
        "reports": image.reports,
        "releases": ledger.releases,
    }


def _service_arguments(settings: Settings) -> dict[str, Any]:
    return {**service_arguments(settings), "platform": settings.stack.platform}


def _image(settings: Settings) -> ServiceImage:
    """Built and pushed to a repository of the stack's, or to the registry in ECR that it names."""
    name = settings.stack.name
    arguments = cast("ServiceImageArgs", image_arguments(settings))
    if not settings.stack.registry:
        wanted = cast("ImageRepositoryArgs", repository_arguments(settings))
        repository = ImageRepository(name, wanted)
        token = aws.ecr.get_authorization_token_output(registry_id=repository.registry_id)
        arguments["repository_url"] = repository.url
        arguments["registry_auth"] = {
            "address": token.proxy_endpoint,
            "username": token.user_name,
            "password": token.password,
        }
    return ServiceImage(name, arguments)
