"""Tests of the template mining."""
