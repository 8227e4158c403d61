"""Fixtures that every test may ask for."""

from tests.engine_fixture import engine, engine_tools

__all__ = ["engine", "engine_tools"]
