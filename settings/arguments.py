"""From settings to the arguments of the components; plain maps, so that neither knows the other."""

from typing import Any

import pulumi
from pydantic import BaseModel, SecretStr

from .schema import ContainerSettings, FunctionSettings, ServiceSettings
from .stack import Settings
from .targets import LAMBDA, means_something

_NOT_ARGUMENTS = {
    "target", "name", "production",
    # What the repository, the account and the release of a function are told.
    "account", "keep_images", "delete_images",
    "release", "release_step", "release_interval", "release_watch",
}  # fmt: skip


def image_arguments(settings: Settings) -> dict[str, Any]:
    """Arguments of the image: the stack's word first, then the machine's."""
    stack, machine = settings.stack, settings.machine
    given = {"npm_token": stack.npm_token, **stack.build_secrets}
    secrets = {name: _secret(value) for name, value in given.items() if value is not None}
    wanted = {
        "registry": stack.registry or _machine_registry(settings),
        "repository": stack.repository or stack.name,
        "platform": stack.platform,
        "context": stack.context,
        "dockerfile": stack.dockerfile,
        "target": stack.debug_stage if stack.debug else stack.stage,
        "build_image": stack.build_image or machine.build_image,
        "runtime_image": stack.runtime_image or machine.runtime_image,
        "adapter_image": stack.adapter_image or machine.adapter_image,
        "builder": stack.builder or machine.builder,
        "cache": stack.cache,
        "allow_unpinned_bases": stack.allow_unpinned_bases,
        "reports": stack.reports,
        "labels": settings.labels,
        "secrets": secrets,
        "extra_ca": machine.extra_ca,
    }
    return {name: value for name, value in wanted.items() if value is not None}


def _machine_registry(settings: Settings) -> str | None:
    """AWS Lambda pulls from ECR alone, where the repository is made with the function."""
    return None if settings.stack.target == LAMBDA else settings.machine.registry


def service_arguments(settings: Settings) -> dict[str, Any]:
    """Arguments of the service on its target, less its image; what is left open is left out."""
    stack = settings.stack
    wanted = {
        field: _plain(getattr(stack, field))
        for section in (ServiceSettings, FunctionSettings, ContainerSettings)
        for field in section.model_fields
        if field not in _NOT_ARGUMENTS and means_something(field, stack.target)
    }
    wanted |= {
        "providers": stack.providers,
        "model": stack.model,
        "debug": stack.debug,
        "env": _environment(settings),
        "secrets": _secrets(settings),
        "api_keys": {
            provider: _secret(getattr(stack, f"{provider}_api_key"))
            for provider in stack.providers
            if getattr(stack, f"{provider}_api_key", None)
        },
    }
    return {name: value for name, value in wanted.items() if value is not None}


def _environment(settings: Settings) -> dict[str, str]:
    stack = settings.stack
    variables = {
        "REQUIRED_DEPENDENCIES": ",".join(_required(settings)),
        "OTEL_EXPORTER_OTLP_ENDPOINT": stack.otlp_endpoint,
    }
    chosen = {name: value for name, value in variables.items() if value}
    return {**({} if stack.debug else {"LOG_LEVEL": stack.log_level}), **chosen, **stack.env}


def _required(settings: Settings) -> list[str]:
    stack = settings.stack
    if stack.required_dependencies is not None:
        return stack.required_dependencies
    given = {"database": stack.database_url, "cache": stack.cache_url}
    return [name for name, url in given.items() if url is not None]


def _secrets(settings: Settings) -> dict[str, pulumi.Output[str]]:
    stack = settings.stack
    given = {"DATABASE_URL": stack.database_url, "CACHE_URL": stack.cache_url, **stack.secrets}
    return {name: _secret(value) for name, value in given.items() if value is not None}


def _secret(value: SecretStr) -> pulumi.Output[str]:
    secret: pulumi.Output[str] = pulumi.Output.secret(value.get_secret_value())
    return secret


def _plain(value: Any) -> Any:
    return value.model_dump(exclude_none=True) if isinstance(value, BaseModel) else value
