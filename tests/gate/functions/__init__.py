"""Releases of a Lambda version."""
