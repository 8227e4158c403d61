"""Tests of the stand-in providers."""
