"""Tests of where evidence and patterns come from."""
