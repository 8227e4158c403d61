"""Tests of the engine's door."""
