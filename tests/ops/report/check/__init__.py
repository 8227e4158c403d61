"""Tests of the check's formats."""
