"""Tests of what users copy."""
