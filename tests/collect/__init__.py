"""Tests of asking the world."""
