"""Tests of asking registries."""
