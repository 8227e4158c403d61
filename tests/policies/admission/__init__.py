"""Tests of the rules as admission policies."""
