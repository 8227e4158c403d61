"""Tests of the Dockerfile rules and their model."""
