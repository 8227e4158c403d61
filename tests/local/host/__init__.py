"""Tests of the language host."""
