"""Tests of how lines are weighed."""
