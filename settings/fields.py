"""What a field of the schema is to Pulumi: its type, its default, and whether it is a secret."""

import types
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from .schema import SECTIONS

AUTOMATIC = "auto"
"""What stands for a computed value in Pulumi.yaml, which knows no null."""


@dataclass(frozen=True)
class Setting:
    """One setting as Pulumi.yaml and the reference show it."""

    name: str
    field: str
    section: str
    type: str
    items: str | None
    default: Any
    required: bool
    secret: bool
    description: str

    @property
    def is_structured(self) -> bool:
        """True when its value is a list or a map, which the engine passes on as JSON."""
        return self.type in {"array", "object"}


def all_settings() -> list[Setting]:
    """Every setting, section by section."""
    return [
        _setting(section, field, info)
        for section in SECTIONS
        for field, info in section.model_fields.items()
    ]


def _setting(section: type[BaseModel], field: str, info: FieldInfo) -> Setting:
    kind, optional = _without_none(info.annotation)
    name, items = _pulumi_type(kind)
    return Setting(
        name=info.alias or field,
        field=field,
        section=section.__name__.removesuffix("Settings"),
        type=name if not (optional and name in {"integer", "boolean"}) else "string",
        items=items,
        default=_default(name, info, optional=optional),
        required=info.is_required(),
        secret=_is_secret(kind),
        description=info.description or "",
    )


def _default(name: str, info: FieldInfo, *, optional: bool) -> Any:
    if info.is_required():
        return None
    if not optional:
        return info.get_default()
    if name in {"array", "object"}:
        return [] if name == "array" else {}
    return "" if _is_secret(_without_none(info.annotation)[0]) else AUTOMATIC


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in {Union, types.UnionType}:
        kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
        return kinds[0], True
    return annotation, False


def _pulumi_type(kind: Any) -> tuple[str, str | None]:
    if get_origin(kind) is list:
        return "array", "string"
    if get_origin(kind) is dict or (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return "object", None
    if get_origin(kind) is Literal or kind in {str, SecretStr}:
        return "string", None
    return {bool: "boolean", int: "integer"}[kind], None


def _is_secret(kind: Any) -> bool:
    return kind is SecretStr or SecretStr in get_args(kind)
