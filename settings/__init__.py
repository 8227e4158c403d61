"""Shipshape's settings: read once, before the first resource, and checked."""

from .arguments import image_arguments, service_arguments
from .gating import gate_arguments, hook_arguments
from .last_word import last_word
from .releasing import (
    account_arguments,
    aws_region,
    provider_credentials,
    release_arguments,
    repository_arguments,
)
from .sentences import Elsewhere
from .stack import Settings, read_settings

__all__ = [
    "Elsewhere",
    "Settings",
    "account_arguments",
    "aws_region",
    "gate_arguments",
    "hook_arguments",
    "image_arguments",
    "last_word",
    "provider_credentials",
    "read_settings",
    "release_arguments",
    "repository_arguments",
    "service_arguments",
]
