"""Fixtures of all providers."""

from tests.local.providers.engine_log import engine_log

__all__ = ["engine_log"]
