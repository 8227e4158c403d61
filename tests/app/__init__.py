"""Runs the reference service's own test suite."""
