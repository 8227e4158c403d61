"""Type tokens of the AWS classic provider, and what the rules ask of its resources."""

from collections.abc import Iterator

from ..pulumi_resource import Resource
from ..subjects import Context, Data, mapping, mappings

FUNCTION = "aws:lambda/function:Function"
ALIAS = "aws:lambda/alias:Alias"
FUNCTION_URL = "aws:lambda/functionUrl:FunctionUrl"
PERMISSION = "aws:lambda/permission:Permission"
INVOKE_CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
REPOSITORY = "aws:ecr/repository:Repository"
REPOSITORY_POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy"
LIFECYCLE_POLICY = "aws:ecr/lifecyclePolicy:LifecyclePolicy"
REGISTRY_SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"
PUBLIC_REPOSITORY = "aws:ecrpublic/repository:Repository"


def block(resource: Resource, name: str) -> Data:
    """A nested block of properties; the provider's state writes some as a list of one."""
    value = resource.get(name)
    if isinstance(value, list | tuple):
        return next(iter(mappings(value)), {})
    return mapping(value)


def of_type(context: Context, token: str) -> Iterator[Resource]:
    """The resources of a type, of all that are judged together."""
    return (one for one in context.world.resources if one.type == token)


def function_of(one: Resource, context: Context) -> Resource | None:
    """The function that a URL is of, if it is among what is judged. Raises Undecided."""
    name = one.get("functionName")
    return next(
        (
            each
            for each in of_type(context, FUNCTION)
            if name in (each.get("name"), each.get("arn"))
        ),
        None,
    )


def is_image(function: Resource, _: Context) -> bool:
    """Whether a function is a container image."""
    return bool(function.get("imageUri")) or function.get("packageType") == "Image"


def is_zip(function: Resource, context: Context) -> bool:
    """Whether a function is an archive with a runtime of AWS'."""
    return not is_image(function, context)
