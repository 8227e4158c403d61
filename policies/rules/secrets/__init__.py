"""Secrets: importing this package registers its rules."""

from . import config_map, environment, exposed, provider_key, unmarked

__all__ = ["config_map", "environment", "exposed", "provider_key", "unmarked"]
