"""Reading the stack's configuration: every setting of its own, checked."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pulumi
from pulumi.runtime.config import (
    CONFIG,
    get_config_env,
    get_config_secret_keys_env,
    is_config_secret,
)
from pydantic import ValidationError

from .fields import AUTOMATIC, Setting, all_settings
from .machine import Machine, MachineError, read_machine
from .revision import image_labels
from .schema import StackSettings
from .sentences import NAMESPACE, from_validation, located, secret_command
from .targets import LAMBDA, target_problems

KeyCheck = Callable[[str, str], str | None]
"""(provider, key) to what is wrong with the key, or None."""


@dataclass(frozen=True)
class Settings:
    """Everything the program needs to know, read and checked."""

    stack: StackSettings
    machine: Machine
    file: str

    @cached_property
    def labels(self) -> dict[str, str]:
        """Labels of the image. Git is asked once, however often the arguments are asked for."""
        return image_labels(self.stack.source, self.stack.context)

    def located(self, problems: list[str]) -> list[str]:
        """Components' sentences in the words of this stack's file."""
        return [located(problem, self.file) for problem in problems]


def read_settings(check_key: KeyCheck, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of the current stack and the facts of this machine.

    Raises pulumi.RunError with one located sentence a problem, before any resource exists.
    """
    file = f"Pulumi.{pulumi.get_stack()}.yaml"
    try:
        machine = read_machine(os.environ if environment is None else environment)
    except MachineError as error:
        raise pulumi.RunError(str(error)) from error
    settings = {setting.name: setting for setting in all_settings()}
    raw = _given(settings)
    try:
        stack = StackSettings.model_validate(raw)
    except ValidationError as error:
        raise _refusal(from_validation(error, settings), file) from None
    problems = [
        *_plain_secrets(settings, raw),
        *_key_problems(stack, check_key),
        *_whole_problems(stack, machine),
    ]
    if problems:
        raise _refusal(problems, file)
    return Settings(stack, machine, file)


def _refusal(problems: list[str], file: str) -> pulumi.RunError:
    return pulumi.RunError("\n".join(f"{problem} ({file})" for problem in problems))


def _given(settings: Mapping[str, Setting]) -> dict[str, Any]:
    """What the stack says, by setting; what it leaves to us is left out."""
    prefix = f"{NAMESPACE}:"
    everything = {**get_config_env(), **CONFIG.get()}
    given = {
        key.removeprefix(prefix): value
        for key, value in everything.items()
        if key.startswith(prefix)
    }
    read = {name: _value(settings.get(name), value) for name, value in given.items()}
    return {name: value for name, value in read.items() if not _is_unset(settings.get(name), value)}


def _value(setting: Setting | None, text: Any) -> Any:
    """Lists and maps come as JSON."""
    if setting is None or not setting.is_structured or not isinstance(text, str):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text  # the model says that a list or map was wanted


def _is_unset(setting: Setting | None, value: Any) -> bool:
    """Pulumi.yaml's stand-ins for null: auto, nothing, an empty map where one was optional."""
    return setting is not None and not setting.required and value in (AUTOMATIC, "", {}, [])


def _plain_secrets(settings: Mapping[str, Setting], raw: Mapping[str, Any]) -> list[str]:
    stored_secretly = set(get_config_secret_keys_env())
    return [
        f"{NAMESPACE}:{name} is stored in plain text; take it back and store it encrypted: "
        f"{secret_command(name)}"
        for name in raw
        if settings[name].secret
        and not is_config_secret(f"{NAMESPACE}:{name}")
        and f"{NAMESPACE}:{name}" not in stored_secretly
    ]


def _key_problems(stack: StackSettings, check_key: KeyCheck) -> list[str]:
    problems = []
    for provider in stack.providers:
        field = f"{provider}_api_key"
        if field not in StackSettings.model_fields:
            continue  # an unknown provider: the component lists the known ones
        name = f"{provider}ApiKey"
        key = getattr(stack, field)
        problem = "is missing" if key is None else check_key(provider, key.get_secret_value())
        if problem:
            problems.append(f"{NAMESPACE}:{name} {problem}; set it with: {secret_command(name)}")
    return problems


def _whole_problems(stack: StackSettings, machine: Machine) -> list[str]:
    """Problems that need several settings, or the machine, to see."""
    problems = target_problems(stack)
    if stack.target != LAMBDA and not (stack.registry or machine.registry):
        problems.append(
            f"{NAMESPACE}:registry is missing and SHIPSHAPE_REGISTRY is not set; set it with: "
            f"pulumi config set {NAMESPACE}:registry ghcr.io/you"
        )
    if stack.debug and _serves_real_users(stack) and not stack.debug_in_production:
        problems.append(
            f"{NAMESPACE}:debug is on in a production stack; switch it off, or set "
            f"{NAMESPACE}:debugInProduction to true for the length of an incident"
        )
    unset = {"database": stack.database_url, "cache": stack.cache_url}
    for dependency in stack.required_dependencies or []:
        if dependency not in unset:
            problems.append(
                f'{NAMESPACE}:requiredDependencies: "{dependency}" is not database or cache'
            )
        elif unset[dependency] is None:
            problems.append(
                f"{NAMESPACE}:requiredDependencies names {dependency}, and "
                f"{NAMESPACE}:{dependency}Url is missing; set it with: "
                f"{secret_command(dependency + 'Url')}"
            )
    return problems


def _serves_real_users(stack: StackSettings) -> bool:
    """By its own word, or by its name: prod, production, prod-eu."""
    return stack.production or pulumi.get_stack().split("-")[0] in {"prod", "production"}
